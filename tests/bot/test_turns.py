"""What came in together is worked on together; what fails, fails alone; nothing is handled twice."""

from dataclasses import replace

from sqlmodel import Session, col, select
from structlog.typing import EventDict

from bot.conversation import Conversation, no_facts
from bot.talk import Talk as Conversing
from models.inbound import Inbound
from models.outbound import Outbound
from models.people import Chat
from models.talks import Reply, Talk
from tests.bot import small_talk
from tests.bot.desk import Desk, DeskFor, Somebody
from tests.bot.small_talk import Cups, Kept, answer_up_to_the_review


def test_every_update_of_one_person_is_a_turn_in_order(desk: Desk, siti: Somebody, kept: Kept) -> None:
    with desk.together():
        for text in ("/team", "Layanan", "7", "1, 3", "tense", "send"):
            siti.writes(text)

    assert siti.sees[-1] == "Thank you, Siti Aminah!"
    assert kept.results[siti.address] == [
        {"name": "Layanan", "size": 7, "tools": ["wa", "pen"], "mood": "down"}
    ]


def test_people_who_write_at_once_each_get_their_own_next_question(desk: Desk) -> None:
    people = [desk.person(f"Peserta {n}") for n in range(12)]
    for n, person in enumerate(people):
        person.writes("/team")
        if n % 2:
            person.writes("Layanan")

    with desk.together():
        for person in people:
            person.writes("5")

    assert [person.last.text for person in people] == [
        "What do you use?\n\nSeveral may be chosen." if n % 2 else "How many are you?" for n in range(12)
    ]


def test_an_update_that_telegram_sends_twice_is_handled_once(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    siti.writes("Layanan")

    desk.receive_again()

    assert siti.sees == []
    assert siti.last.text == "How many are you?"


def test_a_doubled_tap_in_one_batch_is_noted_once(desk: Desk, siti: Somebody, kept: Kept) -> None:
    answer_up_to_the_review(siti)

    with desk.together():
        siti.taps("Send")
        siti.taps("Send")

    assert siti.sees == ["Shall I send it?", "Thank you, Siti Aminah!"]
    assert len(kept.results[siti.address]) == 1


def test_a_tap_that_nothing_else_answers_has_its_acknowledgement_stored(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    siti.writes("Layanan")
    asked = siti.last

    siti.taps("‹ Back")
    assert stored(desk, "answerCallbackQuery") == 0, "the question before is the answer"
    siti.taps("‹ Back", on=asked)
    assert stored(desk, "answerCallbackQuery") == 1, "killed before it is sent, nobody would hear anything"


# What goes wrong


def test_a_script_that_raises_parks_its_own_talk_only(
    desk: Desk, siti: Somebody, kept: Kept, logged: list[EventDict]
) -> None:
    budi = desk.person("Budi Santoso")
    answer_up_to_the_review(budi)
    siti.writes("/broken")

    with desk.together():
        siti.writes("aduh")
        budi.writes("send")

    assert [text[:37] for text in siti.sees] == ["I am sorry, something went wrong on o"]
    assert desk.talks(siti) == [("broken", "parked")]
    assert len(kept.results[budi.address]) == 1
    [parked] = [entry for entry in logged if entry["event"] == "talk parked"]
    assert (parked["script"], parked["answers"]) == ("broken", {"word": "aduh"})
    assert siti.writes("/tea") == ["Which tea?"]


def test_a_keeper_that_raises_parks_its_own_talk_only(
    desk: Desk, siti: Somebody, kept: Kept, logged: list[EventDict]
) -> None:
    budi = desk.person("Budi Santoso")
    answer_up_to_the_review(siti)
    answer_up_to_the_review(budi)
    kept.failures.append(RuntimeError("the shelf is full"))

    with desk.together():
        siti.taps("Send")
        budi.taps("Send")

    assert desk.talks(siti) == [("team", "parked")]
    assert list(kept.results) == [budi.address]
    assert [entry["log_level"] for entry in logged] == ["error"]


def test_a_talk_put_aside_is_not_parked_when_another_one_fails(desk: Desk, siti: Somebody) -> None:
    siti.writes("/broken")
    siti.writes("/team")
    with Session(desk.engine) as session, session.begin():
        broken = session.exec(select(Talk).where(Talk.script == "broken")).one()
        session.add(Reply(talk_id=broken.id or 0, key="word", value="aduh", at=broken.opened_at))

    siti.taps("Later")

    assert desk.talks(siti) == [("broken", "parked"), ("team", "resting")]


def test_facts_that_changed_are_looked_at_again(desk_for: DeskFor) -> None:
    cups = Cups(left=1)
    desk = desk_for(
        small_talk.repertoire(
            Conversation("cup", small_talk.cup, cups.load, cups.take, words=("cup",), rests=False)
        )
    )
    siti, budi = desk.person("Siti Aminah"), desk.person("Budi Santoso")
    siti.writes("/cup")
    budi.writes("/cup")

    with desk.together():
        siti.taps("Take one")
        budi.taps("Take one")

    assert (siti.last.text, budi.last.text) == ("Here you are.", "There is none left.")


def test_an_update_that_breaks_the_batch_fails_alone(
    desk_for: DeskFor, kept: Kept, logged: list[EventDict]
) -> None:
    desk = desk_for(small_talk.repertoire(small_talk.unsayable(), keep=kept))
    siti, budi = desk.person("Siti Aminah"), desk.person("Budi Santoso")

    with desk.together():
        budi.writes("/team")
        siti.writes("/unsayable")
        budi.writes("Layanan")

    assert budi.last.text == "How many are you?"
    assert siti.last.text.startswith("I am sorry, something went wrong on our side.")
    assert desk.talks(siti) == []
    with Session(desk.engine) as session:
        errors = session.exec(select(Inbound.error).order_by(col(Inbound.id))).all()
    assert errors == [None, "ValueError", None]
    assert [entry["log_level"] for entry in logged] == ["error", "error"]


def test_an_update_nobody_understands_is_marked_and_told_and_the_others_go_on(
    desk: Desk, siti: Somebody, logged: list[EventDict]
) -> None:
    budi = desk.person("Budi Santoso")
    with desk.together():
        desk.receive(budi.address, {"message": {"message_id": "five"}})
        siti.writes("/tea")

    assert siti.sees == ["Which tea?"]
    assert [text[:34] for text in budi.sees] == ["I cannot do anything with that yet"]
    with Session(desk.engine) as session:
        errors = session.exec(select(Inbound.error).order_by(col(Inbound.id))).all()
    assert errors == ["not understood", None]
    assert [entry["event"] for entry in logged] == ["an update was not understood"]


# Strangers


def test_what_nobody_understands_in_a_group_is_left_alone(desk: Desk) -> None:
    desk.receive(-1001234567890, {"message": {"message_id": "five"}})

    with Session(desk.engine) as session:
        assert session.exec(select(Outbound)).all() == []


def test_the_log_does_not_tell_with_what_a_stranger_came(desk_for: DeskFor, logged: list[EventDict]) -> None:
    async def fail(_talk: Conversing, _facts: None) -> None:
        raise RuntimeError

    door = Conversation("door", fail, no_facts, strangers=True)
    desk = desk_for(replace(small_talk.repertoire(door), invitation="door"))
    desk.stranger("Orang Asing").writes("/start TOKEN-22")

    [parked] = [entry for entry in logged if entry["event"] == "talk parked"]
    assert "TOKEN-22" not in str(parked)


def test_strangers_leave_nothing_behind(desk: Desk) -> None:
    orang = desk.stranger("Orang Asing")

    assert orang.writes("halo") == ["Hello, you need an invitation."]
    orang.writes("/team")
    orang.taps_data("1.12345678.=x", orang.last)
    orang.sends(dice={"emoji": "🎲", "value": 3})

    with Session(desk.engine) as session:
        assert session.exec(select(Chat)).all() == []
        assert session.exec(select(Talk)).all() == []
        kept = session.exec(select(Inbound.payload, Inbound.address)).all()
    assert kept == [(None, None)] * 4


def stored(desk: Desk, method: str) -> int:
    with Session(desk.engine) as session:
        return len(session.exec(select(Outbound.id).where(Outbound.method == method)).all())
