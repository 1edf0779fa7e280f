"""Days by how far away they are: besok, lusa, 3 hari lagi, dua minggu lalu, minggu depan, H+3."""

import re
from datetime import date

from models.days.counting import days_on, months_on
from models.days.leaning import Lean
from models.days.wording import UNIT

NEAR = {"hari ini": 0, "sekarang": 0, "besok": 1, "lusa": 2, "tulat": 3}
NEAR |= {"kemarin": -1, "kemarin dulu": -2, "kemarin lusa": -2}
PART_OF_DAY = r"(?: (?:pagi|siang|sore|malam))?"
_NEAR = re.compile(rf"({'|'.join(sorted(NEAR, key=len, reverse=True))}){PART_OF_DAY}")
_LATER_TODAY = re.compile(r"((?:pagi|siang|sore|malam) ini|nanti (?:siang|sore|malam))")
_AWAY = re.compile(
    rf"(?:dalam |within )?(?P<count>\d{{1,4}}) (?P<unit>{UNIT}) (?:lagi|ke depan|mendatang|lalu)"
)
_WITHIN = re.compile(rf"(?:dalam|within) (?P<count>\d{{1,4}}) (?P<unit>{UNIT})")
_NEXT = re.compile(r"(minggu|pekan|bulan) (depan|mendatang|lalu|kemarin)")
_AFTER_TODAY = re.compile(r"[hd] ?\+ ?(\d{1,3})")


def at_a_distance(text: str, today: date, _lean: Lean) -> date | None:
    """A day counted from today. None where it is written otherwise; raises NotADay.

    "Minggu depan" is a week from today and "bulan depan" the same day of the next month, as with "seminggu lagi"
    and "sebulan lagi"; a Sunday is "hari Minggu". H+3 is read as three days after today.
    """
    if near := _NEAR.fullmatch(text) or _LATER_TODAY.fullmatch(text):
        return days_on(today, NEAR.get(near[1], 0))
    if away := _AWAY.fullmatch(text) or _WITHIN.fullmatch(text):
        count = int(away["count"])
        return _away(today, -count if text.endswith(" lalu") else count, away["unit"])
    if after := _AFTER_TODAY.fullmatch(text):
        return days_on(today, int(after[1]))
    if following := _NEXT.fullmatch(text):
        return _away(today, 1 if following[2] in {"depan", "mendatang"} else -1, following[1])
    return None


def _away(today: date, count: int, unit: str) -> date:
    match unit:
        case "hari":
            return days_on(today, count)
        case "minggu" | "pekan":
            return days_on(today, 7 * count)
        case "bulan":
            return months_on(today, count)
    return months_on(today, 12 * count)
