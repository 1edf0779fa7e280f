"""How single settings are written, and what is said where they are not."""

import re
from datetime import timedelta
from zoneinfo import available_timezones

from pydantic import SecretStr

_DISTANCE = re.compile(r"[1-9]\d{0,2}[dhm]", re.ASCII)
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def a_token(value: SecretStr) -> SecretStr:
    """A bot’s token. Raises ValueError."""
    if value.get_secret_value() and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
        raise ValueError("should be the token as @BotFather gives it: digits, a colon, letters and digits")
    return value


def a_webhook_secret(value: SecretStr) -> SecretStr:
    """What Telegram shows with each post. Raises ValueError."""
    if not re.fullmatch(r"[\w-]{0,256}", value.get_secret_value(), re.ASCII):
        raise ValueError("should be 1 to 256 letters, digits, _ and -")
    return value


def an_address(value: str) -> str:
    """An address on the web. Raises ValueError."""
    if not re.match(r"https?://[^/\s]+", value):
        raise ValueError("should begin with https:// and a host")
    return value


def an_address_or_nothing(value: str) -> str:
    """An address on the web, or nothing. Raises ValueError."""
    return an_address(value) if value else value


def a_zone(value: str) -> str:
    """An IANA time zone. Raises ValueError."""
    if value not in available_timezones():
        raise ValueError("should be a time zone such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura")
    return value


def some_names(value: tuple[str, ...]) -> tuple[str, ...]:
    """Names, each once. Raises ValueError."""
    if not value or any(not name.strip() for name in value):
        raise ValueError("should be a list of at least one name")
    if len({name.casefold().strip() for name in value}) < len(value):
        raise ValueError("should not name anything twice")
    return value


def a_path(value: str) -> str:
    """The path of an address. Raises ValueError."""
    if not value.startswith("/"):
        raise ValueError("should begin with /")
    return value


def some_distances(value: tuple[str, ...]) -> tuple[str, ...]:
    """How long before, each once. Raises ValueError."""
    if any(not _DISTANCE.fullmatch(one) for one in value):
        raise ValueError('should be a list such as ["7d", "1d", "1h"]: days (d), hours (h) or minutes (m)')
    if len({distance(one) for one in value}) < len(value):
        raise ValueError("should not name any distance twice")
    return value


def distance(written: str) -> timedelta:
    """How long "7d", "1h" or "30m" is."""
    number, unit = int(written[:-1]), written[-1]
    return timedelta(**{_UNITS[unit]: number})
