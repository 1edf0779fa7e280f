"""The digest of one batch and week: its numbers and those of the week before, whom to call, and the open obstacles by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.checkins.ladder import days_on
from models.checkins.rule import WEEK, CheckInRule, Week, weeks_of
from models.checkins.status import RANK, Light
from models.digests.calls import Call, calls
from models.digests.numbers import Numbers, numbers_of
from models.digests.record import Cell, Mark, Record
from models.digests.rules import DigestRules, begun_after, week_told
from models.memberships import Membership

UNKNOWN_AFTER = 0.5
"""Where grey stands among the ranks of the lights: after amber, before green."""


@dataclass(frozen=True)
class House:
    """Whose digest it is: the batch with its programme."""

    batch_id: int
    code: str
    name: str
    programme: str
    organisation: str
    zone: str


@dataclass(frozen=True)
class OpenObstacle:
    """What stands in somebody's way, for how many days, and who could help."""

    id: int
    what: str
    since: date
    days: int
    helper: str
    owner: Membership
    escalated: bool


@dataclass(frozen=True)
class Digest:
    """A batch at `at` (aware). `before` are the numbers of the week before, as they were seven days earlier."""

    house: House
    at: datetime
    week: date
    number: int  # of the rule's weeks, from 1 on
    count: int
    now: Numbers
    before: Numbers | None
    begun: tuple[date, int] | None  # the week that has been asked for since, and how many have reported it
    calls: tuple[Call, ...]  # the most pressing first; how many there are in all: `to_call`
    to_call: int
    obstacles: tuple[OpenObstacle, ...]  # the oldest first
    not_joined: int  # agents who have not come in yet, and are asked for nothing


@dataclass(frozen=True)
class Row:
    """One person's weeks, side by side."""

    member: Membership
    light: Light  # how they stand now
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A digest with everybody's weeks, whoever stands worst first."""

    digest: Digest
    weeks: tuple[date, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Book:
    """All that is known of a batch for its digest."""

    house: House
    rule: CheckInRule
    records: tuple[Record, ...]  # of its agents who have come in
    not_joined: int
    escalate_after_days: int

    def week(self, wanted: date | None, at: datetime) -> Week | None:
        """The week that is wanted, or the newest that is told of at `at` (aware); None where there is none."""
        return week_told(self.rule, self.house.zone, wanted, at)

    def digest(self, week: Week, at: datetime, rules: DigestRules) -> Digest:
        """What is told of a week at `at` (aware)."""
        zone = self.house.zone
        weeks = list(weeks_of(self.rule))
        before = Week(week.asked_on - WEEK)
        begun = begun_after(self.rule, zone, week, at)
        found = calls(self.records, begun or week, at, self.escalate_after_days)
        return Digest(
            house=self.house,
            at=at,
            week=week.asked_on,
            number=weeks.index(week) + 1,
            count=len(weeks),
            now=numbers_of(self.records, week, at),
            before=numbers_of(self.records, before, days_on(at, -7, zone)) if before in weeks else None,
            begun=(begun.asked_on, sum(one.is_in(begun, at) for one in self.records)) if begun else None,
            calls=tuple(found[: rules.names]),
            to_call=len(found),
            obstacles=tuple(self._obstacles(at)),
            not_joined=self.not_joined,
        )

    def sheet(self, week: Week, at: datetime, rules: DigestRules) -> Sheet:
        """The same with everybody's weeks up to the one that has begun."""
        begun = begun_after(self.rule, self.house.zone, week, at)
        newest = begun or week
        weeks = [one for one in weeks_of(self.rule) if one.asked_on <= newest.asked_on][-rules.weeks :]
        rows = []
        for record in self.records:
            cells = [
                record.cell(one, at if one.asked_on >= week.asked_on else min(at, record.closes(one)))
                for one in weeks
            ]
            rows.append(Row(record.member, record.status(newest, at).light, tuple(cells)))
        return Sheet(
            self.digest(week, at, rules),
            tuple(w.asked_on for w in weeks),
            tuple(sorted(rows, key=worst_first)),
        )

    def _obstacles(self, at: datetime) -> Sequence[OpenObstacle]:
        today = at.astimezone(ZoneInfo(self.house.zone)).date()
        found = [
            OpenObstacle(
                id=one.id,
                what=one.what,
                since=one.since,
                days=max(0, (today - one.since).days),
                helper=one.helper,
                owner=record.member,
                escalated=one.escalated_at is not None and one.escalated_at <= at,
            )
            for record in self.records
            for one in record.open_blockers(at)
        ]
        return sorted(found, key=lambda one: (one.since, one.id))


def worst_first(row: Row) -> tuple[float, int, str, int]:
    """Orders people by how they stand; among those who stand alike, by how many reports are missing, and then by name."""
    rank = UNKNOWN_AFTER if row.light is Light.GREY else float(RANK[row.light])
    missing = sum(cell.mark is Mark.MISSED for cell in row.cells)
    return -rank, -missing, row.member.name.casefold(), row.member.member_id
