"""What an operator can ask for on the command line, what is answered, and how it ends."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.cli import main
from models.erasures import Erasure
from models.instruments.versions import InstrumentVersion
from models.instruments.windows import Window
from models.members import Member
from models.people import Person
from models.programmes import Batch
from models.responses import Response

READINESS = Path(__file__).parents[2] / "models/instruments/shipped/kesiapan_agen_perubahan.xlsx"
NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Penggerak = Callable[..., Ended]


@pytest.fixture
def penggerak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Penggerak:
    """Say `penggerak ...` in an empty folder."""
    for name in [name for name in os.environ if name.startswith("PENGGERAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")  # so that no answer is broken into lines
    monkeypatch.chdir(tmp_path)

    def say(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["penggerak", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        said = capsys.readouterr()
        return Ended(code if isinstance(code, int) else int(code is not None), said.out, said.err)

    return say


@pytest.fixture
def on(penggerak: Penggerak, database: Engine, monkeypatch: pytest.MonkeyPatch) -> Penggerak:
    """The same with a database that is ready, and in it a batch."""
    monkeypatch.setenv("PENGGERAK_DATABASE__URL", str(database.url))
    assert add_batch(penggerak).code == 0
    return penggerak


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Bot API that knows the bot."""

    class BotApi(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"ok":true,"result":{"id":4242,"is_bot":true,"username":"tirtanagari_bot"}}'
            self.send_response_only(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), BotApi) as server:
        Thread(target=server.serve_forever).start()
        monkeypatch.setenv("PENGGERAK_TELEGRAM__TOKEN", "4242:invented")
        monkeypatch.setenv("PENGGERAK_TELEGRAM__BASE_URL", f"http://127.0.0.1:{server.server_port}/bot")
        yield
        server.shutdown()


def add_batch(penggerak: Penggerak, *more: str) -> Ended:
    return penggerak(
        "batch", "add", "--code", "A-1", "--name", "Angkatan I", "--programme", "Layanan Cepat",
        "--organisation", "Kota Contoh", *more,
    )  # fmt: skip


def roster(*rows: dict[str, str]) -> str:
    with Path("roster.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["nama", "nip", "jabatan", "perangkat_daerah", "peran"])
        table.writeheader()
        table.writerows(rows)
    return "roster.csv"


DEWI = {"nama": "Dewi Anggraini", "perangkat_daerah": "Dinas Kesehatan", "peran": "agen perubahan"}
BAGUS = {"nama": "Bagus Wiratama, S.T.", "perangkat_daerah": "Dinas Sosial", "peran": "agen perubahan"}


def test_the_command_is_installed() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("penggerak"), "--version"], capture_output=True, text=True, check=True
    )
    assert ended.stdout.startswith("penggerak 0.")


@pytest.mark.parametrize(
    "arguments", [["fly"], ["--fast"], ["instrument", "add"], ["batch", "add", "--code", "A"]]
)
def test_what_is_not_understood_ends_with_2(penggerak: Penggerak, arguments: list[str]) -> None:
    assert penggerak(*arguments).code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["roster", "--help"], ["instrument", "add", "--help"]])
def test_help_is_given(penggerak: Penggerak, arguments: list[str]) -> None:
    ended = penggerak(*arguments)
    assert (ended.code, ended.err) == (0, "")
    assert "Usage: penggerak" in ended.out


def test_a_setting_that_is_wrong_is_one_line_and_1(penggerak: Penggerak) -> None:
    Path("config.toml").write_text("[database]\nurll = 'x'\n", encoding="utf-8")
    assert penggerak("migrate") == Ended(
        1, "", "penggerak: config.toml: database.urll is not a setting of database; did you mean url?\n"
    )


def test_settings_can_be_in_another_file(penggerak: Penggerak) -> None:
    Path("other.toml").write_text("[database]\nurl = 'sqlite:///other.db'\n", encoding="utf-8")
    assert penggerak("--config", "other.toml", "migrate").code == 0
    assert Path("other.db").exists()


def test_a_database_is_created_once(penggerak: Penggerak) -> None:
    assert penggerak("migrate").out == "The database has been brought up to date.\n"
    assert penggerak("migrate").out == "The database is up to date.\n"


def test_without_a_database_one_is_told_to_migrate(penggerak: Penggerak, tmp_path: Path) -> None:
    assert add_batch(penggerak) == Ended(
        1, "", "penggerak: the database is not up to date; run: penggerak migrate\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_a_folder_that_is_not_there(
    penggerak: Penggerak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENGGERAK_DATABASE__URL", "sqlite:///away/penggerak.db")
    ended = penggerak("migrate")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "unable to open database file; see: penggerak doctor" in ended.err


def test_a_batch_is_added_once(on: Penggerak, database: Engine) -> None:
    assert add_batch(on) == Ended(1, "", "penggerak: there is a batch A-1 already\n")
    with Session(database) as session:
        batch = session.exec(select(Batch)).one()
        assert (batch.name, batch.zone) == ("Angkatan I", "Asia/Jakarta")


def test_a_batch_is_not_added_in_a_zone_that_does_not_exist(on: Penggerak) -> None:
    ended = add_batch(on, "--zone", "WIB")
    assert ended.code == 2
    assert "Asia/Jakarta" in ended.err


def test_a_roster_is_imported_and_only_what_changed_is_changed(on: Penggerak, database: Engine) -> None:
    first = on("roster", "import", roster(DEWI, BAGUS), "--batch", "A-1")
    assert first.code == 0, first.err
    assert "2 have been added" in first.out
    again = on("roster", "import", roster(DEWI, BAGUS | {"jabatan": "Analis"}), "--batch", "A-1")
    assert "0 have been added, 1 have been changed, 1 are as they were." in again.out
    assert "Bagus Wiratama, S.T. (jabatan)" in again.out


def test_a_dry_run_only_says_what_would_change(on: Penggerak, database: Engine) -> None:
    ended = on("roster", "import", roster(DEWI), "--batch", "A-1", "--dry-run")
    assert "1 would be added" in ended.out
    with Session(database) as session:
        assert session.exec(select(Person)).all() == []


def test_of_a_roster_with_a_bad_row_nothing_is_imported(on: Penggerak, database: Engine) -> None:
    ended = on("roster", "import", roster(DEWI, BAGUS | {"nip": "123"}), "--batch", "A-1")
    assert ended.code == 1
    assert "roster.csv: row 3, nip: " in ended.err
    assert "nothing of roster.csv has been imported" in ended.err
    with Session(database) as session:
        assert session.exec(select(Person)).all() == []


def test_a_batch_that_does_not_exist_is_named_with_those_that_do(on: Penggerak) -> None:
    ended = on("roster", "import", roster(DEWI), "--batch", "A-2")
    assert (ended.code, ended.err) == (1, "penggerak: there is no batch “A-2”; there are: A-1\n")


def test_everybody_who_is_not_in_yet_is_invited_with_a_link_of_their_own(
    on: Penggerak, telegram: None
) -> None:
    on("roster", "import", roster(DEWI, BAGUS), "--batch", "A-1")
    said = on("invites", "--batch", "A-1", "--json", "--pdf", "invitations.pdf")
    assert said.code == 0, said.err
    bagus, dewi = json.loads(said.out)
    assert dewi["name"] == "Dewi Anggraini"
    assert dewi["link"] == f"https://t.me/tirtanagari_bot?start={dewi['token']}"
    assert dewi["token"] != bagus["token"]
    assert "Dewi Anggraini" in PdfReader("invitations.pdf").pages[0].extract_text()
    again = on("invites", "--batch", "A-1")
    assert again.out.splitlines()[1] == f"Dewi Anggraini\t{dewi['link']}"


def test_without_telegram_nobody_is_invited(on: Penggerak) -> None:
    ended = on("invites", "--batch", "A-1")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "ask @BotFather" in ended.err


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


def test_who_asked_to_be_forgotten_is_listed_and_forgotten(on: Penggerak, database: Engine) -> None:
    on("roster", "import", roster(DEWI), "--batch", "A-1")
    assert on("erase").out == "Nobody has asked to be forgotten.\n"
    with Session(database) as session:
        dewi = session.exec(select(Person)).one()
        number = str(dewi.id)
        session.add(Erasure(person_id=int(number), requested_at=NINE))
        session.commit()
    assert on("erase").out == (
        f"{number}  Dewi Anggraini (Angkatan I), asked Monday, 23 November 2026, 09:00 WIB\n"
    )
    assert on("erase", number, "--yes").code == 0
    with Session(database) as session:
        assert "Dewi" not in session.exec(select(Person.name)).one()
    assert on("erase", number, "--yes").code == 1


def test_without_a_token_the_bot_does_not_run(on: Penggerak) -> None:
    ended = on("run")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "ask @BotFather" in ended.err


def test_the_doctor_ends_with_1_where_something_is_wrong(on: Penggerak) -> None:
    ended = on("doctor")
    assert ended.code == 1
    assert "✓ database: it can be written to and is up to date" in ended.out
    assert "✗ token: telegram.token is empty" in ended.out


def test_what_nobody_expected_is_one_line_and_a_file(
    penggerak: Penggerak, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("bot.config.load", lambda _file: 1 // 0)
    ended = penggerak("migrate")
    (file,) = tmp_path.glob("penggerak-*.log")
    assert ended == Ended(1, "", f"penggerak: something went wrong inside; the details are in {file}\n")
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")
