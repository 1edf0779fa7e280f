"""A batch of three who have answered two versions of a survey on their market day."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.asking import Asker
from models.assessments import Filled, keep_response
from models.instruments.versions import Workbook, add_version, find_instrument
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.members import Member
from models.people import Person
from models.programmes import Agency, add_batch
from tests.models.instruments.workbooks import workbook

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""09.00 in Jakarta."""

FIRST = """
    settings
    | form_title | default_language |
    | Hari pasar | Indonesia (id) |
    survey
    | type | name | label::Indonesia (id) | label::English (en) | calculation |
    | start | mulai | | | |
    | begin group | layanan | Layanan | Service | |
    | text | usul | Apa usul Anda? | What do you suggest? | |
    | select_multiple saluran | saluran | Lewat apa? | By which way? | |
    | integer | antrean | Berapa lama antrean? | How long is the queue? | |
    | decimal | suhu | Berapa suhunya? | How warm is it? | |
    | end group | | | | |
    | select_one skala | puas | Apakah Anda puas? | Are you content? | |
    | date | kapan | Kapan, ${usul}? | When, ${usul}? | |
    | calculate | skor | | | ${puas} * 25 - 25 |
    | note | akhir | Nilai Anda ${skor} | You score ${skor} | |
    choices
    | list_name | name | label::Indonesia (id) | label::English (en) |
    | saluran | loket | Loket | Counter |
    | saluran | surat | Surat | Letter |
    | saluran | wa | WhatsApp | WhatsApp |
    | skala | 1 | Tidak | No |
    | skala | 5 | Ya | Yes |
"""
SECOND = FIRST.replace(
    "| integer | antrean | Berapa lama antrean? | How long is the queue? | |",
    "| text | petugas | Siapa petugasnya? | Who served you? | |",
).replace("| saluran | surat | Surat | Letter |", "| saluran | daring | Daring | Online |")


class Market:
    """An instrument, `pasar`, opened to a batch in which everybody can answer it once."""

    code = "pasar"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._answered = 0
        with Session(engine) as session, session.begin():
            batch = add_batch(session, "A-1", "Angkatan 1", "Pelayanan", "Kota Tirtanagari", "Asia/Makassar")
            self.batch_id = batch.id or 0
            agency = Agency(programme_id=batch.programme_id, name="Dinas Perdagangan")
            session.add(agency)
            session.flush()
            self.agency_id = agency.id
        self.add_version(FIRST)
        with Session(engine) as session, session.begin():
            instrument = find_instrument(session, self.code)
            self.window_id = open_window(session, instrument.id or 0, self.batch_id, Wish(), NINE).id or 0

    def add_version(self, tables: str) -> int:
        """Make the tables the newest version."""
        content = workbook(tables)
        with Session(self.engine) as session, session.begin():
            form = read_workbook(content, "pasar.xlsx")
            added = add_version(session, self.code, Workbook("pasar.xlsx", content), form, NINE)
            self.version_id = added.version.id or 0
        return self.version_id

    def answered(
        self, name: str, version_id: int, *, complete: bool = True, nip: str | None = None, **values: str
    ) -> None:
        """Somebody new answers; of a name such as `layanan__usul` the path is `layanan/usul`."""
        paths = {key.replace("__", "/"): value for key, value in values.items()}
        began = NINE + timedelta(minutes=10 * self._answered)
        self._answered += 1
        times = {
            path: began + timedelta(seconds=30 * nth) for nth, path in enumerate(paths, 1) if path != "skor"
        }
        with Session(self.engine) as session, session.begin():
            person = Person(name=name, nip=nip, created_at=NINE)
            session.add(person)
            session.flush()
            member = Member(person_id=person.id or 0, batch_id=self.batch_id, agency_id=self.agency_id)
            session.add(member)
            session.flush()
            filled = Filled(self.window_id, member.id or 0, version_id, "id", began, complete, paths, times)
            asker = Asker("telegram", 1, person.id, "", None)
            keep_response(session, asker, filled, began + timedelta(minutes=5))


@pytest.fixture
def market(database: Engine) -> Market:
    """Nobody has answered yet."""
    return Market(database)


@pytest.fixture
def answered_market(market: Market) -> Market:
    """Siti and Wagiminto have answered the first version, Yosef the second."""
    first = market.version_id
    market.answered(
        "Siti Nur'aeni",
        first,
        nip="197903252003122902",
        layanan__usul='=HYPERLINK("http://contoh.invalid";"klik")',
        layanan__saluran="loket wa",
        layanan__antrean="-3",
        layanan__suhu="31.25",
        puas="5",
        kapan="2026-11-30",
        skor="100",
    )
    market.answered("Wagiminto", first, complete=False, layanan__usul="-10", layanan__saluran="surat")
    second = market.add_version(SECOND)
    market.answered(
        "@Yosef",
        second,
        layanan__usul="+62 860",
        layanan__saluran="daring",
        layanan__petugas="Bu Cut",
        puas="1",
    )
    return market
