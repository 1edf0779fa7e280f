"""What is said, in the language of the person it is said to.

Source strings are English and stand in `_()`. `speaking("id")` decides for everything said inside it.
Until somebody has decided, the source speaks for itself.
"""

import gettext
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = ("id", "en")
DEFAULT = "id"
SOURCE = "en"
LOCALE = Path(__file__).parent / "locale"

_REGION = {"id": "id_ID", "en": "en_GB"}  # whose way of writing dates and numbers goes with the language
_CLOCK = {"id": "HH.mm", "en": "HH:mm"}
_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def speak(language: str | None) -> None:
    """Say everything from here on, in this thread or task, in `language` (see `known`)."""
    _language.set(known(language))


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Say everything inside the block in `language`; what was spoken before goes on after it."""
    token = _language.set(known(language))
    try:
        yield
    finally:
        _language.reset(token)


def spoken() -> str:
    """The language that is being spoken: one of LANGUAGES."""
    return _language.get()


def known(language: str | None) -> str:
    """`language` where it is one of ours ("en-GB" counts as "en"), else the default, Indonesian."""
    code = (language or DEFAULT).partition("-")[0].partition("_")[0].lower()
    return code if code in LANGUAGES else DEFAULT


def _(message: str) -> str:
    """`message` in the language being spoken."""
    return catalogue(_language.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form that goes with `n`; the number itself is still to be put in."""
    return catalogue(_language.get()).ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a constant as something to translate; it is translated where it is said, by `_(constant)`."""
    return message


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into `language`, read once; for the source's own language there are none.

    They are compiled when Penggerak is installed, and here only where they have been changed since.
    """
    if language == SOURCE:
        return gettext.NullTranslations()
    written = LOCALE / language / "LC_MESSAGES" / "penggerak.po"
    compiled = written.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime > written.stat().st_mtime:
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    from bot.locale.compiling import compiled_from  # noqa: PLC0415  it takes a while

    return gettext.GNUTranslations(BytesIO(compiled_from(written, language)))


def when(instant: datetime, zone: str) -> str:
    """An aware instant as a clock in `zone` (IANA) shows it: "Senin, 30 November 2026, 09.00 WIB"."""
    return f"{day(instant.astimezone(ZoneInfo(zone)))}, {hour(instant, zone)}"


def hour(instant: datetime, zone: str) -> str:
    """The time of day in `zone` (IANA): "09.00 WIB", in English "09:00 WIB"."""
    return _hour(instant, zone, _language.get())


def day(on: date) -> str:
    """A date with its weekday: "Senin, 30 November 2026"."""
    return _date(date(on.year, on.month, on.day), "EEEE, d MMMM y", _language.get())


def long_day(on: date) -> str:
    """A date as letters have it: "30 November 2026"."""
    return _date(date(on.year, on.month, on.day), "d MMMM y", _language.get())


def short_day(on: date) -> str:
    """A date where there is little room: "30 Nov 2026"."""
    return _date(date(on.year, on.month, on.day), "d MMM y", _language.get())


def brief_day(on: date) -> str:
    """A date of these months with its weekday, on a button: "Sen, 30 Nov"."""
    return _date(date(on.year, on.month, on.day), "EEE, d MMM", _language.get())


def month(on: date) -> str:
    """The month of a date with its year: "November 2026"."""
    return _date(date(on.year, on.month, 1), "MMMM y", _language.get())


def short_month(on: date) -> str:
    """The month of a date with its year, where there is little room: "Des 2026"."""
    return _date(date(on.year, on.month, 1), "MMM y", _language.get())


def month_name(on: date) -> str:
    """The month of a date without its year, where there is very little room: "Des"."""
    return _date(date(2000, on.month, 1), "MMM", _language.get())


def weekday(number: int) -> str:
    """The name of a weekday, of which 0 is Monday: "Senin"."""
    return _weekday(number, _language.get())


@lru_cache(maxsize=4096)  # many are told of the same days and hours
def _hour(instant: datetime, zone: str, language: str) -> str:
    from babel.dates import format_datetime  # noqa: PLC0415

    local = instant.astimezone(ZoneInfo(zone))
    name = local.tzname() or ""
    if not name.isalpha():  # a zone without letters of its own is "+08" in the zone data
        name = f"UTC{name}"
    return f"{format_datetime(local, _CLOCK[language], locale=_REGION[language])} {name}"


@lru_cache(maxsize=4096)
def _date(on: date, pattern: str, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(on, pattern, locale=_REGION[language])


@cache
def _weekday(number: int, language: str) -> str:
    from babel.dates import get_day_names  # noqa: PLC0415

    return str(get_day_names(locale=_REGION[language])[number])


def number(value: float | Decimal) -> str:
    """A number as people write it: "1.234,5", in English "1,234.5"."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=_REGION[_language.get()])


def rupiah(amount: int) -> str:
    """Whole rupiah: "Rp2.500.000", in English "Rp2,500,000"."""
    return f"Rp{number(amount)}"


if __name__ == "__main__":
    from bot.locale.catalogues import main

    sys.exit(main(sys.argv[1:]))
