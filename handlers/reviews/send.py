"""Sending a quick win to its peers, for the first time or once it has been revised."""

from datetime import timedelta

from bot.i18n import _, day
from bot.markup import bold
from bot.questions import many_of, yes_no
from bot.talk import Talk
from handlers.quickwins.wording import differences, verdict_text
from models.quickwins.gate import judge
from models.reviews.sending import Sendable, Sent
from models.reviews.standing import Hindrance


async def send(talk: Talk, facts: Sendable | None) -> Sent | None:
    """Ask who should not judge it, say who will, and send it."""
    if facts is None or facts.hindrance is Hindrance.STATE:
        talk.say(_("It cannot be sent now. /quickwin shows where it stands."))
        return None
    if facts.hindrance is not None:
        talk.say(hindrance_text(facts))
        talk.then("quickwin", str(facts.id))
        return None

    conflicts: list[str] = []
    if facts.judged is None:
        if facts.others:
            conflicts = await talk.ask(
                "conflicts",
                bold(_("Is there anybody who should not judge it?"))
                + "\n\n"
                + _("Somebody who would gain or lose by it, or is close to you. Choose, or type the names."),
                many_of((str(one.member_id), one.name) for one in facts.others),
                brief=_("Not to judge it"),
            )
        asked = how_it_goes(talk, facts)
    else:
        asked = how_it_goes_again(facts)
    if not await talk.ask("sure", asked, yes_no(_("Send it"), _("Not yet"))):
        talk.say(_("Good, it stays with you."))
        talk.then("quickwin", str(facts.id))
        return None
    talk.say(
        _("{code} is on its way to its reviewers. I write to you when all of them have answered.").format(
            code=bold(facts.code)
        )
    )
    return Sent(facts.id, facts.sender.member_id, facts.content, tuple(int(one) for one in conflicts))


def how_it_goes(talk: Talk, facts: Sendable) -> str:
    """How many will judge it, until when, and what it is not while they do."""
    rule = facts.rules.review
    until = day(talk.today + timedelta(days=rule.days))
    return "\n\n".join(
        [
            _(
                "{n} peers judge {code}, at least {elsewhere} of them from other agencies. They have until {day}."
            ).format(n=rule.reviewers, code=bold(facts.code), elsewhere=rule.from_elsewhere, day=until),
            _("Until then it cannot be changed. Who they are you learn when all have answered."),
        ]
    )


def how_it_goes_again(facts: Sendable) -> str:
    """What they will see that has changed."""
    changed = differences(facts.judged, facts.content, facts.rules) if facts.judged else []
    asked = _("The same reviewers see {code} again, and beside it what you have changed:")
    return "\n".join([asked.format(code=bold(facts.code)), *changed])


def hindrance_text(facts: Sendable) -> str:
    """What keeps it from being sent, and what helps."""
    match facts.hindrance:
        case Hindrance.GATE:
            judged = judge(facts.content, facts.rules.gate)
            return verdict_text(judged, facts.rules) if judged else ""
        case Hindrance.UNCHANGED:
            return _("It still says what your reviewers found wanting. Change it first, then send it again.")
        case _:
            return _("{code} has been revised as often as may be. Your facilitator decides now.").format(
                code=bold(facts.code)
            )
