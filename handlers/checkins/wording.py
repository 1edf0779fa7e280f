"""How weeks, stages and obstacles are spoken of."""

from datetime import date

from bot.i18n import N_, _, day, ngettext, short_day
from bot.lights import SIGNS, light_text, reason_text
from handlers.quickwins.wording import shortened
from models.checkins.checkin import CheckIn, Judgement, Manner, NothingBecause
from models.checkins.stages_seen import Said, SeenStage
from models.checkins.status import Status

JUDGEMENTS = {
    Judgement.GREEN: N_("🟢 Going well"),
    Judgement.AMBER: N_("🟡 Needs attention"),
    Judgement.RED: N_("🔴 Stuck, I need help"),
}
BECAUSE = {
    NothingBecause.LEAVE: N_("On leave or ill"),
    NothingBecause.DUTIES: N_("Other duties went first"),
    NothingBecause.WAITING: N_("Waiting for a decision"),
    NothingBecause.OTHER: N_("Something else …"),
}
SHORTEST = 18  # characters of an obstacle that say which one it is, and fit a button with its age


def status_text(status: Status) -> str:
    """The light with its reasons, a line each."""
    lines = [f"{SIGNS[one.light]} {reason_text(one)}" for one in status.findings]
    return "\n".join([_("Status: {light}").format(light=light_text(status.light)), *lines])


def judgement_text(judgement: Judgement | None) -> str:
    """Somebody's own judgement; "–" where they gave none."""
    return _(JUDGEMENTS[judgement]) if judgement else "–"


def week_text(number: int, count: int, week: date) -> str:
    """Which week it is, and the day that names it."""
    return _("Week {n} of {count} · {day}").format(n=number, count=count, day=day(week))


def stage_title(stage: SeenStage) -> str:
    """Which stage it is, of which plan, and until when it goes."""
    return _("{code} · stage {n} of {count}: {name}").format(
        code=stage.code, n=stage.number, count=stage.count, name=stage.name
    )


def said_text(said: Said, own: int) -> str:
    """What was said of a stage last: how far it was, and the words; by whom, where that was somebody else."""
    by = f" ({said.by})" if said.member_id != own else ""
    words = f" · “{said.what}”" if said.what else ""
    return f"{short_day(said.week)}{by}: {said.percent}%{words}"


def report_text(report: CheckIn) -> str:
    """A report in a line or two: its week, its judgement, and what was meant to come next or why nothing was done."""
    judged = judgement_text(Judgement(report.judgement) if report.judgement else None)
    if report.manner == Manner.NOTHING:
        judged = _("nothing, because: {why}").format(why=because_text(report))
    head = f"{short_day(report.week)} · {judged}"
    following = _("Next: {thing}").format(thing=report.next_thing) if report.next_thing else ""
    return "\n".join(
        line for line in (head, report.words if report.manner != Manner.NOTHING else "", following) if line
    )


def because_text(report: CheckIn) -> str:
    """Why nothing was done."""
    because = NothingBecause(report.because) if report.because else NothingBecause.OTHER
    return report.words or _(BECAUSE[because])


def obstacle_label(what: str, days: int) -> str:
    """An obstacle on a button: what it is, and how old."""
    return f"{shortened(what, SHORTEST)} · {days_text(days)}"


def days_text(days: int) -> str:
    """So many days."""
    return ngettext("{n} day", "{n} days", days).format(n=days) if days else _("today")
