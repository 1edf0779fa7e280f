"""The year lived through: a moved clock, the chore and the queue as they are, on a database."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Engine
from sqlalchemy import insert as insert_into
from sqlmodel import Session, SQLModel, select

from models.asking import Asker
from models.availability.availability import Away
from models.availability.changing import BackFromLeave, NewLeave, NewPause, keep_leave, keep_setting
from models.availability.day_off import add_days_off
from models.availability.holding import held_until
from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.availability.quiet_hours import USUAL_NIGHT
from models.availability.working_hours import USUAL
from models.checkins.asking import PutOffUntil, keep_put_off
from models.checkins.checkin import CheckIn
from models.checkins.ladder import USUAL_LADDER, Rung
from models.checkins.occasions import About
from models.checkins.rule import CheckInRule
from models.checkins.upkeep import see_to_checkins
from models.consents import TEXT_VERSION, Consent
from models.members import Member, Role
from models.nudges import Nudge, NudgeState, add_new, claim_due, give_up, reconsider, settle
from models.people import Person
from models.programmes import Batch, Programme
from tests.load.year.plain import MEETING_LASTS, Reckoning, Said
from tests.load.year.plan import FIRST_DAY, NIGHTS, Plan, Somebody

BEGINNING = datetime.combine(FIRST_DAY, time(), UTC).replace(month=11)
AT_ONCE = 100
Happening = tuple[datetime, int, Callable[[Session], None]]


@dataclass
class Life:
    """A database in which a plan comes true, as far as the clock has been moved."""

    engine: Engine
    plan: Plan

    def __post_init__(self) -> None:
        self._move_in()
        self.happenings = sorted(self._happenings(), key=lambda one: one[:2])
        self.reports = sorted(
            (at, who.number, week) for who in self.plan.people for week, at in who.reports.items()
        )
        self._next = self._reported = 0

    def tick(self, now: datetime, *, restarted: bool = False) -> None:
        """Let happen what has happened until now; then do what the bot does at a tick."""
        self.happen(now)
        self.look(self.engine, now, restarted=restarted)

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

    @staticmethod
    def look(engine: Engine, now: datetime, *, restarted: bool = False) -> None:
        """Plan what is called for and give what is due, as the schedule does."""
        with Session(engine) as session, session.begin():
            if restarted:
                reconsider(session, now)
            see_to_checkins(session, now, USUAL_NIGHT, working=USUAL, rules=USUAL_LADDER)
        while give(engine, now):
            pass

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

    def _move_in(self) -> None:
        with Session(self.engine) as session, session.begin():
            session.add(Programme(id=1, name="Penggerak Layanan", organisation="Kota Tirtanagari"))
            session.flush()
            for batch in self.plan.batches:
                session.add(
                    Batch(
                        id=batch.number + 1,
                        programme_id=1,
                        code=f"A-{batch.number}",
                        name=f"Angkatan {batch.number}",
                    )
                )
            session.flush()
            for batch in self.plan.batches:
                rule = CheckInRule(
                    batch_id=batch.number + 1, weekday=batch.weekday, at=batch.clock,
                    starts_on=batch.weeks[0], ends_on=batch.weeks[-1],
                )  # fmt: skip
                session.add(rule)
                add_days_off(session, batch.number + 1, batch.days_off, "", BEGINNING)
            write(
                session,
                Person,
                [
                    {
                        "id": who.number + 1,
                        "name": f"Peserta {who.number}",
                        "zone": who.zone,
                        "created_at": BEGINNING,
                    }
                    for who in self.plan.people
                ],
            )
            write(
                session,
                Member,
                [
                    {
                        "id": who.number + 1,
                        "person_id": who.number + 1,
                        "batch_id": who.batch + 1,
                        "role": Role(who.role),
                    }
                    for who in self.plan.people
                ],
            )
            write(
                session,
                Consent,
                [
                    {
                        "person_id": who.number + 1,
                        "text_version": TEXT_VERSION,
                        "language": "id",
                        "given_at": BEGINNING,
                    }
                    for who in self.plan.people
                ],
            )
            write(
                session,
                Preferences,
                [
                    {"person_id": who.number + 1, "quiet_from": who.quiet[0], "quiet_until": who.quiet[1]}
                    for who in self.plan.people
                    if who.quiet != NIGHTS[0]
                ],
            )

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


def give(engine: Engine, now: datetime) -> int:
    """Give what is due, as bot/nudging.py does, without the talks; how many were looked at."""
    with Session(engine) as session, session.begin():
        due = claim_due(session, now, AT_ONCE)
        late = {n.id for n in due if n.expires_at is not None and n.expires_at <= now}
        give_up(session, late, NudgeState.EXPIRED)
        timely = [nudge for nudge in due if nudge.id not in late]
        held = held_until(session, timely, now, USUAL_NIGHT, USUAL)
        settle(session, [n.id for n in timely if n.id not in held], held, now)
        return len(due)


def asker(who: Somebody) -> Asker:
    return Asker("phone", who.number + 1, who.number + 1)


def write(session: Session, table: type[SQLModel], rows: Sequence[dict[str, object]]) -> None:
    if rows:
        session.execute(insert_into(table), list(rows))


def compared(life: Life) -> tuple[dict[Said, datetime], Counter[Said], set[Said], set[Said]]:
    """What was to be said and was, what is missing, what is too much."""
    expected = Reckoning(life.plan).everything()
    said = life.said()
    return expected, said, set(expected) - set(said), set(said) - set(expected)
