"""Saying whether one comes: yes with a tap, no with a reason."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import text
from bot.talk import Talk
from models.meetings.answering import Answer
from models.meetings.cards import MeetingCard
from models.meetings.invitee import LONGEST_REASON, Coming

YES, NO = "yes", "no"


def choices(card: MeetingCard) -> list[tuple[str, str]]:
    """The two answers, without the one that stands."""
    found = [(YES, _("✅ I am coming")), (NO, _("❌ I cannot come"))]
    return [(code, label) for code, label in found if code != card.coming]


async def say_whether(talk: Talk, card: MeetingCard, chosen: str) -> Answer:
    """Take the answer down; who does not come says why."""
    if chosen == YES:
        talk.say(
            _("Good, I have written it down: you are coming to {title}.").format(
                title=bold(card.details.title)
            )
        )
        return answer(card, Coming.YES)
    reason = await talk.ask(
        "reason",
        _("A pity. Why can you not come? A few words will do; your facilitator reads them."),
        text(LONGEST_REASON),
    )
    talk.say(
        _("Thank you, I pass it on. I send no reminders of it; /agenda is where you can change your mind.")
    )
    return answer(card, Coming.NO, reason)


def answer(card: MeetingCard, coming: Coming, reason: str = "") -> Answer:
    """The answer to the meeting as it was shown."""
    return Answer(card.id, card.viewer.member_id, card.sequence, coming, reason)
