"""Judging a peer's quick win: read it, rate it six ways, say what would make it better, offer help."""

from bot.i18n import _, when
from bot.markup import bold, italic
from bot.questions import many_of, one_of, proof, scale, text
from bot.talk import Talk
from handlers.quickwins.questions import whole_sentence
from handlers.quickwins.wording import differences
from handlers.reviews.asked import excuse, no_longer
from handlers.reviews.wording import CRITERIA, HELP, MEANINGS, chapters, evidence_text, whose
from models.reviews.help_offers import HelpKind
from models.reviews.review import Criterion, ReviewState
from models.reviews.reviewing import Excused, Reviewed, Reviewing

LONGEST_TEXT, LONGEST_WORDS = 500, 200  # characters
WORDS = ("text", "link")  # the sorts of proof that are words


async def review(talk: Talk, facts: Reviewing | None) -> Reviewed | Excused | None:
    """The whole of it; it may rest at any question."""
    if facts is None:
        talk.say(_("That review is not yours to write. /reviews shows yours."))
        return None
    if facts.state is not ReviewState.ASSIGNED:
        say_it_is_over(talk, facts)
        return None

    say_draft(talk, facts)
    choice = await talk.ask(
        "begin",
        _("Can you judge it fairly?"),
        one_of([("begin", _("Yes, begin")), ("excused", _("I should not judge this"))]),
    )
    if choice == "excused":
        return excuse(talk, facts)
    ratings = {criterion.value: await rating(talk, facts, criterion) for criterion in Criterion}
    better = await talk.ask(
        "better",
        better_question(facts),
        text(LONGEST_TEXT),
        brief=_("What would make it better"),
        check=whole_sentence,
    )
    seen = await talk.ask(
        "seen",
        bold(_("Have you seen something of it in the field?"))
        + "\n\n"
        + _("Write it, or send a photo or a place. Skip it when you have not."),
        proof(),
        optional=True,
        brief=_("Seen in the field"),
    )
    kinds, words = await offer_help(talk, facts)
    await talk.review(_("Thank you! Shall I hand it in like this?"))
    talk.say(
        _(
            "It is handed in. {names} see it, with your name, when all reviews are in. Your help is worth a lot."
        ).format(names=whose(facts.owners))
    )
    return Reviewed(
        review_id=facts.id,
        quickwin_id=facts.quickwin_id,
        ratings=ratings,
        better=better,
        seen=seen["text"] if seen else "",
        seen_as=seen if seen and seen["kind"] not in WORDS else None,
        help=kinds,
        help_words=words,
    )


async def rating(talk: Talk, facts: Reviewing, criterion: Criterion) -> int:
    """Ask for one of the six, with what they gave last time beside it."""
    place = list(Criterion).index(criterion) + 1
    lines = [
        italic(_("{n} of {count}").format(n=place, count=len(Criterion))),
        bold(_(CRITERIA[criterion])) + "\n" + _(MEANINGS[criterion]),
    ]
    if facts.earlier is not None and criterion in facts.earlier.ratings:
        lines.append(_("Last time you gave it {n}.").format(n=facts.earlier.ratings[criterion]))
    given: int = await talk.ask(
        criterion.value, "\n\n".join(lines), scale(1, 5), series="ratings", brief=_(CRITERIA[criterion])
    )
    return given


async def offer_help(talk: Talk, facts: Reviewing) -> tuple[tuple[HelpKind, ...], str]:
    """Ask what they can help with, and for a few words about it; what they have offered before is not asked again."""
    left = [kind for kind in HelpKind if kind not in facts.offered]
    if not left:
        return (), ""
    kinds = await talk.ask(
        "help",
        bold(_("Is there something that you can help with?")),
        many_of((kind.value, _(HELP[kind])) for kind in left),
        brief=_("I can help with"),
    )
    if not kinds:
        return (), ""
    words = await talk.ask(
        "help_words",
        _("That is kind of you. In a few words: what, and how do they get it?"),
        text(LONGEST_WORDS),
        optional=True,
        brief=_("About the help"),
    )
    return tuple(HelpKind(kind) for kind in kinds), words or ""


def say_draft(talk: Talk, facts: Reviewing) -> None:
    """Say all of it, and in a later round first what has changed."""
    head = f"{bold(facts.code)} · {whose(facts.owners)}"
    until = _("Please answer by {time}.").format(time=when(facts.due_at, talk.zone))
    if facts.earlier is not None:
        changed = differences(facts.earlier.content, facts.content, facts.rules)
        talk.say("\n".join([head, until, "", bold(_("What has changed since you saw it:")), *changed]))
    else:
        talk.say(f"{head}\n{until}")
    for chapter in chapters(facts.content, facts.rules):
        talk.say(chapter)
    if facts.evidence:
        talk.say(evidence_text(facts.evidence))


def better_question(facts: Reviewing) -> str:
    """What would make it better, with what they said last time."""
    question = bold(_("What would make it better?"))
    if facts.earlier is None or not facts.earlier.better:
        return question
    return f"{question}\n\n" + _("Last time you wrote: {words}").format(words=f"“{facts.earlier.better}”")


def say_it_is_over(talk: Talk, facts: Reviewing) -> None:
    """Say kindly why it is not taken any more."""
    if facts.state is ReviewState.DONE:
        talk.say(
            _("You have handed in your review of {code} already. Thank you!").format(code=bold(facts.code))
        )
    elif facts.state is ReviewState.DECLINED:
        talk.say(_("Somebody else judges {code} now.").format(code=bold(facts.code)))
    elif talk.has("better"):
        talk.say(
            no_longer(facts) + " " + _("What you wrote stays in this chat; tell {names} if you like.").format(
                names=whose(facts.owners)
            )
        )  # fmt: skip
    else:
        talk.say(no_longer(facts))
