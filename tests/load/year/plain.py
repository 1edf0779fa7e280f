"""What is to be said in a year, reckoned once more, slowly and plainly, from the words of the rules.

A person is asked on their week's day and hour. What falls on a night, a weekend, a holiday, a day off, the Friday prayer or an absence comes
at the first half hour that is none of these. They are reminded three days after they were asked, for the last time after four, told that
it is missing after five, never within a day of the last word; nothing once the report is in, or the next week has begun. Their
facilitators hear of it after five days, the leaders after six, if somebody's report is missing who was asked a day ago and is not on
leave; and on Fridays how the newest week went that had a day to be reported. Nothing here is taken from models/.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from tests.load.year.plain_meetings import MeetingReckoning, Said
from tests.load.year.plan import HALF_HOUR, Batch, Plan, Somebody

HOLIDAYS = country_holidays("ID", categories=("public", "government"))
DAY = timedelta(days=1)
STEPS = (("reminded", 3), ("last_call", 4), ("missed", 5))
TOLD = {"facilitator": 5, "leader": 6}
FIRST_FRIDAY, BATCHES = date(2026, 12, 11), ZoneInfo("Asia/Jakarta")
NEVER = datetime.max.replace(tzinfo=UTC)


class Reckoning:
    """What each is to hear."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ticks = list(plan.ticks())
        self.batches = {batch.number: batch for batch in plan.batches}

    def everything(self) -> dict[Said, datetime]:
        """Everything that is to be said, and when."""
        found: dict[Said, datetime] = {}
        for who in self.plan.people:
            batch = self.batches[who.batch]
            for week in batch.weeks:
                found.update(
                    self.agent(who, batch, week) if who.role == "agent" else self.told(who, batch, week)
                )
            if who.role != "agent":
                found.update(self.digests(who, batch))
        found.update(
            MeetingReckoning(self.plan, self.next_tick, self.awake_from, self.told_before).everything()
        )
        return {said: at for said, at in found.items() if at <= self.ticks[-1]}

    def agent(self, who: Somebody, batch: Batch, week: date) -> Iterator[tuple[Said, datetime]]:
        opens, closes = who.at(week, batch.clock), who.at(week + 7 * DAY, batch.clock)
        report = who.reports.get(week, closes)
        over = min(report, closes)
        asked = self.works_from(who, opens, closes)
        if asked is None or asked >= over:
            return
        yield (who.number, "asked", str(week)), asked
        heard = asked
        wish = self.wish(who, batch, week)
        if wish is not None:
            heard = wish
        for number, (rung, days) in enumerate(STEPS):
            at = self.works_from(who, max(asked + days * DAY, heard + DAY), closes)
            if number == 0 and wish is not None:
                again = next((t for t in self.ticks_from(wish) if self.awake(who, t)), closes)
                if again < min(over, at or closes):
                    yield (who.number, "asked again", str(week)), again
            if at is None or at >= over:
                return
            yield (who.number, rung, str(week)), at
            heard = at

    def wish(self, who: Somebody, batch: Batch, week: date) -> datetime | None:
        """To when they put it off, half an hour after they were asked, where they were asked on time and are still to report."""
        opens = who.at(week, batch.clock)
        if week not in who.puts_off or self.works_from(who, opens, opens + 7 * DAY) != opens:
            return None
        if who.reports.get(week, opens + 7 * DAY) < opens + HALF_HOUR:
            return None
        monday = week + (8 - week.isoweekday()) * DAY
        return who.at(week, time(19)) if who.puts_off[week] == "evening" else who.at(monday, time(9))

    def told(self, who: Somebody, batch: Batch, week: date) -> Iterator[tuple[Said, datetime]]:
        opens, closes = who.at(week, batch.clock), who.at(week + 7 * DAY, batch.clock)
        at = self.works_from(who, opens + TOLD[who.role] * DAY, closes)
        if at is None:
            return
        for tick in self.ticks_from(at):
            if tick >= closes:
                return
            if self.works(who, tick) and any(
                self.is_missing(one, batch, week, tick) for one in self.agents(batch)
            ):
                yield (who.number, "told", str(week)), tick
                return

    def digests(self, who: Somebody, batch: Batch) -> Iterator[tuple[Said, datetime]]:
        """On Fridays at 15.30 of the batch, where a week that they have not heard of has had a day to be reported."""
        before, friday = 0, FIRST_FRIDAY
        while before < len(batch.weeks):
            due = datetime.combine(friday, time(15, 30), BATCHES).astimezone(UTC)
            asked = [datetime.combine(week, batch.clock, BATCHES) for week in batch.weeks]
            had_a_day = sum(at + DAY <= due for at in asked)
            if had_a_day > before:
                at = next((tick for tick in self.ticks_from(due) if self.works(who, tick)), NEVER)
                if at < due + 7 * DAY:
                    yield (who.number, "digest", str(friday)), at
            before, friday = had_a_day, friday + 7 * DAY

    def is_missing(self, who: Somebody, batch: Batch, week: date, now: datetime) -> bool:
        closes = who.at(week + 7 * DAY, batch.clock)
        if now >= closes or who.reports.get(week, closes) <= now or self.on_leave(who, now, "leave"):
            return False
        asked = self.works_from(who, who.at(week, batch.clock), closes, kinds=("leave",))
        return asked is not None and asked + DAY <= now

    def agents(self, batch: Batch) -> Sequence[Somebody]:
        return [one for one in self.plan.people if one.batch == batch.number and one.role == "agent"]

    def ticks_from(self, instant: datetime) -> Sequence[datetime]:
        start = bisect_left(self.ticks, instant)
        return self.ticks[start : start + 2000]

    def next_tick(self, instant: datetime) -> datetime:
        return next(iter(self.ticks_from(instant)), NEVER)

    def awake_from(self, who: Somebody, instant: datetime) -> datetime:
        return next((tick for tick in self.ticks_from(instant) if self.awake(who, tick)), NEVER)

    def told_before(self, who: Somebody, instant: datetime, latest: datetime) -> datetime:
        for tick in self.ticks_from(instant):
            away = self.on_leave(who, tick, "leave") or self.on_leave(who, tick, "pause")
            if self.awake(who, tick) or (not away and self.wakes_up(who, tick) >= latest):
                return tick
        return NEVER

    def wakes_up(self, who: Somebody, instant: datetime) -> datetime:
        """As far as is known by then."""
        wakes = instant
        while not self.awake(who, wakes, known=instant):
            wakes += HALF_HOUR
        return wakes

    def works_from(
        self, who: Somebody, instant: datetime, limit: datetime, kinds: Sequence[str] = ("leave", "pause")
    ) -> datetime | None:
        while instant < limit:
            if self.works(who, instant, kinds):
                return instant
            instant += HALF_HOUR
        return None

    def works(self, who: Somebody, now: datetime, kinds: Sequence[str] = ("leave", "pause")) -> bool:
        if not self.awake(who, now, kinds):
            return False
        if who.quiet == (time(21), time(17)):  # sleeps while others work
            return True
        local = local_time(now, who.zone)
        day, clock = local.date(), local.time()
        if day.isoweekday() > 5 or day in HOLIDAYS or day in self.batches[who.batch].days_off:
            return False
        praying = day.isoweekday() == 5 and time(11, 30) <= clock < time(13)
        return time(7, 30) <= clock < time(16) and not praying

    def awake(
        self,
        who: Somebody,
        now: datetime,
        kinds: Sequence[str] = ("leave", "pause"),
        known: datetime | None = None,
    ) -> bool:
        clock = local_time(now, who.zone).time()
        begin, end = who.quiet
        quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
        return not quiet and not any(self.on_leave(who, now, kind, known or now) for kind in kinds)

    def on_leave(self, who: Somebody, now: datetime, kind: str, known: datetime | None = None) -> bool:
        if not who.absences:
            return False
        day = local_time(now, who.zone).date()
        return any(
            one.kind == kind and one.first <= day <= one.really_last and one.told <= (known or now)
            for one in who.absences
        )


@cache
def local_time(now: datetime, zone: str) -> datetime:
    return now.astimezone(ZoneInfo(zone))
