"""What reviewers are told: that they are asked, that it is due, that it is no longer waited for; and what waits (/reviews)."""

from bot.i18n import _, ngettext, when
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.quickwins.wording import in_short
from handlers.reviews.wording import whose
from models.reviews.review import ReviewState
from models.reviews.reviewing import Excused, Reviewing
from models.reviews.waiting import Tasks

READ, EXCUSED, LATER = "read", "excused", "later"


async def asked(talk: Talk, facts: Reviewing | None) -> Excused | None:
    """Say whose quick win it is and until when; nothing where that is settled already."""
    if facts is None or facts.state is not ReviewState.ASSIGNED:
        return None
    if facts.earlier is None:
        news = _("{names} would like to know what you think of {code}:").format(
            names=bold(whose(facts.owners)), code=bold(facts.code)
        )
    else:
        news = _(
            "{names} have revised {code} after your review, and would like you to look at it again:"
        ).format(names=bold(whose(facts.owners)), code=bold(facts.code))
    until = _("It takes about ten minutes. Please answer by {time}.").format(
        time=when(facts.due_at, talk.zone)
    )
    choices = [(READ, _("Read it")), (EXCUSED, _("I should not judge this")), (LATER, _("Later"))]
    choice = await talk.ask("now", f"{news}\n“{facts.content.problem}”\n\n{until}", one_of(choices))
    if choice == EXCUSED:
        return excuse(talk, facts)
    go_on(talk, facts, choice)
    return None


def excuse(talk: Talk, facts: Reviewing) -> Excused:
    """Let them go."""
    talk.say(_("Thank you for saying so. I ask somebody else; the owners do not hear of it."))
    return Excused(facts.id, facts.quickwin_id)


async def due(talk: Talk, facts: Reviewing | None) -> None:
    """Say that a review is due soon."""
    if facts is None or facts.state is not ReviewState.ASSIGNED:
        return
    news = _(
        "Your review of {code} is still missing. Please answer by {time}; after that I ask somebody else."
    ).format(code=bold(facts.code), time=when(facts.due_at, talk.zone))
    await remind(talk, facts, news)


async def late(talk: Talk, facts: Reviewing | None) -> None:
    """Say that a review was due, and that nobody else may write it."""
    if facts is None or facts.state is not ReviewState.ASSIGNED:
        return
    news = _(
        "Your review of {code} was due, and there is nobody else who may judge it. Could you do it by {time}?"
    ).format(code=bold(facts.code), time=when(facts.due_at, talk.zone))
    await remind(talk, facts, news)


async def remind(talk: Talk, facts: Reviewing, news: str) -> None:
    """Let them go straight to it, or later."""
    choice = await talk.ask("now", news, one_of([(READ, _("Read it")), (LATER, _("Later"))]))
    go_on(talk, facts, choice)


async def ended(talk: Talk, facts: Reviewing | None) -> None:
    """Say that a review is no longer waited for."""
    if facts is not None and facts.state in (ReviewState.REPLACED, ReviewState.CALLED_OFF):
        talk.say(no_longer(facts))


def no_longer(facts: Reviewing) -> str:
    """Why a review is not waited for any more, with thanks."""
    if facts.state is ReviewState.CALLED_OFF:
        return _("Your facilitator has decided about {code}, so your review is not needed any more. Thank you!").format(
            code=bold(facts.code)
        )  # fmt: skip
    return _(
        "The time for your review of {code} is over, so I have asked somebody else. It happens; the next one will come."
    ).format(code=bold(facts.code))


def go_on(talk: Talk, facts: Reviewing, choice: str) -> None:
    """Open the review, or say where it is to be found."""
    if choice == READ:
        talk.then("review", str(facts.id))
    else:
        talk.say(_("All right. You will find it under /reviews."))


async def tasks(talk: Talk, facts: Tasks) -> None:
    """List what waits, and open one."""
    if not facts.waiting:
        talk.say(_("No review waits for you at the moment.") if facts.reviews else _("Reviews are written by the agents of a batch."))  # fmt: skip
        if facts.written:
            talk.say(
                ngettext(
                    "You have written {n} review. Thank you!",
                    "You have written {n} reviews. Thank you!",
                    facts.written,
                ).format(n=facts.written)
            )
        return
    lines = [
        _("{code}: until {time}").format(code=bold(task.code), time=when(task.due_at, talk.zone))
        for task in facts.waiting
    ]
    chosen = await talk.ask(
        "which",
        "\n".join([_("These wait for your review:"), *lines]),
        one_of((str(task.id), in_short(task.code, task.problem)) for task in facts.waiting),
    )
    talk.then("review", chosen)
