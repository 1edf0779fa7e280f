"""Several things that ask have come due together: each is opened with a tap, and those that are left are asked for again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk, TimeUp

LASTS = timedelta(hours=18)
"""So long the list is of use; what still counts then is asked for again by itself."""
LONGEST = 500  # characters of one thing

Matter = dict[str, Any]
"""A script, its subject and the text it would put (bot/gathering.py)."""


async def gathered(talk: Talk, _facts: None) -> None:
    """List them, go where the person taps, and come back with the rest; the last one is opened without asking."""
    talk.until(talk.opened_at + LASTS)
    left = list(cast(list[Matter], talk.brought("matters")))
    try:
        while len(left) > 1:
            numbers = [(str(n), _("Open {n}").format(n=n)) for n in range(1, len(left) + 1)]
            chosen = await talk.ask(f"open.{len(left)}", listed(left), one_of(numbers, columns=3))
            matter = left.pop(int(chosen) - 1)
            await talk.visit(f"visit.{len(left)}", matter["script"], matter["subject"])
    except TimeUp:
        return
    talk.then(left[0]["script"], left[0]["subject"])


def listed(matters: Sequence[Matter]) -> str:
    """Each with its number."""
    heading = _("{n} things wait for you:").format(n=len(matters))
    return "\n\n".join([heading, *(f"{n}. {brief(m['text'])}" for n, m in enumerate(matters, 1))])


def brief(text: str) -> str:
    """A text that leaves room for others."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
