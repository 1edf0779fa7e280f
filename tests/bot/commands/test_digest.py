"""The digest of a batch written for whoever is not in the chat."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import Clock
from bot.pictures import picture_size
from models.checkins.checkin import CheckIn
from models.checkins.rule import CheckInRule
from models.people import Chat
from models.programmes import batch_with_code
from tests.bot.commands.spoken import BAGUS, DEWI, Penggerak, roster
from tests.models.digests.agents import AT
from tests.rig.quick_wins import member_called


@pytest.fixture
def reporting(on: Penggerak, database: Engine) -> Penggerak:
    """Dewi has reported the week that was asked for two days ago, Bagus has not."""
    on("roster", "import", roster(DEWI, BAGUS), "--batch", "A-1")
    now = Clock().now()
    asked = now.date() - timedelta(days=2)
    with Session(database) as session, session.begin():
        session.add(
            CheckInRule(
                batch_id=batch_with_code(session, "A-1").id or 0, weekday=asked.isoweekday(), at=AT,
                starts_on=asked - timedelta(days=7), ends_on=date.max.replace(year=asked.year + 1),
            )
        )  # fmt: skip
        for address, name in enumerate(("Dewi", "Bagus"), 1):
            member = member_called(session, name)
            session.add(
                Chat(
                    channel="phone",
                    address=address,
                    person_id=member.person_id,
                    opened_at=now - timedelta(days=30),
                )
            )
        session.add(
            CheckIn(
                member_id=member_called(session, "Dewi").id or 0,
                week=asked,
                begun_at=now,
                touched_at=now,
                handed_in_at=now,
            )
        )
    return on


def test_on_paper_and_as_a_picture(reporting: Penggerak, database: Engine) -> None:
    with Session(database) as session:
        weeks = session.exec(select(CheckInRule)).one()
    assert weeks.id
    ended = reporting("digest", "--batch", "A-1", "-o", "digest.pdf")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("digest.pdf: week 2 of ")
    assert ended.out.endswith(", 1 of 2 reported\n")
    words = PdfReader(BytesIO(Path("digest.pdf").read_bytes())).pages[0].extract_text()
    assert "Bagus Wiratama" in words
    assert "Yang perlu dihubungi" in words
    assert reporting("digest", "--batch", "A-1", "-o", "digest.pdf", "--language", "en").code == 0
    assert "Whom to call" in PdfReader("digest.pdf").pages[0].extract_text()
    assert reporting("digest", "--batch", "A-1", "-o", "digest.png").code == 0
    assert picture_size(Path("digest.png").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--batch", "A-2", "-o", "digest.pdf"], 1, "there is no batch “A-2”"),
        (["--batch", "A-1", "-o", "digest.pdf"], 1, "batch A-1 has not been asked for a weekly report yet"),
        (["--batch", "A-1", "-o", "digest.docx"], 2, ".pdf or .png"),
        (["--batch", "A-1", "-o", "digest.pdf", "--language", "jv"], 2, "id or en"),
    ],
)
def test_what_cannot_be_written(on: Penggerak, arguments: list[str], code: int, told: str) -> None:
    ended = on("digest", *arguments)
    assert ended.code == code
    assert told in ended.err
    if code == 1:
        assert ended.err.count("\n") == 1
    assert not list(Path().glob("digest.*"))


def test_where_it_cannot_be_written_it_says_so_in_one_line(reporting: Penggerak) -> None:
    ended = reporting("digest", "--batch", "A-1", "-o", "nowhere/digest.pdf")
    assert (ended.code, ended.err) == (
        1, "penggerak: nowhere/digest.pdf cannot be written: No such file or directory\n",
    )  # fmt: skip
