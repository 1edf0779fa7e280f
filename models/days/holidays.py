"""Days off in Indonesia, and working days between them. The calendar is that of the library `holidays`.

Public holidays and joint leave (cuti bersama) are fixed anew for each year by a joint decree of three ministers; the
library knows those that were decreed when it was released. For later years the Islamic, Chinese and Buddhist
holidays are its reckoning: they may be a day off, and their names say so ("perkiraan", "estimated"); joint leave of those
years is not known. Holidays of a province or an agency are not among them either: pass those as `extra`.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
_LANGUAGES = {"id": "id", "en": "en_US"}


def holiday_on(day: date, language: str = "id") -> str | None:
    """What is celebrated on a day, in Indonesian ("id") or English ("en"); None where it is no day off."""
    return _holidays(language).get(day)


def is_working_day(day: date, extra: Collection[date] = ()) -> bool:
    """Whether offices work: from Monday to Friday, but for holidays, joint leave and the `extra` days off.

    The week of five days is that of Peraturan Presiden 21/2023.
    """
    return day.weekday() < SATURDAY and day not in extra and holiday_on(day) is None


def next_working_day(day: date, extra: Collection[date] = ()) -> date:
    """The first working day after `day`. Raises OverflowError at the end of the calendar."""
    following = day + timedelta(days=1)
    while not is_working_day(following, extra):
        following += timedelta(days=1)
    return following


@cache
def _holidays(language: str) -> Mapping[date, str]:
    from holidays import country_holidays  # a tenth of a second, and few talks ask for it  # noqa: PLC0415

    return country_holidays("ID", language=_LANGUAGES[language], categories=("public", "government"))
