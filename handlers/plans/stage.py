"""Writing one stage of a plan, part by part; each answer is jotted down, and it may rest for weeks."""

from dataclasses import replace
from datetime import date

from bot.i18n import _
from bot.questions import text
from bot.talk import Talk
from handlers.plans.parts import Asking, ask_part, within_horizon
from handlers.plans.wording import stage_in_full, state_of
from models.plans.cards import PlanCard
from models.plans.editing import Edit
from models.plans.layout import Layout
from models.plans.stages import PARTS, Stage

LONGEST_REASON = 300  # characters
REST = "+"  # behind what a stage is called: the second half of it


async def write_stage(talk: Talk, facts: PlanCard | None) -> Edit | None:
    """Ask what is still missing. The subject is the quick win and what the stage is called: "7:12-20261123090000"."""
    begun_as = talk.subject.partition(":")[2]
    if facts is None:
        talk.say(_("This plan is not yours to write. /rencana shows yours."))
        return None
    there = facts.layout.stage(begun_as)
    if not facts.may_write or (there.is_complete and not talk.kept):
        if not facts.may_write:
            talk.say(_("The plan of {code}: {state}.").format(code=facts.code, state=state_of(facts.state)))
        talk.then("plan", str(facts.id))
        return None

    number = facts.layout.place_of(begun_as)
    stage, layout = there, facts.layout
    for place, part in enumerate(PARTS, 1):
        where = _("Stage {number} · {n} of {count}").format(number=number, n=place, count=len(PARTS))
        asking = Asking(talk, facts.layout.horizon, facts.bounds, splits=not facts.needs_reason, place=where)
        asked = part in there.missing or any(asking.has(name) for name in PARTS[part])
        if asked:
            stage = await ask_part(asking, part, stage)
        if part == "dates":
            settled = not asked and asking.has("too_long")
            whole = until(stage, layout.stage(begun_as + REST).ends_on) if settled else stage
            stage, rest = await within_horizon(asking, whole, was_too_long=settled)
            if asked or rest:
                layout = layout.split(begun_as, begun_as + REST, rest)
        layout = layout.saying(begun_as, stage)
        if not facts.needs_reason:
            jot(talk, facts, layout)

    reason = await ask_reason(talk) if facts.needs_reason else ""
    talk.say(stage_in_full(number, stage))
    talk.then("plan", str(facts.id))
    return edit_of(facts, layout, reason)


def until(stage: Stage, ends_on: date | None) -> Stage:
    """The stage with this last day, where there is one."""
    return replace(stage, ends_on=ends_on) if ends_on else stage


def jot(talk: Talk, facts: PlanCard, layout: Layout) -> None:
    """Have it kept at once, where it says something new."""
    if layout != facts.layout:
        talk.jot(edit_of(facts, layout))


def edit_of(facts: PlanCard, after: Layout, reason: str = "") -> Edit:
    """What the plan is to say in place of what was shown."""
    return Edit(facts.plan_id or 0, facts.viewer.member_id, facts.state, facts.layout, after, reason)


async def ask_reason(talk: Talk) -> str:
    """Why an approved plan is changed."""
    reason: str = await talk.ask(
        "reason",
        _("The plan has been approved. Why does it change? The facilitator reads it."),
        text(LONGEST_REASON),
        brief=_("Reason"),
    )
    return reason
