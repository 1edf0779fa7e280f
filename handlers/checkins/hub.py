"""What there is to do around the weekly report (/laporan): straight into the week that is open, or whatever else is wanted."""

from collections.abc import Sequence

from bot.i18n import _, short_day
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.checkins.report import ELSE
from handlers.checkins.wording import report_text
from models.checkins.week_reports import Standing

CHART, THANK, OBSTACLES, CLOSE = "own_weeks", "high_five", "blockers", "close"
WEEK = "week:"


async def checkins(talk: Talk, facts: Standing | None) -> None:
    """Open the oldest week that is not in; where all are, or something else is wanted, let it be chosen."""
    if facts is None:
        talk.say(
            _(
                "Weekly reports are for the change agents of a batch that asks for them. /menu shows what you can do."
            )
        )
        return
    if facts.weeks.open and talk.subject != ELSE:
        talk.then("checkin", facts.weeks.open[0].isoformat())
        return
    chosen = await talk.ask("what", overview(facts), one_of(choices(facts)))
    if chosen.startswith(WEEK):
        talk.then("checkin", chosen.removeprefix(WEEK))
    elif chosen == CHART:
        talk.order(CHART)
        talk.say(_("I am drawing it; it comes in a moment."))
    elif chosen != CLOSE:
        talk.then(chosen)


def overview(facts: Standing) -> str:
    """That all is in, or what is not, and the newest report."""
    if not facts.weeks.all:
        return _("Your batch has not begun with weekly reports. I let you know when it does.")
    head = (
        _("All your reports are in. Well done!") if not facts.weeks.open else _("What would you like to do?")
    )
    if not facts.reports:
        head = _("No report is asked for yet.") if not facts.weeks.open else head
        return bold(head)
    last = facts.reports[max(facts.reports)]
    newest = _("Your last report: {report}").format(report=report_text(last))
    return f"{bold(head)}\n\n{newest}"


def choices(facts: Standing) -> Sequence[tuple[str, str]]:
    """The weeks that can be reported or changed, and what else there is."""
    weeks = facts.weeks
    found = [(f"{WEEK}{w}", _("✍️ Report {day}").format(day=short_day(w))) for w in weeks.open]
    if weeks.early and not weeks.open:
        found.append((f"{WEEK}{weeks.early}", _("✍️ {day}, already now").format(day=short_day(weeks.early))))
    found += [(f"{WEEK}{w}", _("✏️ Change {day}").format(day=short_day(w))) for w in weeks.changeable]
    if facts.reports:
        found.append((CHART, _("📈 My weeks as a picture")))
    return [
        *found,
        (OBSTACLES, _("🧱 Obstacles")),
        (THANK, _("🙌 Thank a colleague")),
        (CLOSE, _("Nothing now")),
    ]
