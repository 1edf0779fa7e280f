"""Batches, rosters, invitations, and people who want to be forgotten."""

import json
from datetime import UTC, datetime

from pypdf import PdfReader
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.erasures import Erasure
from models.people import Person
from models.programmes import Batch
from tests.bot.commands.spoken import BAGUS, DEWI, Ended, Penggerak, add_batch, roster

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


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
