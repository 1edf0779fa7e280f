"""Messages to many: in portions, across restarts, stopped on the way; nobody gets one twice and nobody is forgotten."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select, update

from bot.broadcasting import Broadcasting, Portion
from bot.clock import StoppedClock
from bot.outbox.limits import Limits
from bot.outbox.queued import Queued
from handlers.conversations import REPERTOIRE
from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.availability.quiet_hours import USUAL_NIGHT
from models.broadcasts.broadcast import Broadcast, BroadcastState, Recipient, RecipientState, Why
from models.broadcasts.sending import STOPPED
from models.deliveries import Failed, Sent, ShutOut, settle
from models.members import Member, Role
from models.outbound import Delivery, Outbound, Priority
from models.people import Person
from tests.bot.desk import Desk, Somebody

NAMES = ("Siti Aminah", "Budi Hartono", "Grace Tobing", "Rahmat Hidayat", "Yohana Sere", "Wulan", "Ida Bagus")
WORDS = "Besok pukul 09.00 di aula.. Bawa <laptop> & surat tugas"
EVENING = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)  # 19.30 WIB, 21.30 WIT


class Office:
    """A facilitator, seven people, and a bot that is started anew whenever it is asked for."""

    def __init__(self, engine: Engine, clock: StoppedClock) -> None:
        self.desk = Desk(engine, clock, REPERTOIRE)
        self.engine, self.clock = engine, clock
        self.made = self.facilitator("Made Suardana")
        self.people = [self.desk.person(name) for name in NAMES]

    def facilitator(self, name: str) -> Somebody:
        somebody = self.desk.person(name)
        with Session(self.engine) as session, session.begin():
            session.get_one(Member, somebody.member_id).role = Role.FACILITATOR
        return somebody

    def writes(self, who: Somebody, words: str = WORDS) -> Sequence[str]:
        """Write to everybody, up to the button that sends it; what is then seen."""
        who.writes("/batch")
        who.taps("📣 Write to all")
        who.taps(next(label for label in who.last.data if label.startswith("Everybody in")))
        return who.writes(words)

    def sends(self, who: Somebody, words: str = WORDS) -> Sequence[str]:
        self.writes(who, words)
        who.taps(next(label for label in who.last.data if label.startswith("Send it to")))
        return who.said

    def bot(self, at_a_time: int = 2) -> Broadcasting:
        """A process that has just been started, and hands over so many at a time."""
        limits = Limits(per_second=at_a_time / 2)
        return Broadcasting(self.engine, self.desk.turns.channels, self.clock, USUAL_NIGHT, limits)

    def portion(self, at_a_time: int = 2, held: int = 0) -> Portion:
        """What a process that has just been started hands over to an outbox that holds so many."""
        portion = self.bot(at_a_time).hand_over(held)
        self.desk.leave_undelivered(portion.queued)
        return portion

    def deliver(self, rows: Sequence[Queued], *, shut: Sequence[Somebody] = ()) -> None:
        """What the outbox writes down of these messages."""
        away = {somebody.address for somebody in shut}
        now = self.clock.now()
        with Session(self.engine) as session, session.begin():
            settle(
                session,
                [Sent(row.id, row.id, now, 1) for row in rows if row.address not in away],
                [Failed(row.id, "blocked", 1) for row in rows if row.address in away],
                [ShutOut(row.channel, row.address, now, "blocked") for row in rows if row.address in away],
            )

    def until_the_end(self, at_a_time: int = 2) -> list[Queued]:
        """Portion after portion, each by a new process; all that was handed over."""
        handed: list[Queued] = []
        for _portion in range(20):
            portion = self.portion(at_a_time)
            if not portion.is_under_way:
                return handed
            self.deliver(portion.queued)
            handed += portion.queued
        raise AssertionError("it does not come to an end")

    def until_nothing_is_handed_over(self) -> list[Queued]:
        """The same, as far as it goes now."""
        handed: list[Queued] = []
        while queued := self.portion().queued:
            self.deliver(queued)
            handed += queued
        return handed

    def copies(self) -> list[Outbound]:
        with Session(self.engine) as session:
            return list(session.exec(select(Outbound).where(col(Outbound.occasion).is_not(None))))

    def broadcast(self) -> Broadcast:
        with Session(self.engine) as session:
            return session.exec(select(Broadcast)).one()

    def became(self) -> dict[str, tuple[RecipientState, Why | None]]:
        """What became of it for each, by their first name."""
        with Session(self.engine) as session:
            rows = session.exec(
                select(Person.name, Recipient.state, Recipient.why)
                .join(Member, col(Member.person_id) == col(Person.id))
                .join(Recipient, col(Recipient.member_id) == col(Member.id))
            )
            return {name.split()[0]: (RecipientState(s), Why(w) if w else None) for name, s, w in rows}


@pytest.fixture
def office(database: Engine, clock: StoppedClock) -> Office:
    return Office(database, clock)


def test_everybody_gets_it_once_though_the_bot_is_started_anew_before_each_portion(office: Office) -> None:
    office.sends(office.made)
    handed = office.until_the_end()
    assert sorted(row.address for row in handed) == sorted(one.address for one in office.people)
    assert {row.priority for row in handed} == {Priority.BROADCAST}
    assert len({copy.occasion for copy in office.copies()}) == len(NAMES)
    assert office.broadcast().state == BroadcastState.DONE
    assert set(office.became().values()) == {(RecipientState.SENT, None)}


def test_a_portion_that_dies_before_it_is_committed_is_handed_over_by_the_next_process(
    office: Office,
) -> None:
    office.sends(office.made)
    dying = office.bot()
    dying.channels = {}  # it raises after it has claimed its portion
    with pytest.raises(KeyError):
        dying.hand_over(0)
    assert office.copies() == []
    assert len(office.until_the_end()) == len(NAMES)


def test_what_was_handed_over_and_not_sent_when_the_bot_died_is_not_handed_over_again(office: Office) -> None:
    office.sends(office.made)
    lost = office.portion().queued  # committed, and the process is gone
    seen = [row for _n in range(5) for row in office.portion().queued]
    assert not {row.id for row in lost} & {row.id for row in seen}
    assert len(lost) + len(seen) == len(NAMES) == len(office.copies())
    assert office.broadcast().state == BroadcastState.SENDING  # until the outbox has sent them all
    office.deliver([*lost, *seen])
    office.portion()
    assert office.broadcast().state == BroadcastState.DONE


def test_no_more_is_handed_over_than_the_outbox_can_send_soon(office: Office) -> None:
    office.sends(office.made)
    assert len(office.portion(4, held=1).queued) == 3
    assert office.portion(4, held=4).queued == ()


def test_after_a_stop_nobody_gets_it_who_has_not_got_it(office: Office) -> None:
    office.sends(office.made)
    office.deliver(office.portion().queued)
    under_way = office.portion().queued  # with the outbox, not sent
    office.made.taps("⏹ Stop it")
    portion = office.portion()
    assert sorted(portion.stopped) == sorted(row.id for row in under_way)
    assert portion.queued == ()
    with Session(office.engine) as session, session.begin():  # what the outbox writes of what it gives back
        settle(session, [], [Failed(of, STOPPED, 0) for of in portion.stopped], [])
    office.portion()
    states = [state for state, _why in office.became().values()]
    assert (states.count(RecipientState.SENT), states.count(RecipientState.UNSENT)) == (2, 5)
    assert office.broadcast().state == BroadcastState.STOPPED
    assert office.broadcast().ended_at is not None


def test_what_was_stopped_and_left_by_a_process_that_died_is_not_sent_by_the_next(office: Office) -> None:
    office.sends(office.made)
    office.portion()
    office.made.taps("⏹ Stop it")
    office.bot().take_back_all()
    assert {copy.delivery for copy in office.copies()} == {Delivery.UNDELIVERABLE}
    office.portion()
    assert set(office.became().values()) == {(RecipientState.UNSENT, Why.STOPPED)}


def test_the_message_is_as_it_was_written_and_as_it_was_shown(office: Office) -> None:
    preview = office.writes(office.made)[0]
    office.made.taps(f"Send it to {len(NAMES)} people")
    [first, *_rest] = office.until_the_end()
    assert WORDS in preview
    assert first.call.payload["text"].endswith("aula.. Bawa &lt;laptop&gt; &amp; surat tugas")


def test_who_cannot_be_reached_is_told_with_the_reason(office: Office) -> None:
    siti, budi, grace = office.people[:3]
    siti.turns_the_bot("kicked")
    office.sends(office.made)
    budi.turns_the_bot("kicked")  # after it was sent off, before their turn
    portions = [office.portion(10).queued]
    office.deliver(portions[0], shut=[grace])
    office.portion()
    became = office.became()
    unreached = (RecipientState.UNREACHED, Why.BLOCKED)
    assert (became["Siti"], became["Budi"], became["Grace"]) == (unreached, unreached, unreached)
    assert became["Wulan"] == (RecipientState.SENT, None)
    office.made.writes("/batch")
    office.made.taps("📣 Write to all")
    office.made.taps("📨 What was sent before")
    assert "Made Suardana · everybody · 4/7" in str(office.made.last)
    office.made.writes("1")
    office.made.taps("📵 Who does not get it")
    assert "Grace Tobing · has blocked me" in str(office.made.last)


def test_at_night_it_waits_for_the_morning_of_where_each_of_them_is(
    office: Office, clock: StoppedClock
) -> None:
    with Session(office.engine) as session, session.begin():
        session.exec(
            update(Person).where(col(Person.id) == office.people[4].person_id).values(zone="Asia/Jayapura")
        )
    clock.move(EVENING - clock.now())
    office.sends(office.made)
    portion = office.portion(20)
    office.deliver(portion.queued)
    assert len(portion.queued) == len(NAMES) - 1
    clock.move(timedelta(hours=9))  # 04.30 WIB, 06.30 WIT
    assert office.portion().queued == ()
    clock.move(timedelta(minutes=30))
    assert [row.address for row in office.portion().queued] == [office.people[4].address]


def test_whoever_is_away_gets_it_when_they_are_back_unless_that_is_long(
    office: Office, clock: StoppedClock
) -> None:
    siti, budi, grace, rahmat = office.people[:4]
    now = clock.now()  # Monday, 09.00 WIB
    with Session(office.engine) as session, session.begin():
        session.add(
            Preferences(person_id=siti.person_id or 0, paused_from=date(2026, 11, 1), paused_at=now)
        )  # until it is taken back
        session.add(
            Leave(
                person_id=budi.person_id or 0,
                first_day=date(2026, 11, 23),
                last_day=date(2026, 11, 24),
                told_at=now,
            )
        )
        session.add(Preferences(person_id=grace.person_id or 0, quiet_from=time(8), quiet_until=time(16)))
    assert "It goes to 6 people. 1 more cannot be reached" in office.writes(office.made)[-1]
    office.made.taps("Send it to 6 people")
    with Session(office.engine) as session, session.begin():  # said after it was sent off, before their turn
        session.add(
            Leave(
                person_id=rahmat.person_id or 0,
                first_day=date(2026, 11, 23),
                last_day=date(2026, 12, 23),
                told_at=now,
            )
        )
    assert len(office.until_nothing_is_handed_over()) == len(NAMES) - 4
    away = (RecipientState.UNREACHED, Why.AWAY)
    assert (office.became()["Siti"], office.became()["Rahmat"]) == (away, away)
    clock.move(timedelta(hours=7))  # 16.00, when Grace wants no quiet any more
    assert [row.address for row in office.until_nothing_is_handed_over()] == [grace.address]
    clock.move(timedelta(days=1, hours=15))  # Wednesday, 07.00
    assert [row.address for row in office.until_the_end()] == [budi.address]
    assert office.broadcast().state == BroadcastState.DONE


def test_what_runs_into_the_night_goes_on_in_the_morning(office: Office, clock: StoppedClock) -> None:
    office.sends(office.made)
    office.deliver(office.portion().queued)
    clock.move(timedelta(hours=12))  # 21.00 WIB
    assert office.portion().queued == ()
    clock.move(timedelta(hours=10))
    assert len(office.until_the_end()) == len(NAMES) - 2


def test_writing_at_night_it_is_said_that_it_goes_out_in_the_morning(
    office: Office, clock: StoppedClock
) -> None:
    clock.move(timedelta(hours=14))  # 23.00 WIB
    assert "It goes out in the morning, Tuesday, 24 November 2026, 07" in office.writes(office.made)[-1]


def test_a_colleagues_message_of_some_minutes_ago_is_shown_before_mine_goes(office: Office) -> None:
    ketut = office.facilitator("Ketut Ayu")
    office.writes(office.made)
    office.sends(ketut, "Sesi besok mundur satu jam")
    [asked] = [t for t in office.made.taps("Send it to 8 people") if "meant" in t]
    assert "Ketut Ayu wrote to your batch as well" in asked
    office.made.taps("No, leave it")
    with Session(office.engine) as session:
        assert [one.text for one in session.exec(select(Broadcast))] == ["Sesi besok mundur satu jam"]


def test_two_facilitators_who_send_in_the_same_moment_are_not_both_sent_unasked(office: Office) -> None:
    ketut = office.facilitator("Ketut Ayu")
    office.writes(office.made)
    office.writes(ketut)
    with office.desk.together():
        office.made.taps("Send it to 8 people")
        ketut.taps("Send it to 8 people")
    asked = [who for who in (office.made, ketut) if "meant to go too" in who.last.text]
    assert len(asked) == 1
    asked[0].taps("Yes, send mine")
    with Session(office.engine) as session:
        assert len(session.exec(select(Broadcast)).all()) == 2


def test_the_same_words_are_asked_about_within_minutes_only(office: Office, clock: StoppedClock) -> None:
    office.sends(office.made)
    assert "You sent the same words already" in office.sends(office.made)[-1]
    office.made.taps("No, leave it")
    clock.move(timedelta(minutes=20))
    assert "on its way" in office.sends(office.made)[-1]


def test_progress_is_shown_in_place_now_and_then_and_its_end_at_once(
    office: Office, clock: StoppedClock
) -> None:
    office.sends(office.made)
    number, chats = office.made.last.id, len(office.made.chat)

    def seen() -> str:
        office.made.look_away()
        while office.desk.turns.show_what_changed().count:
            pass
        office.desk.deliver()
        return "".join(office.made.changed)

    assert seen() == ""
    for _portion in range(2):
        office.deliver(office.portion().queued)
    assert seen() == ""  # some seconds have to pass
    clock.move(timedelta(seconds=11))
    assert "✅ 2 of 7" in seen()
    clock.move(timedelta(seconds=11))
    office.until_the_end()
    assert "✅ 7 of 7" in seen()
    clock.move(timedelta(hours=1))
    assert seen() == ""
    assert (office.made.last.id, len(office.made.chat)) == (number, chats)


def test_whoever_does_something_else_meanwhile_is_told_its_end(office: Office, clock: StoppedClock) -> None:
    office.sends(office.made)
    office.made.writes("/language")
    office.until_the_end()
    clock.move(timedelta(minutes=20))
    office.desk.tick()
    assert "Your message has gone out." in office.made.sees[-1]


def test_an_agent_cannot_write_to_all(office: Office) -> None:
    siti = office.people[0]
    assert "📣 Write to all" not in str(siti.writes("/batch"))
