"""Workbooks checked, added and opened, and the answers taken out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.instruments.versions import InstrumentVersion
from models.instruments.windows import Window
from models.members import Member
from models.responses import Response
from tests.bot.commands.spoken import DEWI, READINESS, Penggerak, roster

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


def test_a_workbook_is_checked_without_a_database(penggerak: Penggerak) -> None:
    ended = penggerak("instrument", "check", str(READINESS))
    assert ended.code == 0
    assert "Kesiapan Agen Perubahan" in ended.out


def test_a_broken_workbook_is_named_with_sheet_row_and_column(on: Penggerak, database: Engine) -> None:
    book = load_workbook(READINESS)
    book["survey"].append(["fly", "to_the_moon", "Fly?"])
    book.save("broken.xlsx")
    row = book["survey"].max_row
    for arguments in (["check", "broken.xlsx"], ["add", "broken.xlsx", "--code", "readiness"]):
        ended = on("instrument", *arguments)
        assert ended.code == 1
        assert f"broken.xlsx: survey row {row}, column type" in ended.err
    with Session(database) as session:
        assert session.exec(select(InstrumentVersion)).all() == []


@pytest.mark.parametrize(
    ("file", "told"),
    [("nowhere.xlsx", "No such file or directory"), ("folder.xlsx", "Is a directory")],
)
def test_what_is_no_file_is_told_in_one_line(penggerak: Penggerak, file: str, told: str) -> None:
    Path("folder.xlsx").mkdir()
    ended = penggerak("instrument", "check", file)
    assert (ended.code, ended.err) == (1, f"penggerak: {file}: {told}\n")


def test_a_changed_workbook_is_a_new_version_and_the_same_one_is_not(on: Penggerak, database: Engine) -> None:
    assert "version 1 has been added" in on("instrument", "add", str(READINESS), "--code", "readiness").out
    same = on("instrument", "add", str(READINESS), "--code", "readiness")
    assert (same.code, same.out) == (
        0, "readiness: nothing has changed since version 1; no version was added.\n",
    )  # fmt: skip
    load_workbook(READINESS).save("changed.xlsx")
    assert "version 2 has been added" in on("instrument", "add", "changed.xlsx", "--code", "readiness").out
    with Session(database) as session:
        assert [each.number for each in session.exec(select(InstrumentVersion))] == [1, 2]


def test_an_instrument_is_opened_at_the_batchs_own_hours(on: Penggerak, database: Engine) -> None:
    ended = on(
        "instrument", "add", str(READINESS), "--code", "readiness", "--batch", "A-1",
        "--opens", "2026-12-01 09:00", "--closes", "2026-12-08T17:00", "--minutes", "45",
    )  # fmt: skip
    assert (
        "opens Tuesday, 1 December 2026, 09:00 WIB, closes Tuesday, 8 December 2026, 17:00 WIB" in ended.out
    )
    with Session(database) as session:
        window = session.exec(select(Window)).one()
        assert window.opens_at == datetime(2026, 12, 1, 2, tzinfo=UTC)
        assert window.closes_at == datetime(2026, 12, 8, 10, tzinfo=UTC)
        assert window.minutes == 45


def test_a_window_is_changed_by_what_is_said_anew(on: Penggerak, database: Engine) -> None:
    add = ("instrument", "add", str(READINESS), "--code", "readiness", "--batch", "A-1")
    on(*add, "--opens", "2026-12-01 09:00", "--minutes", "45")
    on(*add, "--closes", "2026-12-08 17:00")
    with Session(database) as session:
        window = session.exec(select(Window)).one()
        assert (window.opens_at, window.minutes) == (datetime(2026, 12, 1, 2, tzinfo=UTC), 45)
        assert window.closes_at == datetime(2026, 12, 8, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--batch", "A-2"], 1, "there is no batch “A-2”"),
        (
            ["--batch", "A-1", "--opens", "2026-12-08 09:00", "--closes", "2026-12-01"],
            1,
            "close before it opens",
        ),
        (["--batch", "A-1", "--opens", "pagi"], 2, "2026-12-01 09:00"),
        (["--batch", "A-1", "--minutes", "0"], 2, "--minutes"),
        (["--batch", "A-1", "--minutes", "1441"], 2, "--minutes"),
        (["--minutes", "30"], 2, "--batch CODE"),
    ],
)
def test_nothing_is_added_when_something_does_not_fit(
    on: Penggerak, database: Engine, options: list[str], code: int, told: str
) -> None:
    ended = on("instrument", "add", str(READINESS), "--code", "readiness", *options)
    assert ended.code == code
    assert told in " ".join(ended.err.split())
    with Session(database) as session:
        assert session.exec(select(InstrumentVersion)).all() == []


def test_what_was_answered_is_taken_out(on: Penggerak, database: Engine) -> None:
    on("roster", "import", roster(DEWI), "--batch", "A-1")
    on("instrument", "add", str(READINESS), "--code", "readiness", "--batch", "A-1")
    none = on("export", "responses", "--instrument", "readiness", "-o", "responses.csv")
    assert (none.code, none.err) == (
        1, "penggerak: nobody has answered readiness yet; there is nothing to export\n",
    )  # fmt: skip
    with Session(database) as session:
        session.add(
            Response(
                window_id=session.exec(select(Window.id)).one() or 0,
                member_id=session.exec(select(Member.id)).one() or 0,
                version_id=session.exec(select(InstrumentVersion.id)).one() or 0,
                language="id",
                started_at=NINE,
                ended_at=NINE,
            )
        )
        session.commit()
    for file in ("responses.csv", "responses.xlsx"):
        ended = on("export", "responses", "--instrument", "readiness", "-o", file)
        assert ended.code == 0, ended.err
        assert "1 response" in ended.out
    assert "Dewi Anggraini" in Path("responses.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--instrument", "readiness", "-o", "responses.pdf"], 2, ".xlsx or .csv"),
        (["--instrument", "courage", "-o", "responses.csv"], 1, "there is no instrument courage"),
    ],
)
def test_what_cannot_be_taken_out(on: Penggerak, arguments: list[str], code: int, told: str) -> None:
    ended = on("export", "responses", *arguments)
    assert ended.code == code
    assert told in ended.err
