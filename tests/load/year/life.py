"""The year lived through: a moved clock, the chore and the queue as they are, on a database."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.asking import Asker
from models.availability.availability import Away
from models.availability.changing import BackFromLeave, NewLeave, NewPause, keep_leave, keep_setting
from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.checkins.asking import PutOffUntil, keep_put_off
from models.checkins.checkin import CheckIn
from models.checkins.ladder import Rung
from models.checkins.occasions import About
from models.nudges import Nudge, NudgeState, add_new
from tests.load.year.bot import Bot
from tests.load.year.moving_in import move_in, write
from tests.load.year.plain import MEETING_LASTS, Reckoning, Said
from tests.load.year.plan import Plan, Somebody

Happening = tuple[datetime, int, Callable[[Session], None]]


@dataclass
class Life:
    """A database in which a plan comes true, as far as the clock has been moved."""

    engine: Engine
    plan: Plan

    def __post_init__(self) -> None:
        move_in(self.engine, self.plan)
        self.bot = Bot(self.engine)
        self.happenings = sorted(self._happenings(), key=lambda one: one[:2])
        self.reports = sorted(
            (at, who.number, week) for who in self.plan.people for week, at in who.reports.items()
        )
        self._next = self._reported = 0

    def tick(self, now: datetime) -> None:
        """Let happen what has happened until now; then do what the bot does at a tick."""
        self.happen(now)
        self.bot.tick(now)

    def happen(self, now: datetime) -> None:
        """Let people do what they have done until now."""
        if not any(
            place < len(those) and those[place][0] <= now
            for those, place in ((self.happenings, self._next), (self.reports, self._reported))
        ):
            return
        with Session(self.engine) as session, session.begin():
            while self._next < len(self.happenings) and self.happenings[self._next][0] <= now:
                self.happenings[self._next][2](session)
                self._next += 1
            rows: list[dict[str, object]] = []
            while self._reported < len(self.reports) and self.reports[self._reported][0] <= now:
                at, number, week = self.reports[self._reported]
                rows.append(
                    {
                        "member_id": number + 1,
                        "week": week,
                        "begun_at": at,
                        "touched_at": at,
                        "handed_in_at": at,
                    }
                )
                self._reported += 1
            write(session, CheckIn, rows)

    def said(self) -> Counter[Said]:
        """What was said, and how often."""
        with Session(self.engine) as session:
            wanted = select(Nudge.occasion).where(Nudge.state == NudgeState.GIVEN)
            return Counter(self._read(occasion) for occasion in session.exec(wanted))

    def given_at(self) -> dict[Said, datetime]:
        """When each thing was said."""
        with Session(self.engine) as session:
            wanted = select(Nudge.occasion, Nudge.given_at).where(Nudge.state == NudgeState.GIVEN)
            return {self._read(occasion): at for occasion, at in session.exec(wanted) if at}

    def _read(self, occasion: str) -> Said:
        match occasion.split(":"):
            case ["checkin", rung, week, member, *again]:
                return int(member.split()[1]) - 1, f"{rung} again" if again else rung, week
            case ["checkins", "missing", week, member]:
                return int(member.split()[1]) - 1, "told", week
            case ["meeting", number, member]:
                return int(member.split()[1]) - 1, "meeting", number
        raise ValueError(occasion)

    def _happenings(self) -> Iterator[Happening]:
        plain = Reckoning(self.plan)
        batches = {batch.number: batch for batch in self.plan.batches}
        for who in self.plan.people:
            for one in who.absences:
                yield one.told, who.number, self._absent(who, one.kind, Away(one.first, one.last))
                if one.back:
                    yield (
                        who.at(one.back, time(5)),
                        who.number,
                        self._back(who, one.kind, one.first, one.back),
                    )
            for week in who.puts_off:
                if wish := plain.wish(who, batches[who.batch], week):
                    yield (
                        who.at(week, batches[who.batch].clock).replace(microsecond=1),
                        who.number,
                        self._puts_off(who, week, wish),
                    )
        for meeting in self.plan.meetings:
            yield meeting.due, meeting.number, self._invites(meeting.number, meeting.batch, meeting.due)

    @staticmethod
    def _absent(who: Somebody, kind: str, days: Away) -> Callable[[Session], None]:
        told = next(one.told for one in who.absences if one.first == days.first)
        if kind == "leave":
            return lambda session: keep_leave(
                session, asker(who), NewLeave(days.first, days.last or days.first), told
            )
        return lambda session: keep_setting(session, asker(who), NewPause(days), told)

    @staticmethod
    def _back(who: Somebody, kind: str, first: date, on: date) -> Callable[[Session], None]:
        at = who.at(on, time(5))

        def leave(session: Session) -> None:
            [leave_id] = session.exec(
                select(Leave.id).where(Leave.person_id == who.number + 1, Leave.first_day == first)
            )
            keep_leave(session, asker(who), BackFromLeave(leave_id or 0, on), at)

        def pause(session: Session) -> None:
            row = session.exec(select(Preferences).where(Preferences.person_id == who.number + 1)).one()
            assert row.pause is not None
            keep_setting(session, asker(who), NewPause(row.pause.until(on)), at)

        return leave if kind == "leave" else pause

    @staticmethod
    def _puts_off(who: Somebody, week: date, to: datetime) -> Callable[[Session], None]:
        wish = PutOffUntil(About(who.number + 1, week, Rung.ASKED), to)
        return lambda session: keep_put_off(session, asker(who), wish, to)

    def _invites(self, number: int, batch: int, due: datetime) -> Callable[[Session], None]:
        rows = [
            {
                "person_id": who.number + 1, "script": "meeting", "subject": str(number),
                "occasion": f"meeting:{number}:member {who.number + 1}",
                "due_at": due, "expires_at": due + MEETING_LASTS,
            }
            for who in self.plan.people
            if who.batch == batch
        ]  # fmt: skip
        return lambda session: add_new(session, rows)


def asker(who: Somebody) -> Asker:
    return Asker("phone", who.number + 1, who.number + 1)


def compared(life: Life) -> tuple[dict[Said, datetime], Counter[Said], set[Said], set[Said]]:
    """What was to be said and was, what is missing, what is too much."""
    expected = Reckoning(life.plan).everything()
    said = life.said()
    return expected, said, set(expected) - set(said), set(said) - set(expected)
