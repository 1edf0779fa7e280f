"""Kind words for what nobody asked for, so that nothing is dropped in silence."""

from bot.i18n import N_, _
from bot.messages import Act

_UNASKED = {
    Act.TEXT: N_("I am not asking anything at the moment. /menu shows what you can do."),
    Act.VOICE: N_(
        "I cannot listen to voice messages yet. Please write it in a few words. /menu shows what you can do."
    ),
    Act.STICKER: N_("🙂 /menu shows what you can do."),
    Act.EDITED: N_(
        "I see that you changed an earlier message. That does not change an answer: "
        "use /back, or change it in the review at the end."
    ),
    **dict.fromkeys(
        (Act.PHOTO, Act.DOCUMENT, Act.VIDEO),
        N_(
            "Thank you, but I have no place for a file at the moment, so it has not been kept. /menu shows what you can do."
        ),
    ),
    **dict.fromkeys(
        (Act.CONTACT, Act.LOCATION),
        N_(
            "Thank you, but I do not need that at the moment, so it has not been kept. /menu shows what you can do."
        ),
    ),
}
_ANYTHING_ELSE = N_(
    "I cannot do anything with that yet. Please write, or tap a button. /menu shows what you can do."
)


def unasked(act: Act) -> str:
    """What to say to something that no open question waits for."""
    return _(_UNASKED.get(act, _ANYTHING_ELSE))


def in_a_group() -> str:
    """What to say in a group, where nobody's answers belong."""
    return _("Thank you for having me. I talk with each of you alone: tap my name and then “Start”.")


def one_moment() -> str:
    """What to say while nothing can be stored."""
    return _(
        "This will take a moment: something on our side is slow just now. What you sent is not lost. "
        "I will answer as soon as I can; you need not send it again."
    )


def gone_wrong() -> str:
    """What to say when a script raised."""
    return _(
        "I am sorry, something went wrong on our side. Your answers are kept and we are told. "
        "/menu shows what else you can do."
    )
