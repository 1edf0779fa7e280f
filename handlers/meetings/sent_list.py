"""A facilitator sends a list of meetings: it is read beside the talk, and they hear what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import _, ngettext
from bot.questions import sent_file
from bot.talk import Talk
from handlers.past_programmes.wording import problems_text
from models.asking import Asker
from models.meetings.agenda import Planning
from models.meetings.entries import COLUMNS, Known, Meetings, read_meetings
from models.meetings.importing import import_sent_meetings
from models.spreadsheets.changes import Changes
from models.spreadsheets.problems import SheetProblems

ERRAND = "meetings_list"
SHOWN = 5  # titles


async def send_meetings(talk: Talk, facts: Planning | None) -> None:
    """Ask for the file, and have it read."""
    if facts is None:
        talk.say(_("Meetings are planned by facilitators. /agenda shows what there is."))
        return
    how = _(
        "Send the list as .xlsx or .csv, a meeting a row, with these columns: {columns}. The first three have to be there; "
        "“{invited}” names agencies, roles or people (empty: the whole batch), “{materials}” links that go with it; several with ; between them. "
        "Sent again, a list changes what has changed, and everybody hears of it."
    ).format(columns=", ".join(COLUMNS.meanings), invited="undangan", materials="bahan")
    file = await talk.ask("file", how, sent_file("file"))
    talk.order(ERRAND, file=file)
    talk.say(_("I am reading {name}; you hear in a moment what I found.").format(name=file.name))


def read_sent_meetings(known: Known | None, content: bytes, name: str) -> Meetings:
    """What stands in the file. Raises Undoable with everything that is wrong, or where it is not theirs to send it."""
    if known is None:
        raise Undoable(_("Meetings are planned by facilitators. /agenda shows what there is."))
    try:
        return read_meetings(content, name or _("the list"), known)
    except SheetProblems as problems:
        raise Undoable(problems_text(problems.problems)) from None


def keep_sent_meetings(session: Any, asker: Asker, meetings: Meetings, now: datetime) -> Made:
    """Bring it into the batch, and say what that changed. Raises Undoable where a row does not fit what is there."""
    try:
        changes = import_sent_meetings(session, asker, meetings, now)
    except SheetProblems as problems:
        raise Undoable(problems_text(problems.problems)) from None
    added = set(changes.added)
    over = [
        one.details.title
        for one in meetings.entries
        if one.details.title in added and one.details.ends_at <= now
    ]
    return Made(changes_text(changes, over))


def changes_text(changes: Changes, over: Sequence[str] = ()) -> str:
    """What was added and changed, the first few by title; of what is `over` nobody is told, and the year may be wrong."""
    if changes.nothing:
        return _("Everything in this list is in the agenda already. /agenda shows it.")
    lines = []
    if added := changes.added:
        count = ngettext("{n} meeting added", "{n} meetings added", len(added)).format(n=len(added))
        lines.append(f"{count}: {_first(added)}")
    if changed := [one.name for one in changes.changed]:
        count = ngettext("{n} meeting changed", "{n} meetings changed", len(changed)).format(n=len(changed))
        lines.append(f"{count}: {_first(changed)}")
    if over:
        lines.append(
            _("⚠️ Over already, so nobody is told: {titles}. Is the year right?").format(titles=_first(over))
        )
    return "\n".join([*lines, "", _("Everybody whom they are for hears of it. /agenda shows them.")])


def _first(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    listed = ", ".join(names[:SHOWN])
    return _("{names} and {n} more").format(names=listed, n=more) if more > 0 else listed
