"""A year of a programme, drawn by lot: who is where, who is away when, and when each hands in each report."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.load.year.meetings import Guest, Meeting, draw_meetings

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
RULES = ((5, time(14)), (5, time(9)), (1, time(8)), (3, time(10)))
"""Weekday (1 is Monday) and local time at which the batches are asked, in turn."""
NIGHTS = ((time(20), time(7)), (time(18), time(9)), (time(12), time(13)), (time(21), time(17)))
"""Quiet hours: the usual ones, and those of some; the last leave nothing of the working hours."""
HALF_HOUR = timedelta(minutes=30)
AGENCIES = 5
FIRST_DAY = date(2026, 12, 7)
WARMING_UP = timedelta(days=2)
"""So long after the first day the first meeting may be."""


@dataclass
class Absence:
    """Days on which somebody is away, told at an instant; `back` is the morning on which they come back early."""

    kind: str  # "leave" or "pause"
    told: datetime
    first: date
    last: date
    back: date | None = None

    @property
    def really_last(self) -> date:
        return self.back - timedelta(days=1) if self.back else self.last


@dataclass
class Somebody:
    """An agent, a facilitator or a leader."""

    number: int
    batch: int
    role: str
    zone: str
    quiet: tuple[time, time]
    agency: int | None = None
    absences: list[Absence] = field(default_factory=list)
    reports: dict[date, datetime] = field(default_factory=dict)  # by week, when it is handed in
    puts_off: dict[date, str] = field(
        default_factory=dict
    )  # by week, to "evening" or "monday", half an hour after it is asked

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)


@dataclass
class Batch:
    """A batch with its rule and days off."""

    number: int
    weekday: int
    clock: time
    weeks: list[date]
    days_off: set[date]


@dataclass
class Plan:
    """All of it."""

    people: list[Somebody]
    batches: list[Batch]
    meetings: list[Meeting]
    weeks: int

    def ticks(self) -> Iterator[datetime]:
        """When the clock ticks: on working days every hour from dawn to evening and when offices open, on Fridays for digests, at weekends."""
        days = self.weeks * 7 + 10
        start = datetime.combine(FIRST_DAY, time(), UTC) - timedelta(days=1)
        for half_hour in range(days * 48):
            at = start + half_hour * HALF_HOUR
            weekday = (at + timedelta(hours=8)).isoweekday()
            if at.time() in (WORKDAYS if weekday <= 5 else WEEKENDS) or (
                at.time() == DIGESTS and weekday == 5
            ):
                yield at


OPENINGS = (time(22, 30), time(23, 30), time(0, 30))
WORKDAYS = frozenset({time(hour) for hour in (23, *range(13))} | set(OPENINGS))
WEEKENDS = frozenset({time(0), time(1), time(2), time(8), time(9), time(10)})
DIGESTS = time(8, 30)
"""By UTC: 15.30 in Jakarta."""


def draw(people: int, weeks: int, meetings: int, seed: int = 1) -> Plan:
    """A year for so many agents in batches of fifty, each with a facilitator and a leader."""
    lot = random.Random(seed)
    batches = [_batch(number, weeks, lot) for number in range(max(1, people // 50))]
    everybody = [
        _somebody(number, batches[number % len(batches)], "agent", lot, weeks) for number in range(people)
    ]
    for batch in batches:
        for role in ("facilitator", "leader"):
            everybody.append(_somebody(len(everybody), batch, role, lot, weeks))
    guests: dict[int, list[Guest]] = {}
    for who in everybody:
        if who.role != "facilitator":
            guests.setdefault(who.batch, []).append(Guest(who.number, who.agency, who.role))
    return Plan(
        everybody, batches, list(draw_meetings(meetings, guests, FIRST_DAY + WARMING_UP, weeks, lot)), weeks
    )


def _batch(number: int, weeks: int, lot: random.Random) -> Batch:
    weekday, clock = RULES[number % len(RULES)]
    first = FIRST_DAY + timedelta(days=weekday - 1)
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    off = {FIRST_DAY + timedelta(days=lot.randrange(weeks * 7)) for _ in range(6)}
    return Batch(number, weekday, clock, days, off)


def _somebody(number: int, batch: Batch, role: str, lot: random.Random, weeks: int) -> Somebody:
    night = NIGHTS[lot.choices(range(len(NIGHTS)), [90, 4, 4, 2])[0]]
    who = Somebody(number, batch.number, role, lot.choice(ZONES), night)
    for _time in range(lot.choice((0, 1, 1, 2))):
        first = FIRST_DAY + timedelta(days=lot.randrange(weeks * 7))
        last = first + timedelta(days=lot.choice((0, 1, 2, 4, 6, 13, 20)))
        if any(
            one.first <= last + timedelta(days=1) and first <= one.last + timedelta(days=1)
            for one in who.absences
        ):
            continue
        kind = lot.choice(("leave", "leave", "pause"))
        told = who.at(first, time(8, 10)) - timedelta(days=lot.choice((0, 0, 1, 5)) if kind == "leave" else 0)
        back = (
            first + timedelta(days=lot.randint(1, (last - first).days))
            if last > first and lot.random() < 0.3
            else None
        )
        who.absences.append(Absence(kind, told, first, last, back))
    if any(one.kind == "pause" for one in who.absences):  # there is one pause a person
        pauses = [one for one in who.absences if one.kind == "pause"]
        who.absences = [one for one in who.absences if one.kind == "leave"] + pauses[:1]
    if role != "agent":
        return who
    who.agency = lot.randrange(AGENCIES)
    for week in batch.weeks:
        asked = who.at(week, batch.clock)
        fate = lot.random()
        if fate < 0.9:  # minutes that are on no half hour: nothing happens just when the clock ticks
            hours = lot.choice((0.1, 0.6, 1.2, 3.2, 20.1, 60.3, 72.2, 96.2, 120.1, 140.2))
            who.reports[week] = asked + timedelta(hours=hours)
        if fate > 0.85 and lot.random() < 0.5:
            who.puts_off[week] = lot.choice(("evening", "monday"))
    return who
