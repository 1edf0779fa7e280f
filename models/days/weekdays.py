"""Days by their weekday: Senin, Jumat ini, Senin depan, Jumat minggu depan; and a weekday beside a date."""

import re
from collections.abc import Callable
from datetime import date

from models.days.counting import days_on, monday_of
from models.days.distances import PART_OF_DAY
from models.days.faults import OtherWeekday
from models.days.leaning import Lean
from models.days.wording import DAY
from models.days.words import WEEKDAYS

_NAMED = rf"(?:hari )?(?P<day>{DAY}|minggu)"
_ONE = re.compile(
    rf"(?!minggu ini){_NAMED}(?: (?P<which>ini|depan|lalu|kemarin|besok|nanti|mendatang))?{PART_OF_DAY}"
)
_WEEK = r"(?:minggu|pekan) (?P<which>ini|depan|mendatang|lalu)|(?P<count>\d{1,2}) (?:minggu|pekan) (?P<way>lagi|lalu)"
_OF_A_WEEK = [
    re.compile(rf"{_NAMED} (?:{_WEEK}){PART_OF_DAY}"),
    re.compile(rf"(?:{_WEEK}) {_NAMED}{PART_OF_DAY}"),
]
_BESIDE = [
    re.compile(rf"(?!minggu \d+$){_NAMED} (?:tanggal )?(?P<rest>.+)"),  # week 2
    re.compile(rf"(?!\d+ minggu$)(?P<rest>.+?) {_NAMED}"),  # 2 weeks
]
_WEEKS_AWAY = {"ini": 0, "depan": 1, "mendatang": 1, "lalu": -1}


def on_a_weekday(text: str, today: date, lean: Lean) -> date | None:
    """A day by its weekday. None where it is written otherwise; raises NotADay.

    Alone it is the next one after today (the last one where the question looks behind). With "ini" today counts.
    With "depan" it is that of the next week, which begins on Monday: on a Friday "Senin depan" is in three days,
    on a Monday "Jumat depan" in eleven.
    """
    for pattern in _OF_A_WEEK:
        if match := pattern.fullmatch(text):
            weeks = _WEEKS_AWAY[match["which"]] if match["which"] else int(match["count"])
            weeks = -weeks if match["way"] == "lalu" else weeks
            return days_on(monday_of(today), 7 * weeks + _weekday(match))
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    which, ahead = match["which"], (_weekday(match) - today.weekday()) % 7
    if which == "depan":
        return days_on(monday_of(today), 7 + _weekday(match))
    if which in {"lalu", "kemarin"} or (which is None and lean is Lean.BEHIND):
        return days_on(today, ahead - 7)
    if which == "ini":
        return days_on(today, ahead - 7 if lean is Lean.BEHIND and ahead else ahead)
    return days_on(today, ahead or 7)


def beside_a_weekday(text: str, read: Callable[[str], date | None]) -> date | None:
    """A date that its weekday is written with: "Senin, 5 Oktober". Raises OtherWeekday where the two disagree."""
    for pattern in _BESIDE:
        if (match := pattern.fullmatch(text)) and (found := read(match["rest"])):
            if found.weekday() != _weekday(match):
                raise OtherWeekday(_weekday(match), found)
            return found
    return None


def _weekday(match: re.Match[str]) -> int:
    return 6 if match["day"] == "minggu" else WEEKDAYS.index(match["day"])
