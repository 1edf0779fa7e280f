"""What a button carries: the talk, the question and the act, in the 64 bytes that a channel allows."""

from dataclasses import dataclass
from hashlib import blake2b

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
HIGHEST = 2**31 - 1  # as a talk's number is stored

BACK, LATER, SKIP, UNDO = "<", "z", "-", "u"  # acts that are the same on every question


@dataclass(frozen=True)
class Tap:
    """A tapped button, taken apart."""

    talk_id: int
    question: str  # mark_of its key
    act: str


def mark_of(key: str) -> str:
    """A question's key in eight characters."""
    return blake2b(key.encode(), digest_size=4).hexdigest()


def pack(talk_id: int, key: str, act: str) -> str:
    """What a button under the question `key` of a talk carries."""
    return f"{_base36(talk_id)}.{mark_of(key)}.{act}"


def unpack(data: str) -> Tap | None:
    """The tap that `data` stands for; None where no button of ours carried it."""
    talk, _dot, rest = data.partition(".")
    mark, dot, act = rest.partition(".")
    if not dot or not talk.isalnum() or not talk.isascii() or len(talk) > 6 or not act:
        return None
    number = int(talk, 36)
    return Tap(number, mark, act) if number <= HIGHEST else None


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if not number:
            return digits
