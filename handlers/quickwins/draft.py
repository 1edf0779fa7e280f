"""Writing a quick win, one question at a time; a draft may rest for weeks, and two may write it together."""

from dataclasses import replace

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, proof
from bot.talk import Talk
from handlers.goal_hints import hint_text
from handlers.quickwins.questions import QUESTIONS, ask_field, stored
from handlers.quickwins.wording import state_of, verdict_text
from models.quickwins.content import FIELDS, Content
from models.quickwins.drafts import Draft, Neighbour, Written
from models.quickwins.evidence import EvidenceKind, Given
from models.quickwins.gate import judge
from models.quickwins.hints import hints_on
from models.quickwins.states import QuickWinState

MOST_PIECES = 5  # of evidence
ALONE, JOIN = "alone", "join:"


async def draft(talk: Talk, facts: Draft | None) -> Written | None:
    """Ask what is still missing, jotting each answer down, and look it over."""
    if facts is None:
        talk.say(_("This draft is not yours to write. /quickwin shows yours."))
        return None
    if facts.state is not QuickWinState.DRAFT:
        talk.say(_("{code} has been written to its end already.").format(code=facts.code))
        talk.then("quickwin", str(facts.id))
        return None

    written = Written(facts.id, facts.writer, facts.content)
    for place, name in enumerate(FIELDS, 1):
        if getattr(facts.content, name) is not None and not talk.has(name):
            continue  # written in another talk, perhaps by somebody else
        where = _("{n} of {count}").format(n=place, count=len(FIELDS))
        answer = await ask_field(talk, name, name, facts.rules, written.content, where)
        written = replace(written, content=replace(written.content, **{name: stored(name, answer)}))
        talk.jot(written)
        say_hints(talk, name, answer)
        if name == "problem" and facts.neighbours:
            joins = await meet_neighbours(talk, facts.neighbours)
            written = replace(written, met_neighbours=True)
            talk.jot(written)
            if joins is not None:
                talk.then("join_quickwin", f"{joins}:{facts.id}")
                return written
        if name == "source" and (not facts.evidence or talk.has("evidence.1")):
            written = replace(written, evidence=await evidence(talk))
            talk.jot(written)

    await talk.review(summary(written.content, facts))
    talk.say(_("{code} is written. Well done, {name}.").format(code=bold(facts.code), name=talk.name))
    talk.then("quickwin", str(facts.id))
    return replace(written, finished=True)


async def meet_neighbours(talk: Talk, neighbours: tuple[Neighbour, ...]) -> int | None:
    """Show who works on something like it; the id of the one to join, None to go on alone."""
    listed = "\n\n".join(
        f"{bold(n.code)} · {', '.join(n.owners)}{f' ({n.agency})' if n.agency else ''} · {state_of(n.state)}\n{n.problem}"
        for n in neighbours
    )
    choices = [(ALONE, _("Go on with mine"))]
    choices += [
        (f"{JOIN}{n.id}", _("Work on {code} with them").format(code=n.code))
        for n in neighbours
        if n.may_be_joined
    ]
    together = _("Others work on something like it already. Perhaps you could do it together?")
    news = together if len(choices) > 1 else _("Others work on something like it already:")
    chosen = await talk.ask(
        "neighbours " + " ".join(str(n.id) for n in neighbours), f"{news}\n\n{listed}", one_of(choices)
    )
    return None if chosen == ALONE else int(chosen.removeprefix(JOIN))


async def evidence(talk: Talk) -> dict[str, Given]:
    """Ask for what shows it, piece by piece, until there is no more."""
    pieces: dict[str, Given] = {}
    for place in range(1, MOST_PIECES + 1):
        wording = bold(_("What shows it?")) if place == 1 else bold(_("I have that. Is there more?"))
        how = _(
            "Send a photo, a file, a link or a location, or write it. Skip it when there is nothing else."
        )
        answer = await talk.ask(
            f"evidence.{place}", f"{wording}\n\n{how}", proof(), optional=True, brief=_("Evidence")
        )
        if answer is None:
            break
        pieces[f"evidence.{place}"] = Given(
            EvidenceKind(answer["kind"]),
            answer["text"],
            answer.get("latitude"),
            answer.get("longitude"),
            answer.get("file"),
        )
    return pieces


def say_hints(talk: Talk, name: str, answer: object) -> None:
    """Say how the sentence could be better, where it could; it stands all the same."""
    part = QUESTIONS[name].part
    if part is not None and isinstance(answer, str) and (hints := hints_on(answer, part)):
        talk.say("\n".join(f"💡 {hint_text(hint)}" for hint in hints[:2]))


def summary(content: Content, facts: Draft) -> str:
    """What the figures come to, before it is filed."""
    judged = judge(content, facts.rules.gate)
    verdict = verdict_text(judged, facts.rules) if judged else ""
    return "\n\n".join([_("That was the last question."), verdict, _("Shall I file it like this?")])
