"""Agents of a batch that reports on Thursdays at 14.00, from 3 December 2026 on, and what they have reported."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.availability.availability import Availability
from models.availability.working_hours import USUAL
from models.checkins.checkin import Judgement
from models.checkins.rule import CheckInRule, weeks_of
from models.digests.digest import Book, House
from models.digests.record import BlockerRecord, Record, StageRecord
from models.members import Role
from models.memberships import Membership

ZONE = "Asia/Jakarta"
AT = time(14)
FIRST = date(2026, 12, 3)
RULE = CheckInRule(batch_id=1, weekday=4, at=AT, starts_on=FIRST, ends_on=date(2027, 3, 25))
WEEKS = tuple(weeks_of(RULE))
HOUSE = House(1, "A-1", "Angkatan 1", "Penggerak Layanan", "Pemerintah Kota Tirtanagari", ZONE)


def local(written: str) -> datetime:
    """A moment as people write it: 2026-12-04 15.30, in Jakarta."""
    at = datetime.strptime(written, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(ZONE))
    return at.astimezone(UTC)


def friday(n: int) -> datetime:
    """When the digest of the week so many after the first is due: the day after it is asked for."""
    return local("2026-12-04 15.30") + timedelta(weeks=n)


def member(number: int = 1, name: str = "Siti Aminah", agency: str = "Dinas Kesehatan") -> Membership:
    return Membership(number, number, name, Role.AGENT, 1, agency, 1, "Angkatan 1", 1, ZONE)


def agent(
    number: int = 1,
    name: str = "Siti Aminah",
    *,
    reported: Collection[int] = (),
    after: timedelta = timedelta(hours=1),
    judged: Mapping[int, Judgement] | None = None,
    stages: Collection[StageRecord] = (),
    blockers: Collection[BlockerRecord] = (),
    joined: int = 0,
    reachable: bool = True,
    agency: str = "Dinas Kesehatan",
    **available: Any,
) -> Record:
    """Somebody who reported the weeks of these numbers, 0 is the first, each so long `after` it was asked for."""
    weeks = WEEKS[joined:]
    return Record(
        member=member(number, name, agency),
        whose=Availability(ZONE, **available),
        working=USUAL,
        asked_at=AT,
        weeks=weeks,
        handed_in={WEEKS[n].asked_on: WEEKS[n].opens(AT, ZONE) + after for n in reported},
        judgements={WEEKS[n].asked_on: how for n, how in (judged or {}).items()},
        stages=tuple(stages),
        blockers=tuple(blockers),
        reachable=reachable,
    )


def blocker(
    number: int, since: date, *, days_open: int | None = None, what: str = "Data belum dibuka"
) -> BlockerRecord:
    """An obstacle told on the day on which it began, and closed so many days later."""
    told = datetime.combine(since, time(9), ZoneInfo(ZONE)).astimezone(UTC)
    closed = None if days_open is None else told + timedelta(days=days_open)
    return BlockerRecord(number, what, since, "", told, None, closed)


def book(*records: Record, not_joined: int = 0) -> Book:
    return Book(HOUSE, RULE, records, not_joined, 7)
