"""What is due for somebody at the same time comes as one message, and each thing in it can be answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlmodel import Session, select

from bot.conversation import Conversation, no_facts
from bot.gathering import in_one_message
from bot.messages import Attachment, Message
from bot.repertoire import Repertoire
from bot.talk import Talk
from handlers.gathered import gathered
from models.availability.quiet_hours import QuietHours
from models.outbound import Outbound
from tests.bot import small_talk
from tests.bot.desk import Desk, DeskFor, Somebody
from tests.bot.test_nudging import due, states


async def lift(talk: Talk, _facts: None) -> None:
    """Tell that the lift works again."""
    talk.say("The lift works again.")


async def canteen(talk: Talk, _facts: None) -> None:
    """Tell that there is food."""
    talk.say("The canteen is open.")


async def silent(_talk: Talk, _facts: None) -> None:
    """Have nothing to say any more."""


def repertoire() -> Repertoire:
    telling = (Conversation(s.__name__, s, no_facts, rests=False) for s in (lift, canteen, silent))
    small = small_talk.repertoire(
        *telling, Conversation("gathered", gathered, no_facts, title="what else waits for you")
    )
    return replace(small, gathering="gathered")


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    """A desk at which several things are gathered."""
    return desk_for(repertoire())


def told(desk: Desk, somebody: Somebody, scripts: Sequence[str]) -> list[str]:
    """What somebody sees when all of these come due."""
    due(desk, somebody, *scripts)
    desk.tick()
    return somebody.sees


def test_what_only_tells_is_one_message(desk: Desk, siti: Somebody) -> None:
    assert told(desk, siti, ["lift", "canteen", "silent"]) == [
        "The lift works again.\n\nThe canteen is open."
    ]
    assert states(desk) == ["given", "given", "given"]


def test_one_thing_that_asks_stands_below_what_is_told(desk: Desk, siti: Somebody) -> None:
    assert told(desk, siti, ["tea", "lift"]) == ["The lift works again.\n\nWhich tea?"]
    siti.taps("Green")
    assert siti.said == ["One green tea."]


def test_several_that_ask_are_listed_and_the_rest_is_asked_for_after_each(desk: Desk, siti: Somebody) -> None:
    listed = "3 things wait for you:\n\n1. What would you like to do?\n\n2. Which tea?\n\n3. Say a word."
    assert told(desk, siti, ["lift", "menu", "tea", "broken"]) == [f"The lift works again.\n\n{listed}"]
    desk.restart()
    siti.taps("Open 2")
    assert siti.said == ["Which tea?"]
    desk.restart()
    left = "2 things wait for you:\n\n1. What would you like to do?\n\n2. Say a word."
    siti.taps("Green")
    assert siti.said == ["One green tea.", "Back to: what else waits for you.", left]
    desk.restart()
    assert siti.writes("2") == ["Say a word."]
    siti.writes("kata")  # which fails, and is parked

    assert "What would you like to do?" in siti.writes("/resume")[-1] + siti.writes("/menu")[-1]
    assert states(desk) == ["given"] * 4


def test_who_goes_back_and_opens_another_one_first_misses_none(desk: Desk, siti: Somebody) -> None:
    told(desk, siti, ["menu", "tea", "broken"])
    siti.taps("Open 2")
    siti.taps("Green")
    siti.taps("‹ Back")
    assert siti.last.text.startswith("3 things wait for you:")
    siti.taps("Open 1")
    assert "What would you like to do?" in siti.last.text


def test_the_last_that_is_left_is_opened_without_asking(desk: Desk, siti: Somebody) -> None:
    told(desk, siti, ["menu", "tea"])
    siti.taps("Open 1")
    siti.taps("Team")
    siti.writes("/cancel")

    assert siti.sees[-1] == "Which tea?"
    siti.taps("Black")
    assert siti.said == ["One black tea."]


def test_what_is_put_off_comes_back_when_they_say_so(desk: Desk, siti: Somebody) -> None:
    told(desk, siti, ["menu", "tea"])
    siti.taps("Later")
    assert siti.writes("/resume")[-1].startswith("2 things wait for you:")


def test_a_list_of_yesterday_is_not_brought_up_again(desk: Desk, siti: Somebody) -> None:
    told(desk, siti, ["menu", "tea"])
    desk.clock.move(timedelta(hours=18))
    desk.tick()
    assert siti.sees == []
    assert ("gathered", "done") in desk.talks(siti)


def test_what_the_night_has_held_back_comes_as_one_in_the_morning(desk: Desk, siti: Somebody) -> None:
    desk.turns.quiet = QuietHours(time(20), time(7))
    desk.clock.move(timedelta(hours=12))
    due(desk, siti, "lift")
    desk.tick()
    desk.clock.move(timedelta(hours=2))
    due(desk, siti, "tea", "canteen")
    desk.tick()
    assert siti.sees == []

    desk.clock.move(timedelta(hours=9))
    desk.tick()
    assert siti.sees == ["The lift works again.\n\nThe canteen is open.\n\nWhich tea?"]


def test_all_of_somebody_is_gathered_where_many_are_due(desk: Desk) -> None:
    people = [desk.person(f"Peserta {n}") for n in range(5)]
    for scripts in (("lift",), ("canteen",)):
        for person in people:
            due(desk, person, *scripts)
        desk.clock.move(timedelta(seconds=1))

    while desk.turns.say_what_is_due(at_most=2).count:
        pass
    desk.tick()
    assert [person.sees for person in people] == [["The lift works again.\n\nThe canteen is open."]] * 5
    with Session(desk.engine) as session:
        assert len(session.exec(select(Outbound)).all()) == 5


def test_a_file_and_a_text_too_long_to_join_stay_messages_of_their_own() -> None:
    file = Message("Here it is.", attachment=Attachment("a.ics", b"x"))
    long = Message("x" * 3_000)
    assert in_one_message([Message("a"), file, Message("b"), Message("c"), long, long]) == [
        Message("a"),
        file,
        Message(f"b\n\nc\n\n{'x' * 3_000}"),
        long,
    ]
