"""A facilitator decides with a reason, hears where that is needed, and the owners hear what was decided."""

from bot.i18n import N_, _
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.quickwins.questions import whole_sentence
from handlers.quickwins.wording import state_of, verdict_text
from handlers.reviews.wording import medians_text
from models.quickwins.gate import judge
from models.quickwins.states import QuickWinState
from models.reviews import rounds
from models.reviews.deciding import Choice, Decidable, Decided, Outcome

CLOSE = "close"
LONGEST_REASON = 500  # characters
LABELS = {
    Choice.LET_THROUGH: N_("Let it through to the reviewers"),
    Choice.VALIDATE: N_("Validate it"),
    Choice.TURN_DOWN: N_("Turn it down"),
}
TOLD = {
    Choice.LET_THROUGH: N_("{name} lets {code} through: you can send it to your peers."),
    Choice.VALIDATE: N_("{name} has validated {code}."),
    Choice.TURN_DOWN: N_("{name} has turned {code} down."),
}
BY_STATE = {
    rounds.SHORT: QuickWinState.IN_REVIEW,
    rounds.OVERDUE: QuickWinState.IN_REVIEW,
    rounds.USED_UP: QuickWinState.TO_REVISE,
    rounds.GATE: QuickWinState.READY,
}
"""In which state a facilitator is waited for, by why."""


async def decide(talk: Talk, facts: Decidable | None) -> Decided | None:
    """Ask what and why, and look it over."""
    if facts is None:
        talk.say(_("Only a facilitator of its batch decides about a quick win."))
        return None
    if not facts.choices:
        talk.say(
            _("There is nothing to decide about {code}: it is {state}.").format(
                code=bold(facts.code), state=state_of(facts.state)
            )
        )
        return None
    chosen = await choose(talk, facts)
    if chosen == CLOSE:
        return None
    asked = [_("The owners read it: {names}.").format(names=", ".join(facts.owners))]
    if chosen == Choice.LET_THROUGH:
        why = _("Why may {code} go to its reviewers all the same?").format(code=facts.code)
        asked = [summary(facts), bold(why), *asked]
    else:
        asked = [bold(_("Why?")), *asked]
    reason = await talk.ask(
        "reason", "\n\n".join(asked), text(LONGEST_REASON), brief=_("Reason"), check=whole_sentence
    )
    await talk.review(_("Shall I carry it out? It cannot be taken back."))
    talk.say(_("It is done, and I tell the owners of {code}.").format(code=bold(facts.code)))
    return Decided(facts.id, facts.facilitator.member_id, Choice(chosen), reason, facts.state)


async def choose(talk: Talk, facts: Decidable) -> str:
    """What they decide; at the gate they have chosen on the card to let it through."""
    if facts.choices == (Choice.LET_THROUGH,):
        return Choice.LET_THROUGH
    labels = [(choice.value, _(LABELS[choice])) for choice in facts.choices]
    question = f"{summary(facts)}\n\n{bold(_('What do you decide?'))}"
    chosen: str = await talk.ask(
        "choice", question, one_of([*labels, (CLOSE, _("Nothing now"))]), brief=_("Decision")
    )
    return chosen


def summary(facts: Decidable) -> str:
    """Where it stands, and what its figures or its peers say."""
    lines = [f"{bold(facts.code)} · {state_of(facts.state)}", facts.content.problem or ""]
    if facts.state is QuickWinState.READY and (judged := judge(facts.content, facts.rules.gate)):
        lines += ["", verdict_text(judged, facts.rules)]
    elif facts.rounds:
        latest = facts.rounds[-1]
        lines += [
            "",
            _("{done} of {count} reviews are in.").format(
                done=len(latest.said), count=facts.rules.review.reviewers
            ),
        ]
        lines += [medians_text(latest, latest.verdict)] if latest.verdict else []
    return "\n".join(lines)


async def stuck(talk: Talk, facts: Decidable | None) -> None:
    """Tell a facilitator why a quick win does not go on without them; nothing where it has gone on."""
    why = talk.subject.partition(":")[2]
    if facts is None or facts.state is not BY_STATE.get(why) or not facts.choices:
        return
    news = f"{why_stuck(facts, why)}\n“{facts.content.problem}”"
    choices = [("card", _("Open {code}").format(code=facts.code)), ("later", _("Later"))]
    if await talk.ask("now", news, one_of(choices)) == "card":
        talk.then("quickwin", str(facts.id))
    else:
        talk.say(_("All right. You find it among the quick wins of the batch."))


def why_stuck(facts: Decidable, why: str) -> str:
    """Why it does not go on, and what there is to do."""
    code, rule = bold(facts.code), facts.rules.review
    match why:
        case rounds.SHORT:
            return _(
                "{code} cannot have {n} reviewers: too few of the batch have joined and may judge it. As soon as somebody can, "
                "I ask them. You can also decide yourself."
            ).format(code=code, n=rule.reviewers)
        case rounds.OVERDUE:
            return _(
                "A review of {code} is late, and nobody else in the batch may judge it. I have given more time; perhaps you ask as "
                "well, or decide yourself."
            ).format(code=code)
        case rounds.USED_UP:
            return _(
                "{code} has been revised {n} times, and its peers still find it wanting. It is yours to decide."
            ).format(code=code, n=rule.revisions)
        case _:
            return _(
                "{names} would like {code} to be reviewed although it is no quick win by its figures. May it?"
            ).format(names=", ".join(facts.owners), code=code)


async def decided(talk: Talk, facts: Outcome | None) -> None:
    """Tell an owner what was decided and why."""
    if facts is None:
        return
    news = _(TOLD[facts.choice]).format(name=bold(facts.facilitator), code=bold(facts.code))
    reason = f"\n\n“{facts.reason}”" if facts.reason else ""
    choices = [("card", _("Open {code}").format(code=facts.code)), ("close", _("Nothing now"))]
    if await talk.ask("now", news + reason, one_of(choices)) == "card":
        talk.then("quickwin", str(facts.quickwin_id))
