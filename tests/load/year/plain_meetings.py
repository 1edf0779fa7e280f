"""What is to be said of meetings, reckoned once more from the words of the rules.

Who is invited hears of all that was planned at once in one word. A reminder comes a week, a day and an hour before, to the
facilitator and to the invited who have not said no; none that fell due before the time was set, or before they were told of the
meeting; none that would come when the next is due. A change is told to all but the facilitator who made it, and takes back what
was not yet said. When it is over the facilitator hears it, who was there is asked for an opinion within three days, and who was not,
where that is known, hears a day later what they missed. All of it waits for the end of quiet hours, leave or pause.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.load.year.meetings import DAY, HOUR, LASTS, Meeting
from tests.load.year.plan import Plan, Somebody

REMINDERS = (("7d", 7 * DAY, DAY), ("1d", DAY, HOUR), ("1h", HOUR, timedelta()))
ASKED_FOR, OF_USE = 3 * DAY, 14 * DAY
Said = tuple[int, str, str]
"""Whose number, what was said, and of which week, meetings, or meeting and version."""


class MeetingReckoning:
    """What each hears of the meetings of a plan.

    `next_tick` and `awake_from` give the first tick from an instant on: any, or when somebody may be told; `told_before` that at
    which they are told of what they have to know before another instant, also at night where the morning would be too late.
    """

    def __init__(
        self,
        plan: Plan,
        next_tick: Callable[[datetime], datetime],
        awake_from: Callable[[Somebody, datetime], datetime],
        told_before: Callable[[Somebody, datetime, datetime], datetime],
    ) -> None:
        self.plan = plan
        self.next_tick = next_tick
        self.awake_from = awake_from
        self.told_before = told_before

    def everything(self) -> Iterator[tuple[Said, datetime]]:
        for batch in self.plan.batches:
            meetings = [one for one in self.plan.meetings if one.batch == batch.number]
            people = [one for one in self.plan.people if one.batch == batch.number]
            hosts = [one for one in people if one.role == "facilitator"]
            guests = [one for one in people if one.role != "facilitator"]
            for together in self._noticed_together(meetings):
                yield from self.news(together, guests)
            for meeting in meetings:
                invited = [who for who in guests if who.number in meeting.guests]
                yield from self.changes(meeting, invited)
                for number, _version in enumerate(meeting.versions):
                    yield from self.reminders(meeting, number, hosts, invited)
                if meeting.versions[-1].takes_place:
                    yield from self.over(meeting, hosts, invited)

    def _noticed_together(self, meetings: Sequence[Meeting]) -> Iterator[list[Meeting]]:
        found: dict[datetime, list[Meeting]] = {}
        for meeting in meetings:
            noticed = self.next_tick(meeting.versions[0].at)
            now = meeting.at(noticed)
            if now.takes_place and now.starts_at > noticed:
                found.setdefault(noticed, []).append(meeting)
        yield from found.values()

    def news(self, together: list[Meeting], guests: Sequence[Somebody]) -> Iterator[tuple[Said, datetime]]:
        noticed = self.next_tick(together[0].versions[0].at)
        for who in guests:
            theirs = [one for one in together if who.number in one.guests]
            at = self.awake_from(who, noticed)
            left = [one for one in theirs if one.at(at).takes_place and one.at(at).starts_at > at]
            if left and at < max(one.at(noticed).starts_at for one in theirs):
                yield (who.number, "news", ",".join(str(one) for one in sorted(m.number for m in theirs))), at

    def changes(self, meeting: Meeting, guests: Sequence[Somebody]) -> Iterator[tuple[Said, datetime]]:
        for number, version in list(enumerate(meeting.versions))[1:]:
            for who in guests:
                latest = min(version.starts_at, meeting.versions[number - 1].starts_at)
                at = self.told_before(who, version.at, latest)
                if at < version.starts_at + LASTS and meeting.on(at) == number:
                    yield (who.number, "changed", f"{meeting.number}:{number}"), at

    def reminders(
        self, meeting: Meeting, number: int, hosts: Sequence[Somebody], guests: Sequence[Somebody]
    ) -> Iterator[tuple[Said, datetime]]:
        version = meeting.versions[number]
        told = self.next_tick(meeting.versions[0].at)
        for code, before, useless in REMINDERS:
            due, too_late = version.starts_at - before, version.starts_at - useless
            noticed = self.next_tick(due)
            if not version.takes_place or due <= self._timed_at(meeting, number) or noticed >= too_late:
                continue
            if meeting.on(noticed) != number:
                continue
            for who in [*hosts, *guests]:
                if who.role != "facilitator" and (told > due or self._says_no(meeting, number, who, noticed)):
                    continue
                at = self.awake_from(who, max(noticed, _after_night(due, who.zone)))
                is_so = at < too_late and meeting.on(at) == number
                if is_so and not (who.role != "facilitator" and self._says_no(meeting, number, who, at)):
                    yield (who.number, code, f"{meeting.number}:{number}"), at

    def over(
        self, meeting: Meeting, hosts: Sequence[Somebody], guests: Sequence[Somebody]
    ) -> Iterator[tuple[Said, datetime]]:
        end = meeting.versions[-1].starts_at + LASTS
        for who in hosts:
            at = self.awake_from(who, self.next_tick(end))
            if at < end + ASKED_FOR:
                yield (who.number, "ended", str(meeting.number)), at
        for who in guests:
            if who.number in meeting.seen:
                at = self.awake_from(who, self.next_tick(end))
                if at < end + ASKED_FOR:
                    yield (who.number, "feedback", str(meeting.number)), at
            elif meeting.seen:
                at = self.awake_from(who, self.next_tick(end + DAY))
                if at < end + OF_USE:
                    yield (who.number, "missed", str(meeting.number)), at

    @staticmethod
    def _timed_at(meeting: Meeting, number: int) -> datetime:
        return meeting.versions[number].at

    @staticmethod
    def _says_no(meeting: Meeting, number: int, who: Somebody, now: datetime) -> bool:
        since = meeting.versions[number].at
        return any(since <= at <= now and of == who.number for at, of in meeting.noes)


def _after_night(due: datetime, zone: str) -> datetime:
    """The end of the night in which it falls: from eight in the evening to seven."""
    local = due.astimezone(ZoneInfo(zone))
    if time(7) <= local.time() < time(20):
        return due
    days = timedelta(days=1 if local.time() >= time(20) else 0)
    return datetime.combine(local.date() + days, time(7), local.tzinfo).astimezone(due.tzinfo)
