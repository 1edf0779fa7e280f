"""An assessment from the list to what is stored: its windows, its versions, and what happens to the answers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.asking import Asker
from models.assessments import announced
from models.responses import Response
from tests.bot.desk import Desk, Somebody
from tests.handlers.answering import SHORT, Stored, answer, open_form, stored

JAKARTA = ZoneInfo("Asia/Jakarta")
ALL = {
    "kantor": "Dinas Sosial",
    "tim": "y",
    "besar": "12",
    "kerja/alat": "wa etc",
    "kerja/lain": "Radio",
    "kerja/buka": "3",
    "kerja/bantu": "2",
}


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=JAKARTA)


def test_from_the_list_to_what_is_stored(desk: Desk, siti: Somebody) -> None:
    open_form(desk, closes=local("2026-11-30 16.00"))

    assert siti.writes("/asesmen") == [
        (
            "At work\n5 questions, about 1 minute.\n"
            "Every answer is kept at once; you can stop and go on whenever you like.\n"
            "Open until Monday, 30 November 2026, 16:00 WIB."
        )
    ]
    assert siti.taps("Begin")[-1] == "This is about your office.\n\n1 of 5\n\nWhat is your office called?"
    answer(siti, "Dinas Sosial", "i do", "12", "whatsapp, something", "Radio", "agree")
    assert siti.writes("2") == ["That was the last question. Shall I send your answers?"]
    assert siti.taps("Send")[-1] == "Thank you, Siti Aminah! Your answers to At work have been received."

    assert stored(desk, siti) == Stored(complete=True, values=ALL)
    assert siti.writes("/asesmen") == ["You have answered every assessment that is open. Thank you."]


def test_what_is_not_relevant_is_not_asked_and_not_stored(desk: Desk, siti: Somebody) -> None:
    open_form(desk)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "I do", "12", "sheets", "3", "/lewati")

    siti.writes("ubah")
    assert siti.taps("2")[-1].endswith("Do you lead a team?")
    assert siti.taps("I do not")[-1].startswith("That was the last question.")
    siti.taps("Send")

    assert stored(desk, siti) == Stored(
        complete=True, values={"kantor": "Dinas Sosial", "tim": "n", "kerja/alat": "xls", "kerja/buka": "3"}
    )


def test_the_form_says_what_does_not_fit(desk: Desk, siti: Somebody) -> None:
    open_form(desk)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "i do")

    assert siti.writes("501") == ["That answer does not fit this question. Please give another."]
    assert siti.writes("500")[-1].endswith("Several may be chosen.")


def test_likert_items_change_one_message_in_place(desk: Desk, siti: Somebody) -> None:
    open_form(desk)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "2", "sheets")
    messages = len(siti.chat)

    assert siti.taps("Agree") == ["Work · 5 of 5\n\nWe help one another."]
    assert len(siti.chat) == messages


# Going back to the beginning


def test_the_first_question_leads_back_to_no_beginning(desk: Desk, siti: Somebody) -> None:
    open_form(desk, minutes=10)
    siti.writes("/asesmen")
    begin = siti.last
    siti.taps("Begin")

    assert siti.writes("/kembali") == ["This is the first question."]
    siti.taps("Begin", on=begin)
    assert siti.notes == ["Noted already."]


def test_nothing_gives_more_minutes(desk: Desk, siti: Somebody, clock: StoppedClock) -> None:
    open_form(desk, minutes=10)
    siti.writes("/asesmen")
    begin = siti.last
    siti.taps("Begin")
    siti.writes("Dinas Sosial")
    clock.move(timedelta(minutes=6))
    siti.taps("Begin", on=begin)
    siti.writes("mulai", reply_to=begin)
    siti.writes("/kembali")
    siti.writes("/kembali")

    clock.move(timedelta(minutes=4))
    siti.writes("Dinas Kesehatan")

    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial"})


# Windows


def test_before_it_opens_it_says_when(desk: Desk, siti: Somebody) -> None:
    open_form(desk, opens=local("2026-11-25 09.00"))

    assert siti.writes("/asesmen") == [
        "No assessment is open now. At work opens on Wednesday, 25 November 2026, 09:00 WIB; I will write to you."
    ]


def test_what_was_answered_in_time_stays(desk: Desk, siti: Somebody, clock: StoppedClock) -> None:
    open_form(desk, closes=local("2026-11-23 17.00"))
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "i do", "12")

    clock.move(timedelta(days=1))
    desk.tick()

    assert siti.sees == ["Time is up for At work. What you answered in time is kept. Thank you."]
    assert stored(desk, siti) == Stored(
        complete=False, values={"kantor": "Dinas Sosial", "tim": "y", "besar": "12"}
    )
    assert desk.talks(siti)[-1] == ("assess", "done")
    desk.tick()
    assert siti.sees == []


def test_an_answer_that_comes_too_late_is_told_so(desk: Desk, siti: Somebody, clock: StoppedClock) -> None:
    open_form(desk, minutes=20)
    answer(siti, "/asesmen", "begin", "Dinas Sosial")

    clock.move(timedelta(minutes=20))

    assert siti.writes("i do") == ["Time is up for At work. What you answered in time is kept. Thank you."]
    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial"})


def test_an_answer_that_came_in_time_counts_however_late_it_is_worked_on(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, minutes=20)
    answer(siti, "/asesmen", "begin", "Dinas Sosial")

    clock.move(timedelta(minutes=19))
    with desk.together():
        siti.writes("i do")
        clock.move(timedelta(minutes=5))
    desk.tick()

    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial", "tim": "y"})


def test_an_answer_that_came_in_time_counts_also_where_the_end_is_noticed_first(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, minutes=20)
    answer(siti, "/asesmen", "begin", "Dinas Sosial")

    clock.move(timedelta(minutes=19))
    with desk.closed():
        siti.writes("i do")
    clock.move(timedelta(minutes=5))
    desk.tick()
    desk.work()
    desk.tick()

    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial", "tim": "y"})


def test_it_ended_when_time_was_up_however_late_that_is_noticed(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, closes=local("2026-11-23 17.00"))
    answer(siti, "/asesmen", "begin", "Dinas Sosial")

    clock.move(timedelta(days=2))
    desk.tick()

    with Session(desk.engine) as session:
        assert session.exec(select(Response.ended_at)).one() == local("2026-11-23 17.00")


@pytest.mark.parametrize("way", ["/nanti", "/menu", "/kembali"])
def test_time_is_up_wherever_somebody_has_gone(
    desk: Desk, siti: Somebody, clock: StoppedClock, way: str
) -> None:
    open_form(desk, minutes=20)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "i do", way)

    clock.move(timedelta(hours=1))
    desk.tick()

    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial", "tim": "y"})


def test_a_change_begun_at_the_review_loses_nothing_when_time_is_up(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, minutes=20)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "2", "sheets", "3", "2", "ubah", "1")

    clock.move(timedelta(minutes=20))
    desk.tick()

    values = {
        "kantor": "Dinas Sosial",
        "tim": "n",
        "kerja/alat": "xls",
        "kerja/buka": "3",
        "kerja/bantu": "2",
    }
    assert stored(desk, siti) == Stored(complete=False, values=values)


def test_a_correction_that_comes_too_late_takes_nothing_away(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, minutes=20)
    answer(siti, "/asesmen", "begin")
    office = siti.last
    answer(siti, "Dinas Sosial", "i do")

    clock.move(timedelta(minutes=21))
    siti.writes("Dinas Kesehatan", reply_to=office)

    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial", "tim": "y"})


def test_more_time_is_given_in_silence(desk: Desk, siti: Somebody, clock: StoppedClock) -> None:
    open_form(desk, closes=local("2026-11-23 17.00"))
    answer(siti, "/asesmen", "begin", "Dinas Sosial")
    open_form(desk, closes=local("2026-11-27 17.00"))

    clock.move(timedelta(days=1))
    desk.tick()

    assert [text for text in siti.sees if "Do you lead a team?" in text] == []
    assert stored(desk, siti) is None
    assert siti.writes("i do")[-1].endswith("How big is it?")


@pytest.mark.parametrize("until", [None, "2026-11-27 17.00"])
def test_an_end_that_is_set_or_drawn_nearer_keeps_what_was_answered(
    desk: Desk, siti: Somebody, clock: StoppedClock, until: str | None
) -> None:
    open_form(desk, closes=local(until) if until else None)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "/nanti")
    open_form(desk, closes=local("2026-11-23 17.00"))

    clock.move(timedelta(days=1))
    desk.tick()

    assert siti.sees[0] == "Time is up for At work. What you answered in time is kept. Thank you."
    assert stored(desk, siti) == Stored(complete=False, values={"kantor": "Dinas Sosial"})


def test_what_ends_with_nothing_answered_stores_nothing(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, closes=local("2026-11-23 17.00"))
    answer(siti, "/asesmen", "begin")

    clock.move(timedelta(days=1))
    desk.tick()

    assert siti.sees == ["At work has closed."]
    assert stored(desk, siti) is None


BY_AREA = """
survey
| type                   | name   | label         | required | relevant | choice_filter  |
| text                   | daerah | Which area?   | yes      |          |                |
| text                   | nama   | Whose name?   |          | false()  |                |
| select_one layanan     | utama  | Which first?  | yes      |          | area=${daerah} |
| select_multiple layanan| juga   | Which others? | yes      |          | area=${daerah} |
choices
| list_name | name  | label   | area |
| layanan   | ktp   | KTP     | hulu |
| layanan   | nihil | ${nama} | hulu |
settings
| form_title | form_id | version |
| Services   | layanan | 1       |
"""


def test_where_nothing_is_left_to_choose_one_can_go_on(desk: Desk, siti: Somebody) -> None:
    open_form(desk, BY_AREA)
    answer(siti, "/asesmen", "begin", "hilir")

    assert siti.buttons == [["‹ Back", "Skip", "Later"]]
    siti.taps("Skip")
    siti.taps("Skip")
    siti.writes("send")
    assert stored(desk, siti) == Stored(complete=True, values={"daerah": "hilir"})


def test_a_choice_without_words_is_offered_by_its_name(desk: Desk, siti: Somebody) -> None:
    open_form(desk, BY_AREA)
    answer(siti, "/asesmen", "begin", "hulu")

    assert siti.buttons[0] == ["KTP", "nihil"]


OF_ONES_OWN_WILL = """
survey
| type  | name  | label            | required |
| start | mulai |                  |          |
| text  | saran | Anything to add? |          |
settings
| form_title | form_id | version |
| Ideas      | ide     | 1       |
"""


def test_what_was_sent_is_stored_also_where_every_question_was_skipped(desk: Desk, siti: Somebody) -> None:
    open_form(desk, OF_ONES_OWN_WILL)
    answer(siti, "/asesmen", "begin")
    siti.taps("Skip")

    assert siti.writes("send") == ["Thank you, Siti Aminah! Your answers to Ideas have been received."]
    sent = stored(desk, siti)
    assert sent is not None
    assert (sent.complete, set(sent.values)) == (True, {"mulai"})
    assert siti.writes("/asesmen") == ["You have answered every assessment that is open. Thank you."]


def test_nothing_is_called_kept_where_nothing_was_answered(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, OF_ONES_OWN_WILL, closes=local("2026-11-23 17.00"))
    answer(siti, "/asesmen", "begin")

    clock.move(timedelta(days=1))
    desk.tick()

    assert siti.sees == ["Ideas has closed."]
    assert stored(desk, siti) is None


# Versions

CHANGED = SHORT.replace("What is your office called?", "Which office is yours?").replace(
    "| 1       |", "| 2       |"
)


def test_who_is_in_the_middle_finishes_theirs_and_who_begins_gets_the_new_one(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    budi = desk.person("Budi Santoso")
    open_form(desk)
    answer(siti, "/asesmen", "begin")
    siti.writes("/nanti")
    open_form(desk, CHANGED)

    assert siti.writes("/asesmen")[-1].endswith("What is your office called?")
    answer(budi, "/asesmen")
    assert budi.writes("begin")[-1].endswith("Which office is yours?")


def test_a_reminder_goes_on_with_what_was_begun_in_the_older_version(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:

    window = open_form(desk)
    answer(siti, "/asesmen", "begin", "Dinas Sosial")
    open_form(desk, CHANGED)

    asker = Asker("telegram", siti.address, siti.person_id, f"{window.id}:2")
    with Session(desk.engine) as session:
        found = announced(session, [asker], clock.now())[asker]
    assert found is not None
    assert found.offered.subject == f"{window.id}:1"


def test_an_assessment_is_answered_once_however_often_it_is_begun(desk: Desk, siti: Somebody) -> None:
    open_form(desk)
    answer(siti, "/asesmen", "begin", "Dinas Sosial", "/batal")
    cancelled = siti.last
    answer(siti, "/asesmen", "begin", "Dinas Kesehatan", "2", "sheets", "3", "2", "send")

    assert siti.taps("Undo", on=cancelled) == ["You have sent your answers to At work already. Thank you."]
    kept = stored(desk, siti)
    assert kept is not None
    assert kept.values["kantor"] == "Dinas Kesehatan"
