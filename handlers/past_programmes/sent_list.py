"""A facilitator sends a list of what ran before: it is read beside the talk, and they hear what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import _, ngettext
from bot.questions import sent_file
from bot.talk import Talk
from handlers.past_programmes.wording import problems_text
from models.asking import Asker
from models.past_programmes.adding import Adding
from models.past_programmes.entries import COLUMNS, PastProgrammes, read_past_programmes
from models.past_programmes.importing import import_sent_list
from models.quickwins.rules import Named
from models.spreadsheets.changes import Changes
from models.spreadsheets.problems import SheetProblems

ERRAND = "past_programmes_list"
SHOWN = 5  # names


async def send_list(talk: Talk, facts: Adding | None) -> None:
    """Ask for the file, and have it read."""
    if facts is None:
        talk.say(_("Past programmes are added by facilitators. /lookback shows those that there are."))
        return
    how = _(
        "Send the list as .xlsx or .csv, a programme a row, with these columns: {columns}. Only {required} has to be there. "
        "Sent again, a list changes what has changed and takes nothing away."
    ).format(columns=", ".join(COLUMNS.meanings), required=COLUMNS.required)
    file = await talk.ask("file", how, sent_file("file"))
    talk.order(ERRAND, file=file)
    talk.say(_("I am reading {name}; you hear in a moment what I found.").format(name=file.name))


def read_sent_list(fields: Sequence[Named] | None, content: bytes, name: str) -> PastProgrammes:
    """What stands in the file. Raises Undoable with everything that is wrong, or where it is not theirs to send it."""
    if fields is None:
        raise Undoable(_("Past programmes are added by facilitators. /lookback shows those that there are."))
    try:
        return read_past_programmes(content, name or _("the list"), fields)
    except SheetProblems as problems:
        raise Undoable(problems_text(problems.problems)) from None


def keep_sent_list(session: Any, asker: Asker, programmes: PastProgrammes, now: datetime) -> Made:
    """Bring it into the batch, and say what that changed."""
    return Made(changes_text(import_sent_list(session, asker, programmes, now)))


def changes_text(changes: Changes) -> str:
    """What was added and changed, the first few by name, and which agencies are new."""
    if changes.nothing:
        return _("Everything in this list is here already. /lookback shows it.")
    lines = []
    if added := changes.added:
        count = ngettext("{n} programme added", "{n} programmes added", len(added)).format(n=len(added))
        lines.append(f"{count}: {_first(added)}")
    if changed := [one.name for one in changes.changed]:
        count = ngettext("{n} programme changed", "{n} programmes changed", len(changed)).format(
            n=len(changed)
        )
        lines.append(f"{count}: {_first(changed)}")
    if agencies := changes.new_agencies:
        count = ngettext("{n} new agency", "{n} new agencies", len(agencies)).format(n=len(agencies))
        lines.append(f"{count}: {_first(agencies)}")
    return "\n".join([*lines, "", _("The agents find them under /lookback.")])


def _first(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    listed = ", ".join(names[:SHOWN])
    return _("{names} and {n} more").format(names=listed, n=more) if more > 0 else listed
