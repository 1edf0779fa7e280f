"""Meetings in the chat: planned by a facilitator, answered, attended; and what is said where that cannot be."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select, update

from bot.errands.errand_kind import Undoable
from bot.errands.passing_on import pass_on
from bot.i18n import speaking
from handlers.meetings.attend import attend
from handlers.meetings.card import meeting as show
from handlers.meetings.sent_list import changes_text, keep_sent_meetings, read_sent_meetings
from handlers.meetings.told import how_far, news
from handlers.meetings.wording import differences, span
from models.asking import Asker
from models.availability.quiet_hours import NEVER_QUIET
from models.meetings.attendance import Attendance, How
from models.meetings.attending import AtTheDoor
from models.meetings.audience import Audience
from models.meetings.codes import MOST_WRONG, digits, start_parameter, step_at
from models.meetings.entries import Known
from models.meetings.invitee import Coming, Invitee
from models.meetings.library import load_cards
from models.meetings.meeting import Details, Meeting
from models.meetings.upkeep import see_to_meetings
from models.members import Member, Role
from models.spreadsheets.changes import Changed, Changes
from tests.bot.desk import Desk, Somebody
from tests.handlers.conftest import Player
from tests.rig.meetings import plan_meeting

STARTS = datetime(2026, 11, 26, 2, tzinfo=UTC)
DETAILS = Details(
    "Sesi 3: Uji coba", STARTS, STARTS + timedelta(hours=2), "Wulan", "Aula", "https://zoom.us/j/1"
)


@pytest.fixture
def made(desk: Desk) -> Somebody:
    """A facilitator."""
    made = desk.person("Made Suardana")
    with Session(desk.engine) as session, session.begin():
        session.exec(update(Member).where(col(Member.id) == made.member_id).values(role=Role.FACILITATOR))
    return made


@pytest.fixture
def number(desk: Desk, siti: Somebody, made: Somebody) -> int:
    """A meeting to which Siti is invited."""
    with Session(desk.engine) as session, session.begin():
        return plan_meeting(session, desk.batch_id, desk.clock.now(), DETAILS).id or 0


def planned(desk: Desk) -> list[Meeting]:
    with Session(desk.engine, expire_on_commit=False) as session:
        return list(session.exec(select(Meeting).order_by(col(Meeting.id))))


def invited(desk: Desk) -> list[tuple[int, str, str]]:
    with Session(desk.engine) as session:
        return [(one.member_id, str(one.coming), one.reason) for one in session.exec(select(Invitee))]


def present(desk: Desk) -> list[tuple[int, str, int]]:
    with Session(desk.engine) as session:
        return [(one.member_id, str(one.how), one.late) for one in session.exec(select(Attendance))]


def test_a_facilitator_plans_a_meeting(desk: Desk, siti: Somebody, made: Somebody) -> None:
    made.writes("/agenda")
    made.taps("+ Add a meeting")
    for answer in ("Sesi 1", "Dr. Wulan", "Aula Bappeda, https://zoom.us/j/9", "26 Nov", "09.00"):
        made.writes(answer)
    assert made.writes("08.30") == ["That is not after 09.00, when it begins."]
    made.writes("11.30")
    made.taps("Everybody in the batch")
    assert "🕘 Thursday, 26 November 2026, 09:00–11:30 WIB" in made.last.text
    made.taps("Send")
    [meeting] = planned(desk)
    assert meeting.details == Details(
        "Sesi 1", STARTS, STARTS + timedelta(hours=2.5), "Dr. Wulan", "Aula Bappeda", "https://zoom.us/j/9"
    )
    assert invited(desk) == [(siti.member_id, Coming.NO_WORD, "")]
    made.taps("+ Add a meeting")
    assert "There is a meeting of that title already" in made.writes("SESI 1")[0]


def test_chosen_people_are_invited_and_a_day_that_is_over_is_not_taken(
    desk: Desk, siti: Somebody, made: Somebody
) -> None:
    desk.person("Budi Hartono")
    made.writes("/agenda")
    made.taps("+ Add a meeting")
    for answer in ("Klinik", "-", "Aula"):
        made.writes(answer)
    assert made.writes("22-11-2026") == ["That day is over. Which day do you mean?"]
    for answer in ("besok", "jam 9", "jam 10"):
        made.writes(answer)
    made.taps("Some people")
    made.writes("Siti Aminah")
    made.taps("Send")
    assert [member for member, _coming, _reason in invited(desk)] == [siti.member_id]


def test_only_facilitators_plan_and_only_who_is_invited_looks(desk: Desk, siti: Somebody) -> None:
    assert "Nothing is planned at the moment" in siti.writes("/agenda")[0]
    assert siti.buttons == [["Nothing now"]]


def test_whoever_cannot_come_says_why_and_may_change_their_mind(
    desk: Desk, siti: Somebody, number: int
) -> None:
    siti.writes("/agenda")
    siti.writes("1")
    assert "You have not said yet whether you are coming." in siti.last.text
    siti.taps("❌ I cannot come")
    siti.writes("Dinas luar kota")
    assert invited(desk) == [(siti.member_id, Coming.NO, "Dinas luar kota")]
    siti.writes("/agenda")
    siti.writes("1")
    assert "You are not coming. (Dinas luar kota)" in siti.last.text
    siti.taps("✅ I am coming")
    assert invited(desk) == [(siti.member_id, Coming.YES, "")]


def test_an_answer_to_a_meeting_that_was_moved_meanwhile_is_asked_for_anew(
    desk: Desk, siti: Somebody, made: Somebody, number: int
) -> None:
    siti.writes("/agenda")
    siti.writes("1")
    shown = siti.last
    made.writes("/agenda")
    made.writes("1")
    made.taps("✏️ Change or move it")
    made.taps("🕘 The day or the time")
    for answer in ("27 Nov", "13.30", "15.30", "-"):
        made.writes(answer)
    made.taps("Change and tell")
    siti.taps("✅ I am coming", shown)
    assert invited(desk) == [(siti.member_id, Coming.NO_WORD, "")]


def test_the_link_on_the_screen_writes_down_who_opens_it(desk: Desk, siti: Somebody, number: int) -> None:
    [meeting] = planned(desk)
    desk.clock.move(STARTS + timedelta(minutes=7) - desk.clock.now())
    link = f"/start {start_parameter(meeting.secret, number, desk.clock.now())}"
    assert siti.writes(link) == ["✓ You are there: Sesi 3: Uji coba, 09:07 WIB. 7 minutes after the start."]
    assert siti.writes(link) == ["I have you already: Sesi 3: Uji coba, 09:07 WIB."]
    assert present(desk) == [(siti.member_id, How.QR, 7)]
    stranger = desk.stranger("Orang")
    assert "invitation" in stranger.writes(link)[0]


def test_an_old_link_is_refused_kindly(desk: Desk, siti: Somebody, number: int) -> None:
    [meeting] = planned(desk)
    link = f"/start {start_parameter(meeting.secret, number, desk.clock.now())}"
    assert siti.writes(link)[0].startswith("You are early: Sesi 3: Uji coba is on Thursday, 26 November 2026")
    desk.clock.move(timedelta(minutes=1))
    assert "changes every half minute" in siti.writes(link)[0]
    assert present(desk) == []


def test_figures_are_typed_as_people_part_them(
    desk: Desk, siti: Somebody, made: Somebody, number: int
) -> None:
    assert "The next one is Sesi 3: Uji coba" in siti.writes("/hadir")[0]
    [meeting] = planned(desk)
    desk.clock.move(STARTS - desk.clock.now())
    code = digits(meeting.secret, number, step_at(desk.clock.now()))
    made.writes("/agenda")
    made.writes("1")
    made.taps("🔢 Show the code")
    assert f"{code[:3]} {code[3:]}" in made.last.text
    siti.writes("/hadir")
    assert siti.writes("12345") == ["The code has six figures, such as 123 456."]
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert "is not on the screen" in siti.writes(wrong)[0]
    assert siti.writes(f"{code[:3]}-{code[3:]}")[0].startswith("✓ You are there")
    assert present(desk) == [(siti.member_id, How.CODE, 0)]


def test_figures_cannot_be_guessed_and_the_code_on_the_screen_still_counts(
    desk: Desk, siti: Somebody, number: int
) -> None:
    [meeting] = planned(desk)
    desk.clock.move(STARTS - desk.clock.now())
    code = int(digits(meeting.secret, number, step_at(desk.clock.now())))
    siti.writes("/hadir")
    for guess in range(1, MOST_WRONG + 1):
        assert "is not on the screen" in siti.writes(f"{(code + guess * 7) % 10**6:06}")[0]
    assert "Please scan the QR code" in siti.last.text
    assert "Please scan the QR code" in siti.writes("/hadir")[0]
    siti.writes(f"{code:06}")
    assert present(desk) == []
    siti.writes(f"/start {start_parameter(meeting.secret, number, desk.clock.now())}")
    assert present(desk) == [(siti.member_id, How.QR, 0)]


def test_a_facilitator_ticks_names(desk: Desk, siti: Somebody, made: Somebody, number: int) -> None:
    desk.clock.move(STARTS - desk.clock.now())
    made.writes("/agenda")
    made.writes("1")
    made.taps("✍️ Tick names")
    made.taps("Tick who is there")
    made.taps("Siti Aminah")
    made.taps("Done (1)")
    assert present(desk) == [(siti.member_id, How.FACILITATOR, 0)]
    assert "1 of 1 are there" in made.last.text
    made.taps("✍️ Tick names")
    made.taps("Take somebody off the list")
    made.writes("Siti Aminah")
    assert present(desk) == []


def test_whoever_came_uninvited_is_written_down_too(desk: Desk, siti: Somebody, made: Somebody) -> None:
    with Session(desk.engine) as session, session.begin():
        only_siti = Audience(members=(siti.member_id,))
        number = plan_meeting(session, desk.batch_id, desk.clock.now(), DETAILS, only_siti).id or 0
    budi = desk.person("Budi Hartono")
    desk.clock.move(STARTS - desk.clock.now())
    with Session(desk.engine) as session:
        parameter = start_parameter(session.get_one(Meeting, number).secret, number, STARTS)
    [told] = budi.writes(f"/start {parameter}")
    assert "your facilitator writes you down" in told
    made.writes("/agenda")
    made.writes("1")
    made.taps("✍️ Tick names")
    made.taps("Somebody who was not invited")
    made.taps("Budi Hartono")
    made.taps("Done (1)")
    assert present(desk) == [(budi.member_id, How.FACILITATOR, 0)]
    assert "1 of 2 are there" in made.last.text


def test_why_somebody_cannot_come_is_read_by_facilitators_and_by_no_leader(
    desk: Desk, siti: Somebody, made: Somebody, number: int
) -> None:
    camat = desk.person("Pak Camat")
    with Session(desk.engine) as session, session.begin():
        session.exec(update(Member).where(col(Member.id) == camat.member_id).values(role=Role.LEADER))
        session.exec(update(Invitee).values(coming=Coming.NO, reason="Operasi mata"))

    def sees(somebody: Somebody) -> str:
        somebody.writes("/agenda")
        somebody.writes("1")
        return next(text for text in somebody.taps("👥 Who comes") if "Not coming" in text)

    assert sees(made).endswith("• Siti Aminah: Operasi mata")
    assert sees(camat) == "❌ Not coming: Siti Aminah"


def test_moved_and_moved_back_before_anybody_heard_it_is_as_they_know_it(
    desk: Desk, siti: Somebody, made: Somebody, number: int
) -> None:
    with Session(desk.engine) as session, session.begin():
        see_to_meetings(session, desk.clock.now(), NEVER_QUIET)
    desk.tick()
    siti.taps("✅ I am coming")
    for day in ("27 Nov", "26 Nov"):
        made.writes("/agenda")
        made.writes("1")
        made.taps("✏️ Change or move it")
        made.taps("🕘 The day or the time")
        for answer in (day, "09.00", "11.00", "-"):
            made.writes(answer)
        made.taps("Change and tell")
    desk.clock.move(timedelta(minutes=20))
    desk.tick()
    told = siti.last.text
    assert told.startswith(
        "Sesi 3: Uji coba had been moved, and is now as you know it:\n"
        "Sesi 3: Uji coba\n🕘 Thursday, 26 November 2026, 09:00–11:00 WIB"
    )
    assert told.endswith("Are you coming?")


def test_where_nobody_was_counted_nobody_is_told_that_they_were_missed(
    desk: Desk, siti: Somebody, made: Somebody, number: int
) -> None:
    desk.clock.move(STARTS + timedelta(hours=3) - desk.clock.now())
    made.writes("/agenda")
    made.taps("What has been")
    made.writes("1")
    made.taps("📝 Write a recap")
    assert "Nobody is on the list" in made.writes("Setiap tim menguji idenya.")[0]
    desk.tick()
    assert siti.sees[-1] == "Sesi 3: Uji coba has been; in short:\n\nSetiap tim menguji idenya."


def test_files_and_links_go_with_it_and_can_be_taken_out(
    desk: Desk, siti: Somebody, made: Somebody, number: int
) -> None:
    made.writes("/agenda")
    made.writes("1")
    made.taps("📎 Add or take out material")
    assert "neither a file nor a link" in made.writes("nanti saya kirim")[0]
    made.writes("https://contoh.go.id/paparan")
    made.writes("Paparan")
    siti.writes("/agenda")
    siti.writes("1")
    assert (
        siti.taps("📎 Materials (1)")[-1]
        == "Materials of Sesi 3: Uji coba\n• Paparan: https://contoh.go.id/paparan"
    )
    made.taps("📎 Add or take out material")
    made.taps("✕ Paparan")
    assert "📎 Materials" not in str(made.buttons)


def test_who_has_no_business_there_is_told_where_to_look(play: Player) -> None:
    [said] = play(show, None).talk.said
    assert "/agenda" in said.text
    [said] = play(attend, AtTheDoor(None)).talk.said
    assert "no batch" in said.text
    assert play(news, []).talk.said == []


def test_times_are_said_where_one_is() -> None:
    ends = STARTS + timedelta(hours=2)
    with speaking("id"):
        assert span(STARTS, ends, "Asia/Jayapura") == "Kamis, 26 November 2026, 11.00–13.00 WIT"
        over_midnight = span(STARTS, STARTS + timedelta(hours=16), "Asia/Jakarta")
        assert over_midnight == "Kamis, 26 November 2026, 09.00 – Jumat, 27 November 2026, 01.00 WIB"
    after = Details("Sesi 3", STARTS, ends, "", "Ruang 2", "https://zoom.us/j/1")
    with speaking("en"):
        assert differences(DETAILS, after, "Asia/Jakarta") == [
            "📍 Aula → Ruang 2", "👤 Wulan → –", "It was called “Sesi 3: Uji coba” before.",
        ]  # fmt: skip


LIST = b"judul,tanggal,mulai,selesai\nSesi 1,3-12-2026,09.00,11.00\n"


def test_a_list_that_is_sent_is_read_or_told_what_is_wrong_with_it() -> None:
    known = Known("Asia/Jakarta", STARTS.date())
    [entry] = read_sent_meetings(known, LIST, "agenda.csv").entries
    assert entry.details.title == "Sesi 1"
    with speaking("en"):
        with pytest.raises(Undoable, match="“pagi” is no time; write it like"):
            read_sent_meetings(known, LIST.replace(b"09.00", b"pagi"), "agenda.csv")
        with pytest.raises(Undoable, match="planned by facilitators"):
            read_sent_meetings(None, LIST, "agenda.csv")
        told = changes_text(
            Changes(added=[f"Sesi {n}" for n in range(1, 8)], changed=[Changed("Klinik", ("mulai",))])
        )
    assert told.splitlines()[:2] == [
        "7 meetings added: Sesi 1, Sesi 2, Sesi 3, Sesi 4, Sesi 5 and 2 more", "1 meeting changed: Klinik",
    ]  # fmt: skip


def test_of_what_a_list_has_that_is_over_it_is_said_that_nobody_is_told(desk: Desk, made: Somebody) -> None:
    known = Known("Asia/Jakarta", STARTS.date())
    content = LIST + b"Sesi 0,3-12-2025,09.00,11.00\n"
    asker = Asker("telegram", made.address, made.person_id)
    with Session(desk.engine) as session, speaking("en"):
        meetings = read_sent_meetings(known, content, "agenda.csv")
        told = keep_sent_meetings(session, asker, meetings, desk.clock.now())
        again = keep_sent_meetings(session, asker, meetings, desk.clock.now())
    assert told.text.splitlines()[:2] == [
        "2 meetings added: Sesi 1, Sesi 0",
        "⚠️ Over already, so nobody is told: Sesi 0. Is the year right?",
    ]
    assert again.text.startswith("Everything in this list is in the agenda already.")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("paparan.pdf", "paparan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\tmp\\a.xlsx", "a.xlsx"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_file_is_passed_on_under_its_own_name_alone(name: str, safe: str) -> None:
    made = pass_on(Asker("telegram", 1, 1), b"isi", name)
    assert (made.name, made.content) == (safe, b"isi")


@pytest.mark.parametrize(
    ("far", "said"),
    [
        ("7d", "In a week:"),
        ("3d", "In 3 days:"),
        ("1d", "A day from now:"),
        ("1h", "It begins at 09:00 WIB:"),
        ("30m", "It begins at 09:00 WIB:"),
        ("", "It begins at 09:00 WIB:"),
    ],
)
def test_a_reminder_says_how_far_off_it_is(
    desk: Desk, made: Somebody, number: int, far: str, said: str
) -> None:
    with Session(desk.engine) as session, speaking("en"):
        asker = Asker("telegram", made.address, made.person_id, f"{number}:{far}", desk.clock.now())
        card = load_cards(session, [asker], desk.clock.now())[asker]
        assert card is not None
        assert how_far(far, card, "Asia/Jakarta") == said
