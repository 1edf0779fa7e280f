"""Changing what a stage says, part by part; moving it, taking it out."""

from dataclasses import replace

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, yes_no
from bot.talk import Talk
from handlers.plans.parts import Asking, ask_part, within_horizon
from handlers.plans.stage import REST, ask_reason, edit_of
from handlers.plans.wording import LABELS, label, shown, state_of
from handlers.quickwins.wording import shortened
from models.plans.cards import PlanCard
from models.plans.editing import Edit
from models.plans.layout import Layout

DONE, MOVE, TAKE_OUT = "done", "move", "take_out"


async def change_plan(talk: Talk, facts: PlanCard | None) -> Edit | None:
    """Ask which stage, what of it and what it should say, until the person is done."""
    if facts is None or not facts.may_write or not facts.layout.lines:
        state = state_of(facts.state) if facts else ""
        talk.say(_("It cannot be changed now. {state}").format(state=state))
        return None
    begun_as = await which_stage(talk, facts)
    layout = await changed_layout(talk, facts, begun_as)
    talk.then("plan", str(facts.id))
    if layout == facts.layout:
        return None
    reason = await ask_reason(talk) if facts.needs_reason else ""
    talk.say(_("The plan of {code} now says so.").format(code=bold(facts.code)))
    if facts.needs_reason:
        talk.say(
            _("It stays approved; I tell {names} what has changed and why.").format(names=guides_of(facts))
        )
    return edit_of(facts, layout, reason)


async def which_stage(talk: Talk, facts: PlanCard) -> str:
    """What the stage is called that is to be changed."""
    lines = facts.layout.lines
    if len(lines) == 1:
        return lines[0].begun_as
    labels = [
        (str(line.step_id), f"{n}. {shortened(line.stage.name or '–', 26)}")
        for n, line in enumerate(lines, 1)
    ]
    chosen = await talk.ask("stage", bold(_("Which stage?")), one_of(labels))
    return next(line.begun_as for line in lines if str(line.step_id) == chosen)


async def changed_layout(talk: Talk, facts: PlanCard, begun_as: str) -> Layout:
    """The plan as the answers have it."""
    layout, place = facts.layout, 1
    while True:
        stage = layout.stage(begun_as)
        choices = [(DONE, _("✓ Done"))] if place > 1 else []
        choices += [(part, label(part)) for part in LABELS]
        choices += [(MOVE, _("Move it up or down"))] if len(layout.lines) > 1 else []
        choices += [(TAKE_OUT, _("Take it out"))]
        what = await talk.ask(
            f"which.{place}",
            bold(_("What would you like to change?")) if place == 1 else bold(_("Anything else?")),
            one_of(choices),
        )
        if what == DONE:
            return layout
        if what == TAKE_OUT:
            if await certain(talk, place, stage.name or "–", reported=facts.needs_reason):
                return layout.without(begun_as)
        elif what == MOVE:
            layout = await move(talk, place, layout, begun_as)
        else:
            asking = Asking(
                talk,
                layout.horizon,
                facts.bounds,
                splits=not facts.needs_reason,
                place=_("So far: {answer}").format(answer=shown(what, stage)),
                suffix=f".{place}",
            )
            stage = await ask_part(asking, what, stage)
            if what == "dates":
                stage, rest = await within_horizon(replace(asking, place=""), stage)
                rest_as = f"{begun_as}{REST}{talk.opened_at:%Y%m%d%H%M%S}.{place}"
                layout = layout.split(begun_as, rest_as, rest)
            layout = layout.saying(begun_as, stage)
        place += 1


async def move(talk: Talk, place: int, layout: Layout, begun_as: str) -> Layout:
    """The plan with the stage where the person wants it."""
    others = layout.without(begun_as).lines
    choices = [("1", _("To the beginning"))]
    choices += [
        (str(n + 1), _("After {n}. {name}").format(n=n, name=shortened(line.stage.name or "–", 20)))
        for n, line in enumerate(others, 1)
    ]
    to = await talk.ask(f"to.{place}", bold(_("Where to?")), one_of(choices))
    return layout.moved(begun_as, int(to))


async def certain(talk: Talk, place: int, name: str, *, reported: bool) -> bool:
    """Whether the stage is really to be taken out, also one that may have been `reported` on."""
    asked = _("Take out the stage “{name}”? What it says is then gone from the plan.").format(name=name)
    if reported:
        asked += " " + _("What was reported of it stays in the reports.")
    take_out: bool = await talk.ask(f"take_out.{place}", asked, yes_no(_("Take it out"), _("Keep it")))
    return take_out


def guides_of(facts: PlanCard) -> str:
    """The facilitators by name."""
    return ", ".join(facts.facilitators) or _("the facilitator")
