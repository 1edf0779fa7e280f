"""How it is said how far somebody has come, and at what they are stuck."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import N_, _, day, ngettext
from models.desk.standing import Step
from models.desk.stuck import Cause, Stuck

SIGNS = {
    Step.NOT_JOINED: "📵",
    Step.NO_QUICK_WIN: "➖",
    Step.DRAFT: "✏️",
    Step.READY: "📄",
    Step.IN_REVIEW: "👥",
    Step.TO_REVISE: "🔁",
    Step.VALIDATED: "✅",
    Step.PLAN_DRAFT: "🗓",
    Step.PLAN_RETURNED: "↩️",
    Step.PLAN_SENT: "📨",
    Step.PLAN_APPROVED: "🏁",
}
STEPS = {
    Step.NOT_JOINED: N_("not joined yet"),
    Step.NO_QUICK_WIN: N_("no quick win yet"),
    Step.DRAFT: N_("writing a draft"),
    Step.READY: N_("ready, not sent"),
    Step.IN_REVIEW: N_("with reviewers"),
    Step.TO_REVISE: N_("revising"),
    Step.VALIDATED: N_("validated, no plan yet"),
    Step.PLAN_DRAFT: N_("writing the plan"),
    Step.PLAN_RETURNED: N_("mending the plan"),
    Step.PLAN_SENT: N_("plan sent for approval"),
    Step.PLAN_APPROVED: N_("plan approved"),
}
CAUSES = {
    Cause.NO_QUICK_WIN: N_("no quick win yet, though colleagues have begun"),
    Cause.DRAFT_RESTS: N_("{code}: the draft has not been touched"),
    Cause.HELD: N_("{code}: written, but no quick win by its figures"),
    Cause.NOT_SENT: N_("{code}: ready, but not sent to reviewers"),
    Cause.REVISION_RESTS: N_("{code}: to be revised, and not touched"),
    Cause.REVIEW_LATE: N_("a colleague waits for their review"),
    Cause.NO_PLAN: N_("{code}: validated, but no plan has been begun"),
    Cause.PLAN_RESTS: N_("{code}: the plan has not been touched"),
    Cause.PLAN_RETURNED: N_("{code}: the plan was sent back, and not mended"),
    Cause.PLAN_WAITS: N_("{code}: the plan waits for approval"),
}


def step_name(step: Step) -> str:
    """A step, as it stands in a sentence or a cell."""
    return _(STEPS[step])


def step_text(step: Step) -> str:
    """A step with its sign."""
    return f"{SIGNS[step]} {step_name(step)}"


def cause_text(one: Stuck) -> str:
    """At what somebody is stuck."""
    return _(CAUSES[one.cause]).format(code=one.quickwin.code if one.quickwin else "")


def stuck_text(one: Stuck, now: datetime, zone: str) -> str:
    """The same, since which day of `zone` (IANA), and for how many days at `now` (aware)."""
    since = day(one.since.astimezone(ZoneInfo(zone)))
    return _("{cause}, since {day} ({days})").format(
        cause=cause_text(one), day=since, days=days_text(one.days(now))
    )


def days_text(days: int) -> str:
    """So many days."""
    return ngettext("{n} day", "{n} days", days).format(n=days) if days else _("today")
