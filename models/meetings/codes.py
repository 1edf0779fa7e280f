"""What shows that somebody is in the room: codes that change every half minute.

They are made in the manner of TOTP (RFC 6238): an HMAC with the meeting's secret over its id and the number of the half
minute. One half minute is given to typing and to a slow network.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime

STEP = 30
"""Seconds for which a code is shown."""
STEPS_LATE = 1
"""How many codes that were shown before are still taken."""
DIGITS = 6
MOST_WRONG = 10
"""How many figures that are not on the screen somebody may type at one meeting, so that they cannot be guessed (RFC 4226, 7.3)."""
LINK = "hadir"
"""What the parameter of a link begins with that says that somebody is there."""
_LENGTH = 16  # of the signature in a link: 64 bits
_KEY_LENGTH = 32  # of what cannot be guessed of a page's address: 128 bits


def step_at(at: datetime) -> int:
    """The number of the half minute in which an instant (aware) lies."""
    return int(at.timestamp()) // STEP


def seconds_left(at: datetime) -> int:
    """For how many seconds more the code of an instant is shown."""
    return STEP - int(at.timestamp()) % STEP


def signature(secret: str, meeting_id: int, step: int) -> str:
    """What is in the link of one half minute."""
    return _mac(secret, f"link:{meeting_id}:{step}").hexdigest()[:_LENGTH]


def digits(secret: str, meeting_id: int, step: int) -> str:
    """What can be typed instead: six figures."""
    number = int.from_bytes(_mac(secret, f"code:{meeting_id}:{step}").digest()[:8])
    return f"{number % 10**DIGITS:0{DIGITS}}"


def start_parameter(secret: str, meeting_id: int, at: datetime) -> str:
    """The parameter of the link that is shown at an instant; at most 64 letters, digits and dashes."""
    return f"{LINK}-{meeting_id}-{signature(secret, meeting_id, step_at(at))}"


def is_shown(signed: str, secret: str, meeting_id: int, at: datetime) -> bool:
    """Whether a link with this signature was shown just before an instant."""
    return any(
        hmac.compare_digest(signed.encode(), signature(secret, meeting_id, step).encode())
        for step in _steps(at)
    )


def codes_shown(secret: str, meeting_id: int, at: datetime) -> tuple[str, ...]:
    """The figures that are taken at an instant."""
    return tuple(digits(secret, meeting_id, step) for step in _steps(at))


def screen_key(secret: str, meeting_id: int) -> str:
    """What is in the address of the page that shows a meeting's codes: its id, and what nobody can guess."""
    return f"{meeting_id}-{_mac(secret, f'screen:{meeting_id}').hexdigest()[:_KEY_LENGTH]}"


def is_screen_key(key: str, secret: str, meeting_id: int) -> bool:
    """Whether a key is that of a meeting's page."""
    return hmac.compare_digest(key.encode(), screen_key(secret, meeting_id).encode())


def _steps(at: datetime) -> Iterator[int]:
    now = step_at(at)
    yield from range(now - STEPS_LATE, now + 1)


def _mac(secret: str, text: str) -> hmac.HMAC:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256)
