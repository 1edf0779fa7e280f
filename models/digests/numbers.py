"""What a week of a batch comes to in numbers, and how it compares with the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.checkins.rule import WEEK, Week
from models.checkins.status import Light
from models.digests.record import Mark, Record


@dataclass(frozen=True)
class Numbers:
    """One week. Whoever was asked has reported, is missing, is on leave or may still report; `lights` are how they stood."""

    asked: int
    reported: int
    on_time: int  # of those who have reported
    missing: int
    on_leave: int
    lights: Mapping[Light, int]  # every one of them
    obstacles: int  # open
    closed: int  # stages, within seven days


def numbers_of(records: Sequence[Record], week: Week, at: datetime) -> Numbers:
    """The numbers of a week as they were at `at` (aware)."""
    cells = [(one, one.cell(week, at)) for one in records]
    asked = [(one, cell) for one, cell in cells if cell.mark is not Mark.NOT_ASKED]
    marks = [cell.mark for _one, cell in asked]
    lights = [cell.light for _one, cell in asked]
    return Numbers(
        asked=len(asked),
        reported=marks.count(Mark.REPORTED),
        on_time=sum(one.was_on_time(week) for one, cell in asked if cell.mark is Mark.REPORTED),
        missing=marks.count(Mark.MISSED),
        on_leave=marks.count(Mark.LEAVE),
        lights={light: lights.count(light) for light in reversed(Light)},
        obstacles=sum(len(one.open_blockers(at)) for one in records),
        closed=len(_closed_within(records, at, WEEK)),
    )


def _closed_within(records: Sequence[Record], at: datetime, span: timedelta) -> set[int]:
    """The stages, by their step's id, that were closed within so long before `at` and still were; each once, whoever owns it."""
    return {
        stage.step_id
        for one in records
        for stage in one.stages
        if (since := stage.closed_since(at)) is not None and since > at - span
    }
