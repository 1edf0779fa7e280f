"""What residents look at on their phones, and what they do by habit when they see it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from bot.demo.doings import Doing, buttons_of, without_sign
from bot.demo.remarks import Remarks
from bot.i18n import _
from bot.phone.messages import Message
from bot.phone.people import Person

PLACE = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True)
class Seen:
    """What is looked at: a message that asks something, and on whose phone it is."""

    person: Person
    message: Message
    remarks: Remarks
    decides: bool  # whether they are the facilitator who decides

    def says(self, source: str) -> bool:
        """Whether the message says this, whatever stands in its places."""
        return is_in(self.message.text, source)

    def offers(self, source: str) -> Doing | None:
        """A tap on the button with this label, or that begins with it up to its first place; None where there is none."""
        label = without_sign(_(source).partition("{")[0])
        found = (b.text for b in buttons_of(self.message) if without_sign(b.text).startswith(label))
        return next(({"tap": without_sign(text)} for text in found), None)

    def pick(self, count: int, about: str = "") -> int:
        """One of so many, always the same one for this person and what is written in the chat just now."""
        before = [m.text for m in self.person.messages if m.from_bot][-8:]
        codes = re.findall(r"QW-\d+", "\n".join(before))
        return crc32(f"{self.person.name} {codes[-1] if codes else ''} {about}".encode()) % count


@dataclass(frozen=True)
class Habit:
    """What somebody does when they see something; `begins` where they set out with it, else they go on."""

    does: Callable[[Seen], Doing | None]
    begins: bool = False


def is_in(text: str, source: str) -> bool:
    """Whether a text says this, whatever stands in the places of the source."""
    pattern = PLACE.sub(".+?", re.escape(_(source)))
    return re.search(pattern, text, re.DOTALL) is not None
