"""What is due is said when there is somebody to hear it, one thing at a time."""

from datetime import time, timedelta

from sqlalchemy import event
from sqlmodel import Session, col, select

from models.availability.quiet_hours import QuietHours
from models.nudges import Nudge, reconsider
from models.outbound import Outbound, Priority
from models.people import Chat
from tests.bot.desk import Desk, Somebody


def due(desk: Desk, somebody: Somebody, *scripts: str, expires: timedelta | None = None) -> None:
    now = desk.clock.now()
    with Session(desk.engine) as session, session.begin():
        for n, script in enumerate(scripts):
            occasion = f"{script}:{n}:{somebody.person_id}"
            expires_at = now + expires if expires else None
            session.add(
                Nudge(
                    person_id=somebody.person_id,
                    script=script,
                    occasion=occasion,
                    due_at=now,
                    expires_at=expires_at,
                )
            )


def reconsidered(desk: Desk) -> None:
    """Do what the schedule does when it starts, and when the clock has been put back."""
    with Session(desk.engine) as session, session.begin():
        reconsider(session, desk.clock.now())


def states(desk: Desk) -> list[str]:
    with Session(desk.engine) as session:
        return [str(state) for state in session.exec(select(Nudge.state).order_by(col(Nudge.id)))]


def test_what_is_due_goes_after_replies(desk: Desk, siti: Somebody) -> None:
    due(desk, siti, "tea")
    desk.tick()

    assert siti.sees == ["Which tea?"]
    assert states(desk) == ["given"]
    with Session(desk.engine) as session:
        assert session.exec(select(Outbound)).one().priority == Priority.NUDGE


def test_many_are_told_at_once(desk: Desk) -> None:
    people = [desk.person(f"Peserta {n}") for n in range(20)]
    for person in people:
        due(desk, person, "tea")

    desk.tick()

    assert [person.sees for person in people] == [["Which tea?"]] * 20


def test_two_things_are_not_said_in_one_breath(desk: Desk, siti: Somebody) -> None:
    due(desk, siti, "tea", "team")
    desk.tick()
    assert siti.sees == ["Which tea?"]
    siti.taps("Green")

    desk.clock.move(timedelta(minutes=6))
    desk.tick()
    assert siti.sees == ["What is your team called?"]


def test_what_is_being_answered_is_not_interrupted_and_nothing_is_lost(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    due(desk, siti, "tea")
    desk.tick()
    assert siti.sees == []

    desk.clock.move(timedelta(minutes=16))
    desk.tick()
    assert siti.sees == ["Which tea?"]
    assert siti.taps("Black")[-1] == "What is your team called?"


def test_who_cannot_be_reached_is_told_once_they_are_back(desk: Desk, siti: Somebody) -> None:
    siti.turns_the_bot("kicked")
    due(desk, siti, "tea")
    desk.tick()
    assert states(desk) == ["waiting"]

    siti.turns_the_bot("member")
    desk.clock.move(timedelta(minutes=6))
    desk.tick()
    assert siti.sees == ["Which tea?"]


def test_what_comes_too_late_is_not_said(desk: Desk, siti: Somebody) -> None:
    due(desk, siti, "tea", expires=timedelta(hours=1))
    desk.clock.move(timedelta(hours=1))
    desk.tick()

    assert siti.sees == []
    assert states(desk) == ["expired"]


def test_a_conversation_that_is_no_more_keeps_nobody_else_waiting(desk: Desk, siti: Somebody) -> None:
    budi = desk.person("Budi Santoso")
    due(desk, siti, "nothing there")
    due(desk, budi, "tea")
    desk.tick()

    assert (siti.sees, budi.sees) == ([], ["Which tea?"])
    assert states(desk) == ["dropped", "given"]
    with Session(desk.engine) as session:
        assert all(chat.unreachable_since is None for chat in session.exec(select(Chat)))


def test_what_comes_late_into_the_night_waits_for_the_morning(desk: Desk, siti: Somebody) -> None:
    desk.turns.quiet = QuietHours(time(20), time(7))
    due(desk, siti, "tea")
    desk.clock.move(timedelta(hours=14))  # it is 23.00 by Siti's clock: nobody was at work until now
    desk.tick()
    assert siti.sees == []

    desk.clock.move(timedelta(hours=7, minutes=59))
    desk.tick()
    assert siti.sees == []

    desk.clock.move(timedelta(minutes=1))
    desk.tick()
    assert siti.sees == ["Which tea?"]


def test_what_a_fast_clock_put_off_is_said_when_the_clock_is_right_again(desk: Desk, siti: Somebody) -> None:
    desk.clock.move(timedelta(days=3))
    siti.writes("/team")
    due(desk, siti, "tea")
    desk.tick()
    assert siti.sees == []  # the talk is under way, so this waits for five minutes, by the fast clock

    desk.clock.move(timedelta(days=-3))
    reconsidered(desk)
    desk.tick()
    assert siti.sees == ["Which tea?"]


def test_what_was_too_late_by_a_fast_clock_is_not_given_up(desk: Desk, siti: Somebody) -> None:
    due(desk, siti, "tea", expires=timedelta(hours=1))
    desk.clock.move(timedelta(days=3))
    desk.tick()
    assert states(desk) == ["expired"]

    desk.clock.move(timedelta(days=-3))
    reconsidered(desk)
    desk.tick()
    assert siti.sees == ["Which tea?"]
    assert states(desk) == ["given"]


def test_what_was_said_by_a_fast_clock_is_not_said_again(desk: Desk, siti: Somebody) -> None:
    desk.clock.move(timedelta(days=3))
    due(desk, siti, "tea")
    desk.tick()
    desk.clock.move(timedelta(days=-3))
    reconsidered(desk)
    desk.tick()
    assert [bubble.text for bubble in siti.chat] == ["Which tea?"]


def test_what_rightly_waits_for_the_morning_still_does(desk: Desk, siti: Somebody) -> None:
    desk.turns.quiet = QuietHours(time(20), time(7))
    desk.clock.move(timedelta(hours=14))
    due(desk, siti, "tea")
    desk.tick()
    reconsidered(desk)
    desk.tick()
    assert siti.sees == []
    assert states(desk) == ["waiting"]


def test_it_takes_as_many_questions_to_tell_many_as_to_tell_a_few(desk: Desk) -> None:
    asked: list[str] = []

    @event.listens_for(desk.engine, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    counts = []
    for many in (2, 20):
        for n in range(many):
            due(desk, desk.person(f"Peserta {n}"), "tea")
        asked.clear()
        desk.turns.say_what_is_due()
        counts.append(len([statement for statement in asked if not statement.startswith("INSERT")]))
    assert counts[0] == counts[1]
