"""Every row of days.txt is understood as it says there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.i18n import day, speaking
from models.days.faults import ManyDays, NoSuchDay, NoSuchMonth, NotADay, OtherWeekday
from models.days.leaning import Lean
from models.days.reading import read_day

LEANING = {"neither way": Lean.NONE, "ahead": Lean.AHEAD, "behind": Lean.BEHIND}
FAULTS = {
    NotADay: "no day",
    NoSuchDay: "no such day",
    NoSuchMonth: "no such month",
    OtherWeekday: "another weekday",
    ManyDays: "many days",
}


def rows() -> Iterator[tuple[str, str, Lean, str]]:
    lean = Lean.NONE
    for line in Path(__file__).with_name("days.txt").read_text().splitlines():
        if line.startswith("["):
            lean = LEANING[line.strip("[]")]
        elif line and not line.startswith("#"):
            written, today, understood = line.split(" | ")
            yield written, today, lean, understood


@pytest.mark.parametrize(("written", "today", "lean", "understood"), list(rows()))
def test_a_day_is_understood_as_people_write_it(
    written: str, today: str, lean: Lean, understood: str
) -> None:
    with speaking("id"):
        try:
            found = day(read_day(written, date.fromisoformat(today), lean))
        except NotADay as fault:
            found = FAULTS[type(fault)]
    assert found == understood


def test_what_is_longer_than_any_day_is_none() -> None:
    with pytest.raises(NotADay):
        read_day("5 Oktober 2026" + " ya" * 30, date(2026, 11, 23))
