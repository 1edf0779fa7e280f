"""An action plan: where it stands, what it says in short, and what can be done with it now."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.i18n import _, day
from bot.markup import bold, italic
from bot.questions import one_of, yes_no
from bot.talk import Talk
from handlers.plans.change import guides_of
from handlers.plans.stage import ask_reason, edit_of
from handlers.plans.wording import (
    EVENTS,
    HORIZONS,
    REACHES,
    horizon_label,
    notices_in_full,
    stage_in_full,
    stages_in_short,
    state_of,
    too_long_text,
)
from handlers.quickwins.wording import shortened
from models.plans.approving import Handed
from models.plans.cards import PlanCard
from models.plans.editing import Begin, Edit
from models.plans.stages import PARTS, Horizon
from models.plans.states import PlanEvent, PlanState

LEADS = {"change": "plan_change", "decide": "plan_decision", "papers": "plan_papers"}


async def plan(talk: Talk, facts: PlanCard | None) -> Begin | Edit | Handed | None:
    """Begin it, or say where it stands and let the person choose what to do."""
    if facts is None or (facts.plan_id is None and not facts.own):
        talk.say(_("There is no plan of yours there. /rencana shows what there is."))
        return None
    if facts.plan_id is None:
        return await begin(talk, facts)
    choice = await talk.ask("what", summary(facts), one_of(choices(facts)))
    match choice:
        case "send":
            return await send(talk, facts)
        case "take_back":
            return take_back(talk, facts)
        case "horizon":
            return await other_horizon(talk, facts)
        case "write" if facts.unfinished:
            talk.then("plan_stage", f"{facts.id}:{facts.unfinished.begun_as}")
        case "another":
            talk.then("plan_stage", f"{facts.id}:{new_stage(talk, facts)}")
        case "change" | "decide" | "papers":
            talk.then(LEADS[choice], str(facts.id))
        case "text" | "history":
            in_full(talk, facts) if choice == "text" else talk.say(history(facts, talk.zone))
            talk.then("plan", str(facts.id))
    return None


async def begin(talk: Talk, facts: PlanCard) -> Begin:
    """Choose how far it reaches; then the first stage is asked about."""
    asked = _("How far does the plan of {code} reach?").format(code=facts.code)
    more = _(
        "A plan goes stage by stage. I ask about each one; what you answer is kept at once, "
        "and you can stop and go on for weeks."
    )
    horizon = await talk.ask("reaches", f"{bold(asked)}\n\n{more}", one_of(horizons()))
    talk.then("plan_stage", f"{facts.id}:{new_stage(talk, facts)}")
    return Begin(facts.id, Horizon(horizon))


def horizons() -> list[tuple[str, str]]:
    """All horizons, to choose from."""
    return [(horizon, horizon_label(horizon)) for horizon in HORIZONS]


def new_stage(talk: Talk, facts: PlanCard) -> str:
    """What a stage is called that is begun now: by whom, when and behind how many, so that two may begin one at once."""
    return f"{facts.viewer.member_id}-{talk.opened_at:%Y%m%d%H%M%S}-{len(facts.layout.lines)}"


def summary(facts: PlanCard) -> str:
    """Where it stands, its stages in short, and what is in the way of sending it."""
    reach = _("horizon: {reach}").format(reach=_(REACHES[facts.layout.horizon]))
    title = _("Action plan {code}").format(code=facts.code)
    lines = [f"{bold(title)} · {state_of(facts.state)}"]
    lines.append(italic(f"{shortened(facts.problem, 80)} ({reach})"))
    parts = ["\n".join(lines)]
    if facts.state is PlanState.RETURNED and facts.remarks:
        parts.append(_("The facilitator’s remarks: {remarks}").format(remarks=facts.remarks))
    parts.append(stages_in_short(facts.content) if facts.layout.lines else _("There is no stage yet."))
    long = [too_long_text(n, facts.content.stages[n - 1], facts.layout.horizon) for n in facts.too_long]
    if long and facts.own:
        parts.append("\n".join([*long, _("Please split it, or let it end earlier, under “Change a stage”.")]))
    return "\n\n".join(parts)


def choices(facts: PlanCard) -> list[tuple[str, str]]:
    """What can be done with it as it stands."""
    found = []
    if facts.decides:
        found.append(("decide", _("Decide on it") if facts.state is PlanState.SENT else _("Send it back")))
    if facts.may_be_sent:
        found.append(("send", _("Send it for approval")))
    if facts.may_write and (unfinished := facts.unfinished):
        place = facts.layout.place_of(unfinished.begun_as)
        done = len(PARTS) - len(unfinished.stage.missing)
        found.append(
            (
                "write",
                _("Go on with stage {n} ({done} of {count})").format(n=place, done=done, count=len(PARTS)),
            )
        )
    if facts.may_write:
        found.append(("another", _("+ Another stage")))
        if facts.layout.lines:
            found.append(("change", _("Change a stage")))
        found.append(("horizon", _("Change the horizon")))
    if facts.own and facts.state is PlanState.SENT:
        found.append(("take_back", _("Take it back")))
    if facts.layout.lines:
        found.append(("text", _("Read all of it")))
        found.append(("papers", _("As a picture or file …")))
    if facts.history:
        found.append(("history", _("How it came about")))
    return [*found, ("close", _("Nothing now"))]


def in_full(talk: Talk, facts: PlanCard) -> None:
    """Say every stage in full, and then what is noticed about its days."""
    for place, stage in enumerate(facts.content.stages, 1):
        talk.say(stage_in_full(place, stage))
    if noticed := notices_in_full(facts.content, facts.bounds):
        talk.say("\n".join(noticed))


async def send(talk: Talk, facts: PlanCard) -> Handed | None:
    """Show it once more, and send it when that is really meant."""
    in_full(talk, facts)
    certain = await talk.ask(
        "send",
        _("Shall I send this plan to {names} for approval?").format(names=guides_of(facts)),
        yes_no(_("Send"), _("Not yet")),
    )
    talk.then("plan", str(facts.id))
    if not certain:
        return None
    if not facts.may_be_sent:
        return None  # somebody else has changed it meanwhile: they see it as it is now
    talk.say(_("It is on its way. You will hear from me as soon as it has been decided on."))
    return handed(facts, PlanEvent.SENT)


def take_back(talk: Talk, facts: PlanCard) -> Handed:
    """Go on writing before anybody has decided."""
    talk.say(_("The plan of {code} is yours to write again.").format(code=bold(facts.code)))
    talk.then("plan", str(facts.id))
    return handed(facts, PlanEvent.TAKEN_BACK)


def handed(facts: PlanCard, event: PlanEvent) -> Handed:
    """The plan as it was shown, and what is done with it."""
    return Handed(facts.plan_id or 0, facts.viewer.member_id, event, facts.state, facts.layout)


async def other_horizon(talk: Talk, facts: PlanCard) -> Edit | None:
    """How far it reaches instead; stages that are then too long are shown with the plan."""
    horizon = Horizon(await talk.ask("horizon", bold(_("How far does the plan reach?")), one_of(horizons())))
    talk.then("plan", str(facts.id))
    after = replace(facts.layout, horizon=horizon)
    if after == facts.layout:
        return None
    if facts.needs_reason and any(stage.is_longer_than(horizon) for stage in after.content.stages):
        talk.say(_("That does not fit: one of its stages takes longer. It stays as it is."))
        return None
    return edit_of(facts, after, await ask_reason(talk) if facts.needs_reason else "")


def history(facts: PlanCard, zone: str) -> str:
    """Who did what when, and why."""
    lines = []
    for version in facts.history:
        at = day(version.at.astimezone(ZoneInfo(zone)))
        reason = f": {version.reason}" if version.reason else ""
        lines.append(f"{version.number}. {at}, {version.who}: {_(EVENTS[version.event])}{reason}")
    return "\n".join(lines)
