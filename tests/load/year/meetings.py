"""The meetings of a year, drawn by lot: when each is planned, moved and called off, who says that they do not come, who is there."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LASTS = 2 * HOUR
AGENDA = 5  # meetings that are planned at once


@dataclass(frozen=True)
class Version:
    """What holds of a meeting from `at` on: when it begins, or that it does not take place."""

    at: datetime
    starts_at: datetime
    takes_place: bool = True


class Guest(NamedTuple):
    """Somebody who may be invited: by their number, with their agency and role."""

    number: int
    agency: int | None
    role: str


@dataclass(frozen=True)
class Invited:
    """Whom a meeting is for: those of an agency, in a role, or some people; the whole batch where nothing is named."""

    agency: int | None = None
    role: str | None = None
    people: frozenset[int] = frozenset()

    def includes(self, guest: Guest) -> bool:
        if self.agency is not None:
            return guest.agency == self.agency
        if self.role is not None:
            return guest.role == self.role
        return not self.people or guest.number in self.people


@dataclass
class Meeting:
    """One of a batch. Who says no does so at an instant, by their number; `seen` are those who are there, where that is noted."""

    number: int
    batch: int
    invited: Invited
    guests: list[int]
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
    count: int, guests: Mapping[int, Sequence[Guest]], first_day: date, weeks: int, lot: random.Random
) -> Iterator[Meeting]:
    """So many meetings of these batches; `guests` are who may be invited."""
    batches = [lot.choice(list(guests)) for _ in range(count)]
    number = 0
    for batch in guests:
        starts = sorted(_start(first_day, weeks, lot) for _ in range(batches.count(batch)))
        for first in range(0, len(starts), AGENDA):
            together = starts[first : first + AGENDA]
            planned_at = _odd(together[0] - lot.choice((0.3, 2.5, 9, 12)) * DAY)
            for start in together:
                invited = _invited(guests[batch], lot)
                those = [guest.number for guest in guests[batch] if invited.includes(guest)]
                yield _drawn(Meeting(number, batch, invited, those, [Version(planned_at, start)]), lot)
                number += 1


def _invited(guests: Sequence[Guest], lot: random.Random) -> Invited:
    """Half of the meetings are for all, the others for an agency, those who lead, or some who are looked after together."""
    fate = lot.random()
    if fate < 0.5:
        return Invited()
    if fate < 0.7:
        return Invited(agency=lot.choice([guest.agency for guest in guests if guest.agency is not None]))
    if fate < 0.75:
        return Invited(role="leader")
    return Invited(people=frozenset(guest.number for guest in lot.sample(guests, min(8, len(guests)))))


def _drawn(meeting: Meeting, lot: random.Random) -> Meeting:
    """What becomes of a meeting: it may be moved, or called off; some say that they do not come, some are not there."""
    versions, start = meeting.versions, meeting.versions[0].starts_at
    fate = lot.random()
    if fate < 0.2:
        told = start - lot.choice((0.2, 1.5, 4, 8)) * DAY
        _add(versions, told, start + lot.choice((1, 3, 7)) * DAY)
    if fate < 0.03 or fate > 0.9:
        told = versions[-1].starts_at - lot.choice((0.1, 0.4, 2, 5)) * DAY
        _add(versions, told, versions[-1].starts_at, takes_place=False)
    ends = [version.at for version in versions[1:]] + [versions[-1].starts_at]
    for version, end in zip(versions, ends, strict=True):
        said = [
            (_odd(version.at + lot.uniform(0.1, 6) * DAY), who)
            for who in meeting.guests
            if lot.random() < 0.08
        ]
        meeting.noes += [(at, who) for at, who in said if version.takes_place and at < end]
    if versions[-1].takes_place and lot.random() < 0.3:
        meeting.noted_at = _odd(versions[-1].starts_at + HOUR)
        meeting.seen = {who for who in meeting.guests if lot.random() < 0.85}
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
