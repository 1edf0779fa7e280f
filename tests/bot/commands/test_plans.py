"""The action plans of a batch taken out: a workbook, a PDF, a PDF each."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import Engine
from sqlmodel import Session

from models.quickwins.states import QuickWinState
from tests.bot.commands.spoken import BAGUS, DEWI, Penggerak, roster
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin, member_called

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def planned(on: Penggerak, database: Engine) -> Penggerak:
    """Dewi and Bagus have a plan each."""
    on("roster", "import", roster(DEWI, BAGUS), "--batch", "A-1")
    with Session(database) as session, session.begin():
        for name in ("Dewi", "Bagus"):
            member = member_called(session, name)
            add_plan(session, add_quickwin(session, member, QuickWinState.VALIDATED, NINE), NINE, TRAINING)
    return on


def test_one_workbook(planned: Penggerak) -> None:
    ended = planned("export", "plans", "--batch", "A-1", "-o", "plans.xlsx")
    assert (ended.code, ended.out) == (0, "plans.xlsx: 2 plans, 2 stages\n"), ended.err
    book = load_workbook("plans.xlsx")
    assert book.sheetnames == ["Rencana aksi", "Tahap"]
    assert [row[0] for row in book["Tahap"].iter_rows(values_only=True)] == ["Quick win", "QW-1", "QW-2"]
    assert planned("export", "plans", "--batch", "A-1", "-o", "plans.xlsx", "--language", "en").code == 0
    assert load_workbook("plans.xlsx").sheetnames == ["Plans", "Stages"]


def test_one_pdf_or_a_folder_of_them(planned: Penggerak) -> None:
    assert planned("export", "plans", "--batch", "A-1", "-o", "plans.pdf").code == 0
    assert len(PdfReader("plans.pdf").pages) == 2
    Path("papers").mkdir()
    ended = planned("export", "plans", "--batch", "A-1", "-o", "papers")
    assert (ended.code, ended.out) == (0, "papers: 2 plans, 2 stages\n")
    assert sorted(file.name for file in Path("papers").iterdir()) == ["A-1-QW-1.pdf", "A-1-QW-2.pdf"]
    words = PdfReader(BytesIO(Path("papers/A-1-QW-2.pdf").read_bytes())).pages[0].extract_text()
    assert "Bagus Wiratama, S.T." in words


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--batch", "A-2", "-o", "plans.xlsx"], 1, "there is no batch “A-2”"),
        (["--batch", "A-1", "-o", "plans.xlsx"], 1, "nobody in batch A-1 has begun an action plan yet"),
        (["--batch", "A-1", "-o", "plans.docx"], 2, ".xlsx or .pdf"),
        (["--batch", "A-1", "-o", "plans.xlsx", "--language", "jv"], 2, "id or en"),
        (["--batch", "A-1"], 2, "--output"),
    ],
)
def test_what_cannot_be_taken_out(on: Penggerak, arguments: list[str], code: int, told: str) -> None:
    ended = on("export", "plans", *arguments)
    assert ended.code == code
    assert told in ended.err
    if code == 1:
        assert ended.err.count("\n") == 1
    assert not list(Path().glob("plans.*"))


def test_where_it_cannot_be_written_it_says_so_in_one_line(planned: Penggerak) -> None:
    for name in ("nowhere/plans.xlsx", "nowhere/plans.pdf"):
        ended = planned("export", "plans", "--batch", "A-1", "-o", name)
        assert (ended.code, ended.err) == (
            1, f"penggerak: {name} cannot be written: No such file or directory\n",
        )  # fmt: skip
