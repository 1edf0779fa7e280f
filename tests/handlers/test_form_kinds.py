"""Every type of question that a form may ask, as it is asked in a chat and as it is stored."""

import pytest
from sqlmodel import Session, col, select

from bot.phone.pictures import sample_picture
from models.instruments.pictures import InstrumentFile
from models.instruments.problems import BrokenWorkbook
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.outbound import Outbound
from models.responses import Answer
from tests.bot.desk import Desk, Somebody
from tests.handlers.answering import open_form, stored
from tests.models.instruments.workbooks import workbook

KINDS = """
survey
| type                 | name    | label             | appearance | relevant       |
| time                 | jam     | When do you open? |            |                |
| dateTime             | rapat   | When do you meet? |            |                |
| rank urusan          | penting | What comes first? |            |                |
| acknowledge          | tahu    | Answers are kept. |            |                |
| image                | foto    | Your counter?     |            |                |
| file                 | surat   | Your letter?      |            |                |
| geopoint             | letak   | Where is it?      |            |                |
| select_one satu or_other | satu | Which one?      | columns-2  |                |
choices
| list_name | name | label |
| urusan    | a    | Water |
| urusan    | j    | Roads |
| urusan    | s    | Waste |
| satu      | a    | Water |
| satu      | j    | Roads |
| satu      | s    | Waste |
"""
PHOTO = {"file_id": "AgAC1", "file_unique_id": "u1", "width": 90, "height": 90, "file_size": 51200}
LETTER = {
    "file_id": "BQAC2",
    "file_unique_id": "u2",
    "file_name": "surat.pdf",
    "mime_type": "application/pdf",
}


def test_each_kind_is_asked_and_kept_as_odk_writes_it(desk: Desk, siti: Somebody) -> None:
    open_form(desk, KINDS)
    for text in ("/asesmen", "begin", "jam 8", "5-10-2026 09.30"):
        siti.writes(text)
    assert "Tap them in order" in siti.last.text
    siti.taps("Waste")
    assert siti.buttons[:3] == [["Water"], ["Roads"], ["1. Waste"]]
    siti.taps("Water")
    siti.taps("I have read this")
    assert siti.writes("loket 3") == ["Please send a photo."]
    siti.sends(photo=[PHOTO])
    siti.sends(document=LETTER)
    siti.sends(location={"latitude": -5.1477, "longitude": 119.4327})
    assert siti.buttons[:2] == [["Water", "Roads"], ["Waste", "Other"]]
    siti.taps("Other")
    siti.writes("Parks")
    siti.taps("Send")

    kept = stored(desk, siti)
    assert kept is not None
    assert kept.values == {
        "jam": "08:00:00.000+07:00",
        "rapat": "2026-10-05T09:30:00.000+07:00",
        "penting": "s a j",
        "tahu": "OK",
        "foto": "photo.jpg",
        "surat": "surat.pdf",
        "letak": "-5.1477 119.4327 0 0",
        "satu": "other",
        "satu_other": "Parks",
    }
    with Session(desk.engine) as session:
        files = {a.path: a.file for a in session.exec(select(Answer)) if a.file is not None}
    assert files == {
        "foto": {"file_id": "AgAC1", "name": "photo.jpg", "media_type": "image/jpeg", "size": 51200},
        "surat": {"file_id": "BQAC2", "name": "surat.pdf", "media_type": "application/pdf", "size": 0},
    }


LAYOUTS = """
survey
| type             | name   | label         | appearance | parameters               |
| range            | mulai  | From the top? |            | start=3 end=1 step=1     |
| range            | turun  | By halves?    |            | start=1 end=0 step=-0.5  |
| select_one hari  | hari   | Which day?    | minimal    |                          |
| select_multiple hari | banyak | Which days? | minimal  |                          |
| text             | cerita | What happened? | multiline |                          |
choices
| list_name | name | label  |
| hari      | 1    | Monday |
| hari      | 2    | Friday |
"""


def test_a_layout_is_seen_in_the_chat(desk: Desk, siti: Somebody) -> None:
    open_form(desk, LAYOUTS)
    siti.writes("/asesmen")
    siti.taps("Begin")
    assert siti.buttons[0] == ["3", "2", "1"]
    siti.taps("2")
    assert siti.buttons[0] == ["1.0", "0.5", "0.0"]
    siti.writes("0,5")
    assert siti.last.text.endswith("Which day?\n\n1. Monday\n2. Friday")
    assert siti.buttons[0] == ["1", "2"]
    siti.taps("2")
    siti.taps("1")
    assert siti.last.text.endswith("1. ✓ Monday\n2. Friday")
    siti.taps("Done (1)")
    assert "Several lines are welcome" in siti.last.text
    siti.writes("First this.\n" + "Then that. " * 300)
    siti.taps("Send")
    kept = stored(desk, siti)
    assert kept is not None
    assert (kept.values["mulai"], kept.values["turun"]) == ("2", "0.5")
    assert (kept.values["hari"], kept.values["banyak"]) == ("2", "1")
    assert kept.values["cerita"].startswith("First this.\nThen that.")
    assert len(kept.values["cerita"]) > 3_000


TEAMS = """
survey
| type         | name  | label            | repeat_count |
| begin_repeat | tim   | Team             |              |
| text         | nama  | What is it called? |            |
| integer      | besar | How many?        |              |
| begin_repeat | orang | Person           | ${besar}     |
| text         | siapa | Who in ${nama}?  |              |
| end_repeat   |       |                  |              |
| end_repeat   |       |                  |              |
| text         | akhir | Anything else?   |              |
"""


def test_what_repeats_is_asked_until_there_is_no_other(desk: Desk, siti: Somebody) -> None:
    open_form(desk, TEAMS)
    for text in ("/asesmen", "begin", "Air", "1", "Wati"):
        siti.writes(text)
    assert siti.last.text.startswith("Add another: Team?")
    siti.taps("Yes, another")
    for text in ("Jalan", "2", "Budi"):
        siti.writes(text)
    assert "Who in Jalan?" in siti.last.text
    siti.writes("Sari")
    siti.taps("No, go on")
    siti.writes("Nothing")
    siti.taps("Send")
    kept = stored(desk, siti)
    assert kept is not None
    assert kept.values == {
        "tim[1]/nama": "Air",
        "tim[1]/besar": "1",
        "tim[1]/orang[1]/siapa": "Wati",
        "tim[2]/nama": "Jalan",
        "tim[2]/besar": "2",
        "tim[2]/orang[1]/siapa": "Budi",
        "tim[2]/orang[2]/siapa": "Sari",
        "akhir": "Nothing",
    }


def test_another_one_may_be_taken_back_at_the_review(desk: Desk, siti: Somebody) -> None:
    open_form(desk, TEAMS)
    for text in ("/asesmen", "begin", "Air", "0"):
        siti.writes(text)
    siti.taps("Yes, another")
    for text in ("Jalan", "0"):
        siti.writes(text)
    siti.taps("No, go on")
    siti.writes("Nothing")
    siti.writes("ubah")
    siti.taps("3")
    siti.taps("No, go on")
    siti.taps("Send")
    kept = stored(desk, siti)
    assert kept is not None
    assert kept.values == {"tim[1]/nama": "Air", "tim[1]/besar": "0", "akhir": "Nothing"}


PICTURED = """
survey
| type                          | name  | label          | image    | calculation                               |
| select_one_from_file kota.csv | kota  | Which city?    | peta.png |                                           |
| calculate                     | warga |                |          | pulldata('kota', 'warga', 'name', ${kota}) |
| note                          | n     | ${warga} live there. |    |                                           |
| text                          | lagi  | Anything else? |          |                                           |
"""
FILES = {
    "kota.csv": b"name,label,warga\nmks,Makassar,1400000\nprp,Parepare,150000\n",
    "peta.png": b"\x89PNG map",
}


def open_with_files(desk: Desk, tables: str, files: dict[str, bytes]) -> None:
    content = workbook(tables)
    now = desk.clock.now()
    with Session(desk.engine, expire_on_commit=False) as session, session.begin():
        form = read_workbook(content, "kota.xlsx", files)
        added = add_version(session, "kota", Workbook("kota.xlsx", content, files), form, now)
        open_window(session, added.version.instrument_id, desk.batch_id, Wish(None, None, None), now)


def test_a_picture_comes_with_its_question_and_choices_from_a_table(desk: Desk, siti: Somebody) -> None:
    open_with_files(desk, PICTURED, FILES)
    with Session(desk.engine) as session:
        assert [file.name for file in session.exec(select(InstrumentFile))] == ["peta.png"]
    siti.writes("/asesmen")
    siti.taps("Begin")
    assert siti.buttons[0] == ["Makassar", "Parepare"]
    siti.taps("Parepare")
    assert "150000 live there." in siti.last.text
    siti.writes("no")
    siti.taps("Send")
    kept = stored(desk, siti)
    assert kept is not None
    assert kept.values == {"kota": "prp", "warga": "150000", "lagi": "no"}


def sent(desk: Desk) -> list[tuple[str, str]]:
    """The calls that brought files, with what stood beneath them."""
    with Session(desk.engine) as session:
        calls = session.exec(select(Outbound).order_by(col(Outbound.id))).all()
    return [(c.method, c.payload.get("caption", "")) for c in calls if c.attachment_name]


WORDLESS = """
survey
| type | name  | label                | image    |
| note | atas  | This is our park.    | peta.png |
| text | apa   |                      | peta.png |
| note | akhir |                      | peta.png |
| text | lagi  | Anything else?       |          |
"""


def test_a_picture_may_stand_for_words_and_a_note_beneath_its_picture(desk: Desk, siti: Somebody) -> None:
    open_with_files(desk, WORDLESS, {"peta.png": sample_picture()})
    for text in ("/asesmen", "begin", "a map", "no"):
        siti.writes(text)
    assert sent(desk) == [("sendPhoto", "This is our park."), ("sendPhoto", ""), ("sendPhoto", "")]
    siti.writes("ubah")
    assert "1. peta.png\n    a map\n2. Anything else?\n    no" in siti.last.text


BENCHES = [f"| bangku | b{n} | Bench {n} | peta.png |" for n in range(12)]


def test_no_more_choices_with_pictures_stand_open_than_fit_a_chat() -> None:
    tables = "survey\n| type | name | label |\n| select_one bangku | a | Which? |\n"
    choices = "choices\n| list_name | name | label | image |\n" + "\n".join(BENCHES)
    with pytest.raises(
        BrokenWorkbook, match="12 choices of bangku come with files; at most 10 may stand open"
    ):
        read_workbook(workbook(tables + choices), "kota.xlsx", {"peta.png": sample_picture()})
