"""The agenda at the terminal, and the page on the screen in the room."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from bot.pages.attendance import attendance_page
from bot.serving import serving
from models.meetings.codes import digits, start_parameter, step_at
from models.meetings.meeting import Meeting, MeetingState
from models.meetings.screen import NoMeeting, screen_of
from tests.bot.commands.spoken import Penggerak

LIST = "judul,tanggal,mulai,selesai\nSesi 1,3-12-2036,09.00,11.00\nSesi 2,10-12-2036,09.00,11.00\n"


def agenda(content: str = LIST) -> str:
    Path("agenda.csv").write_text(content, encoding="utf-8")
    return "agenda.csv"


def meetings(database: Engine) -> list[Meeting]:
    with Session(database) as session:
        return list(session.exec(select(Meeting).order_by(Meeting.starts_at)))  # type: ignore[arg-type]


def test_a_list_is_imported_and_listed(on: Penggerak, database: Engine) -> None:
    dry = on("meetings", "import", agenda(), "--batch", "A-1", "--dry-run")
    assert "2 would be added" in dry.out
    assert meetings(database) == []
    first = on("meetings", "import", agenda(), "--batch", "A-1")
    assert (first.code, first.err) == (0, "")
    assert "2 have been added" in first.out
    assert "0 have been added, 1 have been changed, 1 are as they were." in (
        on("meetings", "import", agenda(LIST.replace("09.00,11.00", "10.00,11.00", 1)), "--batch", "A-1").out
    )
    number = meetings(database)[0].id
    assert (
        on("meetings", "list", "--batch", "A-1").out.splitlines()[0]
        == f"{number}\t2036-12-03 10:00 WIB\tSesi 1"
    )


def test_of_a_list_with_a_bad_row_nothing_is_imported(on: Penggerak, database: Engine) -> None:
    ended = on("meetings", "import", agenda(LIST.replace("10-12-2036", "besok lusa kapan")), "--batch", "A-1")
    assert ended.code == 1
    assert "agenda.csv: row 3, tanggal: “besok lusa kapan” is no day" in ended.err
    assert "nothing of agenda.csv has been imported" in ended.err
    assert meetings(database) == []
    assert on("meetings", "import", agenda(), "--batch", "A-9").err.startswith(
        "penggerak: there is no batch “A-9”"
    )


async def test_the_page_shows_the_codes_of_the_moment(on: Penggerak, database: Engine) -> None:
    on("meetings", "import", agenda(LIST.replace("Sesi 1", "Sesi <1>")), "--batch", "A-1")
    meeting = meetings(database)[0]
    clock = StoppedClock(datetime(2036, 12, 3, 2, 0, 10, tzinfo=UTC))
    page = attendance_page(database, meeting.id or 0, "tirtanagari_bot", clock.now)
    async with serving(page, "127.0.0.1", 0) as port, ClientSession(f"http://127.0.0.1:{port}/") as browser:
        assert "<h1>Sesi &lt;1&gt;</h1>" in await (await browser.get("")).text()
        first = await (await browser.get("now")).json()
        code = digits(meeting.secret, meeting.id or 0, step_at(clock.now()))
        assert first["digits"] == f"{code[:3]} {code[3:]}"
        assert (first["seconds"], first["there"]) == (20, "0 / 0")
        assert first["code"].startswith("<svg")
        clock.move(timedelta(seconds=20))
        assert (await (await browser.get("now")).json())["code"] != first["code"]
    with Session(database) as session:
        parameter = screen_of(session, meeting.id or 0, clock.now()).parameter
    assert parameter == start_parameter(meeting.secret, meeting.id or 0, clock.now())


def test_a_meeting_that_is_not_there_or_called_off_has_no_screen(
    on: Penggerak, database: Engine, telegram: None
) -> None:
    assert on("attendance", "--meeting", "7").err.startswith(
        "penggerak: there is no meeting 7; see: penggerak meetings list"
    )
    on("meetings", "import", agenda(), "--batch", "A-1")
    with Session(database) as session:
        meeting = session.exec(select(Meeting).where(Meeting.title == "Sesi 1")).one()
        meeting.state = MeetingState.CANCELLED
        session.commit()
        with pytest.raises(NoMeeting, match="does not take place"):
            screen_of(session, meeting.id or 0, datetime(2036, 12, 3, 2, tzinfo=UTC))
