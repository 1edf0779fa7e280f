"""A facilitator hears that somebody asks to be forgotten."""

from bot.i18n import _, when
from bot.markup import bold
from bot.talk import Talk
from models.erasures import Request


async def erasure_requested(talk: Talk, facts: Request | None) -> None:
    """Say who asked and when, and how it is carried out; nothing where that is settled already."""
    if facts is None or facts.withdrawn or facts.done:
        return
    talk.say(
        _(
            "{name} ({batch}) asked on {time} to be erased. Please have it carried out: whoever looks after "
            "Penggerak does it with “penggerak erase”. They are still free to withdraw it until then."
        ).format(
            name=bold(facts.name), batch=", ".join(facts.batches), time=when(facts.requested_at, talk.zone)
        )
    )
