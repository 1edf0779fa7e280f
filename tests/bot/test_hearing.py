"""What a tap, a word, a reply and a command mean in a talk, and what the person then sees."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from bot.clock import StoppedClock
from bot.conversation import Conversation
from bot.questions import yes_no
from bot.talk import Talk as Conversing
from bot.tapping import pack
from models.talks import Talk
from tests.bot import small_talk
from tests.bot.desk import Desk, DeskFor, Somebody
from tests.bot.small_talk import Cups, Kept, answer_up_to_the_review


def test_a_talk_from_its_command_to_what_is_kept(desk: Desk, siti: Somebody, kept: Kept) -> None:
    assert siti.writes("/team") == ["What is your team called?"]
    assert siti.buttons == [["Later"]]
    assert siti.writes("Layanan") == ["How many are you?"]
    assert siti.buttons == [["‹ Back", "Later"]]
    assert siti.writes("7") == ["What do you use?\n\nSeveral may be chosen."]
    assert siti.taps("Pen") == ["What do you use?\n\nSeveral may be chosen."]
    assert siti.taps("WhatsApp") == ["What do you use?\n\nSeveral may be chosen."]
    assert siti.buttons[:-1] == [["✓ WhatsApp"], ["Sheets"], ["✓ Pen"], ["Done (2)"]]
    assert siti.taps("Done (2)") == ["What do you use?\n\n✓ WhatsApp, Pen", "How is the mood?"]
    assert siti.writes("good") == ["Shall I send it?"]
    assert siti.taps("Send") == ["Shall I send it?", "Thank you, Siti Aminah!"]

    assert kept.results == {
        siti.address: [{"name": "Layanan", "size": 7, "tools": ["wa", "pen"], "mood": "up"}]
    }
    assert desk.talks(siti) == [("team", "done")]


def test_what_does_not_fit_is_answered_with_what_would(siti: Somebody) -> None:
    siti.writes("/team")
    siti.writes("Layanan")

    assert siti.writes("a few") == ["Please write a whole number in figures, for example 12."]
    assert siti.writes("400") == ["A team has 1 to 50 people."]
    assert siti.writes("4") == ["What do you use?\n\nSeveral may be chosen."]


def test_who_answers_what_has_become_void_is_told_so(desk_for: DeskFor) -> None:
    async def last_cup(talk: Conversing, left: int) -> None:
        if left:
            await talk.ask("take", "Take the last one?", yes_no())

    cups = Cups(left=1)
    offer = Conversation("last_cup", last_cup, cups.load, words=("cup",), rests=False)
    desk = desk_for(small_talk.repertoire(offer))
    siti, budi = desk.person("Siti Aminah"), desk.person("Budi Santoso")
    siti.writes("/team")
    siti.writes("/cup")
    budi.writes("/cup")
    cups.left = 0

    over = "This conversation has come to its end. /menu shows what you can do."
    assert siti.writes("yes") == [over, "Back to: your team.", "What is your team called?"]
    assert budi.taps("Yes") == []
    assert budi.notes == [over]


# Doubled and stale taps


def test_a_doubled_tap_is_noted_once(siti: Somebody) -> None:
    siti.writes("/tea")
    asked = siti.last
    siti.taps("Green")

    assert siti.taps("Green", on=asked) == []
    assert siti.notes == ["Noted already."]


def test_a_doubled_tap_on_send_sends_once(siti: Somebody, kept: Kept) -> None:
    answer_up_to_the_review(siti)
    review = siti.last
    siti.taps("Send")

    assert siti.taps("Send", on=review) == []
    assert siti.notes == ["Noted already."]
    assert len(kept.results[siti.address]) == 1


def test_a_tap_on_an_earlier_question_says_what_was_answered(siti: Somebody) -> None:
    answer_up_to_the_review(siti)
    mood = siti.bubble("How is the mood?")

    siti.taps_data(_data_of(siti, "mood", "=down"), mood)

    assert siti.notes == [
        "You have answered this: Good. To change it, use “‹ Back”, or the review at the end."
    ]


def test_a_tap_on_a_talk_that_is_long_over_is_answered_kindly(siti: Somebody) -> None:
    siti.writes("/tea")
    asked = siti.last
    siti.writes("green")

    siti.taps("Black", on=asked)

    assert siti.notes == ["This conversation has come to its end. /menu shows what you can do."]


@pytest.mark.parametrize("data", ["", "old", "zz.abc.=x", "1..", "zzzzzzzzzzzz.00000000.=x", "ü.1.2"])
def test_a_button_nobody_remembers_is_answered_kindly(siti: Somebody, data: str) -> None:
    siti.writes("/tea")

    siti.taps_data(data, siti.last)

    assert siti.notes == ["This button is from an earlier conversation. /menu shows what you can do."]


def test_nobody_taps_on_the_talk_of_another(desk: Desk, siti: Somebody) -> None:
    budi = desk.person("Budi Santoso")
    siti.writes("/tea")
    budi.writes("/menu")

    budi.taps_data(siti.last.data["Green"], budi.last)

    assert budi.notes == ["This button is from an earlier conversation. /menu shows what you can do."]
    assert desk.talks(siti) == [("tea", "open")]


# Back, later, out


def test_back_shows_the_earlier_answer_and_takes_another(siti: Somebody, kept: Kept) -> None:
    answer_up_to_the_review(siti)

    assert siti.writes("/kembali") == ["How is the mood?"]
    assert siti.buttons[0] == ["✓ Good", "Tense"]
    siti.taps("Tense")
    siti.taps("Send")

    assert kept.results[siti.address][0]["mood"] == "down"


def test_back_at_the_first_question_says_so(siti: Somebody) -> None:
    siti.writes("/team")

    assert siti.writes("/kembali") == ["This is the first question."]


def test_the_review_changes_any_answer_and_comes_back(siti: Somebody, kept: Kept) -> None:
    answer_up_to_the_review(siti)

    assert siti.taps("Change an answer")[0].startswith("Shall I send it?\n\n1. What is your team called?")
    assert siti.taps("2") == ["How many are you?\n\nYour answer so far: 7"]
    assert siti.writes("9") == ["Shall I send it?"]
    siti.writes("kirim")

    assert kept.results[siti.address][0]["size"] == 9


def test_a_talk_put_off_is_gone_on_with_weeks_later_by_another_process(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    siti.writes("/team")
    siti.writes("Layanan")
    assert siti.taps("Later")[-1].startswith("All right, later. What you answered is kept (1).")

    clock.move(timedelta(weeks=3))
    desk.restart()

    assert siti.writes("/lanjut") == ["How many are you?"]


def test_later_on_an_older_message_still_means_later(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    first = siti.last
    siti.writes("Layanan")

    siti.taps("Later", on=first)
    assert desk.talks(siti) == [("team", "resting")]
    siti.taps("Later", on=first)
    assert siti.notes == ["Noted already."]


def test_what_is_cancelled_can_be_had_back(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    siti.writes("Layanan")

    assert siti.writes("/batal") == ["Cancelled. /menu shows what you can do."]
    assert desk.talks(siti) == [("team", "cancelled")]
    assert siti.taps("Undo") == ["How many are you?"]
    siti.taps("Undo")
    assert siti.notes == ["That has been undone already."]


@pytest.mark.parametrize("word", ["kembali", "Nanti", "lewati", "batal"])
def test_the_words_of_the_ways_are_understood_where_they_are_no_answer(siti: Somebody, word: str) -> None:
    for text in ("/team", "Layanan", "7", "1"):
        siti.writes(text)
    asked = siti.last.text

    assert siti.writes(word) != []
    assert "I do not find" not in siti.last.text
    assert siti.last.text != asked


def test_a_question_that_need_not_be_answered_can_be_skipped(siti: Somebody, kept: Kept) -> None:
    for text in ("/team", "Layanan", "7", "1"):
        siti.writes(text)

    assert siti.taps("Skip")[-1] == "Shall I send it?"
    siti.taps("Send")

    assert kept.results[siti.address][0]["mood"] is None


def test_a_question_that_has_to_be_answered_cannot(siti: Somebody) -> None:
    siti.writes("/team")

    assert siti.writes("/lewati") == ["This question needs an answer before we can go on."]


# Replies


def test_a_reply_goes_to_the_question_it_replies_to_and_changes_its_answer(
    siti: Somebody, kept: Kept
) -> None:
    siti.writes("/team")
    named = siti.last
    siti.writes("Layanan")
    siti.writes("7")

    assert siti.writes("Pelayanan", reply_to=named) == [
        "Changed: Pelayanan.",
        "What do you use?\n\nSeveral may be chosen.",
    ]
    for text in ("pen", "good", "send"):
        siti.writes(text)

    assert kept.results[siti.address][0]["name"] == "Pelayanan"


def test_a_reply_that_is_no_answer_changes_nothing(siti: Somebody, kept: Kept) -> None:
    siti.writes("/team")
    siti.writes("Layanan")
    size = siti.last
    siti.writes("7")

    assert siti.writes("400", reply_to=size)[0] == "A team has 1 to 50 people."
    assert siti.writes("seven", reply_to=size)[0].startswith("Please write a whole number")
    for text in ("pen", "good", "send"):
        siti.writes(text)

    assert kept.results[siti.address][0]["size"] == 7


def test_a_reply_in_another_talk_goes_on_with_that_talk(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    named = siti.last
    siti.writes("/tea")

    assert siti.writes("Layanan", reply_to=named) == ["How many are you?"]
    assert desk.talks(siti) == [("team", "open"), ("tea", "left")]


def test_cancelling_by_a_reply_cancels(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    named = siti.last
    siti.writes("Layanan")

    siti.writes("batal", reply_to=named)

    assert desk.talks(siti) == [("team", "cancelled")]


# One talk in the middle of another


def test_a_command_in_the_middle_of_a_talk_comes_back_to_it(siti: Somebody) -> None:
    siti.writes("/team")
    siti.writes("Layanan")

    assert siti.writes("/tea") == ["Which tea?"]
    assert siti.taps("Green")[-3:] == ["One green tea.", "Back to: your team.", "How many are you?"]


def test_what_does_not_rest_is_left_for_something_else(desk: Desk, siti: Somebody) -> None:
    siti.writes("/menu")
    siti.writes("/tea")

    assert desk.talks(siti) == [("menu", "left"), ("tea", "open")]


def test_what_was_left_goes_on_when_one_of_its_buttons_is_tapped(desk: Desk, siti: Somebody) -> None:
    siti.writes("/tea")
    siti.writes("/team")
    desk.restart()

    siti.taps("Green")
    assert siti.said[0] == "One green tea."
    assert desk.talks(siti) == [("tea", "done"), ("team", "open")]


def test_what_was_left_goes_on_when_its_question_is_replied_to(desk: Desk, siti: Somebody) -> None:
    siti.writes("/tea")
    question = siti.chat[-1]
    siti.writes("/team")
    desk.restart()

    siti.writes("green", reply_to=question)
    assert siti.said[0] == "One green tea."


def test_what_was_begun_is_gone_on_with_not_begun_anew(desk: Desk, siti: Somebody) -> None:
    siti.writes("/team")
    siti.writes("Layanan")
    siti.writes("/menu")

    assert siti.taps("Team")[-1] == "How many are you?"
    assert desk.talks(siti) == [("team", "open"), ("menu", "done")]


def _data_of(somebody: Somebody, key: str, act: str) -> str:
    """What a button under an earlier question carried."""
    with Session(somebody.desk.engine) as session:
        talk = session.exec(select(Talk).order_by(col(Talk.id).desc())).first()
    return pack(talk.id or 0 if talk else 0, key, act)
