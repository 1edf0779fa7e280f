"""The meetings of a year, drawn by lot: when each is planned, moved and called off, who says that they do not come, who is there."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LASTS = 2 * HOUR
AGENDA = 5  # meetings that are planned at once


@dataclass(frozen=True)
class Version:
    """What holds of a meeting from `at` on: when it begins, or that it does not take place."""

    at: datetime
    starts_at: datetime
    takes_place: bool = True


@dataclass
class Meeting:
    """One of a batch. Who says no does so at an instant, by their number; `seen` are those who are there, where that is noted."""

    number: int
    batch: int
    versions: list[Version]
    noes: list[tuple[datetime, int]] = field(default_factory=list)
    noted_at: datetime | None = None
    seen: set[int] = field(default_factory=set)

    @property
    def title(self) -> str:
        return f"Sesi {self.number:03}"

    def on(self, instant: datetime) -> int:
        """The number of the version that holds then."""
        return max(n for n, version in enumerate(self.versions) if version.at <= instant or not n)

    def at(self, instant: datetime) -> Version:
        return self.versions[self.on(instant)]


def draw_meetings(
    count: int, guests: Mapping[int, Sequence[int]], first_day: date, weeks: int, lot: random.Random
) -> Iterator[Meeting]:
    """So many meetings of these batches; `guests` are the numbers of who is invited."""
    batches = [lot.choice(list(guests)) for _ in range(count)]
    number = 0
    for batch in guests:
        starts = sorted(_start(first_day, weeks, lot) for _ in range(batches.count(batch)))
        for first in range(0, len(starts), AGENDA):
            together = starts[first : first + AGENDA]
            planned_at = _odd(together[0] - lot.choice((0.3, 2.5, 9, 12)) * DAY)
            for start in together:
                yield _meeting(number, batch, planned_at, start, guests[batch], lot)
                number += 1


def _meeting(
    number: int,
    batch: int,
    planned_at: datetime,
    start: datetime,
    guests: Sequence[int],
    lot: random.Random,
) -> Meeting:
    versions = [Version(planned_at, start)]
    fate = lot.random()
    if fate < 0.2:
        told = start - lot.choice((0.2, 1.5, 4, 8)) * DAY
        _add(versions, told, start + lot.choice((1, 3, 7)) * DAY)
    if fate < 0.03 or fate > 0.9:
        told = versions[-1].starts_at - lot.choice((0.1, 0.4, 2, 5)) * DAY
        _add(versions, told, versions[-1].starts_at, takes_place=False)
    meeting = Meeting(number, batch, versions)
    ends = [version.at for version in versions[1:]] + [versions[-1].starts_at]
    for version, end in zip(versions, ends, strict=True):
        said = [(_odd(version.at + lot.uniform(0.1, 6) * DAY), who) for who in guests if lot.random() < 0.08]
        meeting.noes += [(at, who) for at, who in said if version.takes_place and at < end]
    if versions[-1].takes_place and lot.random() < 0.3:
        meeting.noted_at = _odd(versions[-1].starts_at + HOUR)
        meeting.seen = {who for who in guests if lot.random() < 0.85}
    return meeting


def _add(versions: list[Version], told: datetime, start: datetime, *, takes_place: bool = True) -> None:
    at = _odd(told)
    if at > versions[-1].at + HOUR:
        versions.append(Version(at, start, takes_place))


def _start(first_day: date, weeks: int, lot: random.Random) -> datetime:
    day = first_day + timedelta(weeks=lot.randrange(weeks), days=lot.randrange(5))
    return datetime.combine(day, time(1 + lot.randrange(6)), UTC)


def _odd(instant: datetime) -> datetime:
    """A minute at which no clock ticks and nothing begins."""
    return instant.replace(minute=17, second=0, microsecond=0)
