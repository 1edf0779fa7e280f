"""A form of 500 questions and 20,000 choices is answered like any other."""

import pytest
from sqlmodel import Session

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from tests.bot.desk import Desk, Somebody
from tests.handlers.answering import kept
from tests.models.instruments.large import large_table, large_workbook, village
from tests.models.instruments.workbooks import JAKARTA, MONDAY


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return Workbook("besar.xlsx", large_workbook(), {"kampung.csv": large_table()})


@pytest.fixture(scope="module")
def form(workbook: Workbook) -> Form:
    return read_workbook(workbook.content, workbook.name, workbook.files)


@pytest.fixture
def siti(desk: Desk, siti: Somebody, workbook: Workbook, form: Form) -> Somebody:
    now = desk.clock.now()
    with Session(desk.engine, expire_on_commit=False) as session, session.begin():
        version = add_version(session, "besar", workbook, form, now).version
        open_window(session, version.instrument_id, desk.batch_id, Wish(), now)
    siti.writes("/asesmen")
    siti.taps("Begin")
    return siti


def test_it_is_as_large_as_it_says(form: Form) -> None:
    assert sum(item.asked for item in form.items) == 500
    on_the_sheet = {name: len(choices) for name, choices in form.lists.items() if ".csv" not in name}
    assert on_the_sheet == {"skala": 5, "provinsi": 20, "kota": 500, "desa": 19_500}
    assert sum(on_the_sheet.values()) > 20_000
    assert [len(choices) for name, choices in form.lists.items() if ".csv" in name] == [19_500]


def test_its_filters_find_what_looking_through_everything_finds(form: Form) -> None:
    filling = Filling(form, "id", MONDAY, JAKARTA)
    for answers in (("p0", "k0_0"), ("p7", "k7_13"), ("p19", "k19_24")):
        for question, answer in zip(("provinsi", "kota"), answers, strict=True):
            assert answer in [name for name, _label in filling.choices(question)]
            filling.answer(question, answer)
        expected = [c.name for c in form.lists["desa"] if c.columns["kota"] == answers[1]]
        assert len(expected) == 39
        for question in ("desa", "tabel"):
            assert [name for name, _label in filling.choices(question)] == expected
    assert len(filling.choices("tetangga")) == 19_500


def test_it_is_filled_to_its_end(form: Form) -> None:
    filling = Filling(form, "id", MONDAY, JAKARTA)
    places = {"provinsi": "p0", "kota": "k0_1", "desa": "d0_1_2", "tetangga": "d19_24_38", "tabel": "d0_1_3"}
    asked = 0
    for item in filling.questions():
        asked += 1
        filling.answer(item, places.get(item.path) or {"integer": "7", "text": "kata"}.get(item.type, "4"))
    assert asked == 5 + 11 * 45
    assert filling.value("warga") == "42"
    assert [filling.value(f"p{part}/skor{part}") for part in range(11)] == ["60"] * 11


def test_a_place_among_thousands_is_tapped_or_typed(desk: Desk, siti: Somebody, form: Form) -> None:
    for text in ("Province 7", "town 7.13"):
        siti.writes(text)
    assert siti.buttons[-2] == ["1–8 of 39", "›"]
    siti.taps("›")
    assert [village(7, 13, 8)] in siti.buttons
    siti.writes(village(7, 13, 30))
    assert "Any village at all?" in siti.last.text
    assert siti.buttons[-2] == ["1–8 of 19500", "›"]
    siti.writes("sukajaya")
    fitting = sum(
        "Sukajaya" in label for _name, label in Filling(form, "id", MONDAY, JAKARTA).choices("tetangga")
    )
    assert f"“sukajaya” fits {fitting} of them." in siti.last.text
    siti.taps(village(0, 0, 0))
    siti.writes(village(7, 13, 3))
    assert "Question 0.0" in siti.last.text
    assert kept(desk, siti) == {
        "begin": "begin",
        "/provinsi": "p7",
        "/kota": "k7_13",
        "/desa": "d7_13_30",
        "/tetangga": "d0_0_0",
        "/tabel": "d7_13_3",
    }
