"""What was reported by one agent and what was missed, so that every week can be looked back on as it was then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from models.availability.availability import Availability
from models.availability.working_hours import WorkingHours
from models.checkins.checkin import Judgement
from models.checkins.missing import LATE_FOR, counts, expected_since
from models.checkins.rule import WEEK, Week
from models.checkins.status import Known, Light, StageFacts, Status, status_of
from models.memberships import Membership

A_DAY = timedelta(days=1)


class Mark(StrEnum):
    """What became of one report."""

    REPORTED = "reported"
    MISSED = "missed"  # it should be in, and is not
    LEAVE = "leave"  # they are on leave, or were
    WAITING = "waiting"  # it may still come
    NOT_ASKED = "not_asked"  # they had not joined, or the week had not begun


@dataclass(frozen=True)
class Cell:
    """One person's week. `light` is how they stood by then; None where they were not asked for a report."""

    mark: Mark
    light: Light | None


@dataclass(frozen=True)
class StageRecord:
    """A stage: how many percent were reported of it (week, when that came in, percent), and from when to when it was closed."""

    step_id: int
    starts_on: date
    ends_on: date
    said: tuple[tuple[date, datetime, int], ...] = ()  # the oldest week first
    closed: tuple[tuple[datetime, datetime | None], ...] = ()  # the end is when it was returned

    def percent(self, week: date, at: datetime) -> int:
        """How far it was by the reports of that week and before, as they were at `at` (aware)."""
        return next((n for w, came, n in reversed(self.said) if w <= week and came <= at), 0)

    def closed_since(self, at: datetime) -> datetime | None:
        """Since when it is closed at `at` (aware); None where it is open."""
        begun = [(since, until) for since, until in self.closed if since <= at]
        if not begun:
            return None
        since, until = begun[-1]
        return since if until is None or until > at else None


@dataclass(frozen=True)
class BlockerRecord:
    """An obstacle: what it is, since when, and when it was told, passed on to the facilitators and closed (aware)."""

    id: int
    what: str
    since: date
    helper: str
    opened_at: datetime
    escalated_at: datetime | None = None
    closed_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether it stands in the way at `at` (aware)."""
        return self.opened_at <= at and (self.closed_at is None or self.closed_at > at)


@dataclass(frozen=True)
class Record:
    """One agent of a batch. `asked_at` is the time of day of their rule; a reading is its week and the percent of the way."""

    member: Membership
    whose: Availability
    working: WorkingHours
    asked_at: time
    weeks: tuple[Week, ...]  # that they are asked for, the oldest first; none before they came in
    handed_in: Mapping[date, datetime]  # by week, aware; of long ago only the last
    judgements: Mapping[date, Judgement]
    stages: tuple[StageRecord, ...] = ()
    readings: tuple[tuple[tuple[date, int], ...], ...] = ()  # by indicator, the oldest first
    blockers: tuple[BlockerRecord, ...] = ()  # the oldest first
    reachable: bool = True

    def day(self, at: datetime) -> date:
        """The day that it is where they are."""
        return at.astimezone(ZoneInfo(self.whose.zone)).date()

    def closes(self, week: Week) -> datetime:
        """When a week closes for them; aware."""
        return week.closes(self.asked_at, self.whose.zone)

    def is_in(self, week: Week, at: datetime) -> bool:
        """Whether the report of a week was in at `at` (aware)."""
        came = self.handed_in.get(week.asked_on)
        return came is not None and came <= at

    def was_on_time(self, week: Week) -> bool:
        """Whether the report of a week came before it was missing."""
        if self._came_within_a_day(week):
            return True
        came, due = self.handed_in.get(week.asked_on), self._due(week)
        return came is not None and (due is None or came <= due)

    def is_missing(self, week: Week, at: datetime) -> bool:
        """Whether the report of a week should have been in at `at` (aware), and was not; until it closes leave excuses."""
        if self.is_in(week, at):
            return False
        due = self._due(week)
        if due is None or due > at:
            return False
        return at >= self.closes(week) or not self.whose.is_on_leave(self.day(at))

    def cell(self, week: Week, at: datetime) -> Cell:
        """What had become of a week at `at` (aware)."""
        if not self._was_asked(week) or week.opens(self.asked_at, self.whose.zone) > at:
            return Cell(Mark.NOT_ASKED, None)
        return Cell(self._mark(week, at), self.status(week, at).light)

    def status(self, week: Week, at: datetime) -> Status:
        """How they stood at `at` (aware) by the reports of that week and before."""
        day, until = self.day(at), week.asked_on
        known = Known(
            stages=tuple(
                StageFacts(n, s.starts_on, s.ends_on, s.percent(until, at), s.closed_since(at) is not None)
                for n, s in enumerate(self.stages, 1)
            ),
            indicator=self._share(until),
            has_reported=any(w <= until and came <= at for w, came in self.handed_in.items()),
            reports_late=sum(self.is_missing(one, at) for one in self._newest(week) if counts(one, day)),
            blockers=tuple((day - b.since).days for b in self.open_blockers(at)),
        )
        return status_of(known, day)

    def open_blockers(self, at: datetime) -> Sequence[BlockerRecord]:
        """What stood in their way at `at` (aware), the oldest first."""
        return [blocker for blocker in self.blockers if blocker.is_open(at)]

    def judgement(self, at: datetime) -> Judgement | None:
        """How they judged the newest week themselves that was in at `at` (aware)."""
        weeks = [week for week, came in self.handed_in.items() if came <= at]
        return self.judgements.get(max(weeks)) if weeks else None

    def silent(self, week: Week, at: datetime) -> int:
        """How many reports up to that week are missing one after the other; 0 where a later one is in. Leave is passed over."""
        count = 0
        for one in reversed(self.weeks):
            if self.is_in(one, at):
                break
            count += one.asked_on <= week.asked_on and self.is_missing(one, at)
        return count

    def _mark(self, week: Week, at: datetime) -> Mark:
        if self.is_in(week, at):
            return Mark.REPORTED
        if self.is_missing(week, at):
            return Mark.MISSED
        day = self.day(min(at, self.closes(week)))
        away = any(
            one.first <= day and (one.last is None or one.last >= week.asked_on) for one in self.whose.leave
        )
        return Mark.LEAVE if away else Mark.WAITING

    def _share(self, until: date) -> int | None:
        """Of their indicators, the one that was least far on its way."""
        read = [[share for week, share in one if week <= until] for one in self.readings]
        return min((shares[-1] for shares in read if shares), default=None)

    def _due(self, week: Week) -> datetime | None:
        """From when on the report of a week is missing; None where leave or days off take all of it, or they were not asked."""
        if week.asked_on not in self._reckoned:
            asked = self._was_asked(week)
            since = expected_since(week, self.asked_at, self.whose, self.working) if asked else None
            self._reckoned[week.asked_on] = since if since is not None and since < self.closes(week) else None
        return self._reckoned[week.asked_on]

    def _was_asked(self, week: Week) -> bool:
        return bool(self.weeks) and self.weeks[0].asked_on <= week.asked_on <= self.weeks[-1].asked_on

    def _newest(self, week: Week) -> Sequence[Week]:
        """The weeks up to this one that may count."""
        if not self.weeks:
            return ()
        place = (week.asked_on - self.weeks[0].asked_on) // WEEK + 1
        return self.weeks[max(0, place - LATE_FOR // WEEK) : max(0, place)]

    def _came_within_a_day(self, week: Week) -> bool:
        came = self.handed_in.get(week.asked_on)
        return came is not None and came <= week.opens(self.asked_at, self.whose.zone) + A_DAY

    @cached_property
    def _reckoned(self) -> dict[date, datetime | None]:
        """What `_due` has found out."""
        return {}
