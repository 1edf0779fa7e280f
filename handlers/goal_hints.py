"""What is said about a sentence of a quick win that could be clearer; it may always stay as it is."""

from collections.abc import Mapping

from bot.i18n import N_, _
from models.quickwins.hints import Hint, HintCode

TEXTS: Mapping[HintCode, str] = {
    HintCode.ACTIVITY_AS_RESULT: N_(
        "“{words}” is something you do. What will be different once it is done? "
        "For example, instead of “hold a briefing on the papers to bring”: “9 of 10 files are complete at the first visit”."
    ),
    HintCode.BLAMES_PEOPLE: N_(
        "“{words}” says what people are like, and that is hard to change. What in the way of working leads to it? "
        "For example, instead of “the staff do not care”: “nobody knows who is at the counter at noon”."
    ),
    HintCode.SEVERAL_GOALS: N_(
        "With “{words}” a second goal begins. One at a time is reached sooner; the other can be a quick win of its own. "
        "For example only: “the wait falls from 3 hours to 1 hour”."
    ),
    HintCode.TOO_VAGUE: N_(
        "Under “{words}” everybody imagines something else. What would a citizen notice? "
        "For example, instead of “better service”: “nobody waits longer than 30 minutes”."
    ),
    HintCode.NO_NUMBER: N_(
        "There is no number yet. How much is it now, and how much will it be? "
        "For example: “the wait falls from 3 hours to 1 hour”."
    ),
    HintCode.NO_DATE: N_("It does not say by when. For example: “… by the end of December”."),
    HintCode.NO_OWNER: N_(
        "It does not say who sees to it. For example: “The team at the counter brings the wait down …”."
    ),
    HintCode.TOO_LONG: N_(
        "This is a long sentence. Who, what, from how much to how much, and by when is enough. "
        "For example: “Our team brings the wait down from 3 hours to 1 hour by the end of December”."
    ),
}


def hint_text(hint: Hint) -> str:
    """What a hint says: why it is given, and a sentence that would be clearer."""
    return _(TEXTS[hint.code]).format(words=hint.words)
