"""A form as large as any that is used: 500 questions, 20,000 choices in lists, and as many again in a table.

The places are those of a country that is not there: 20 provinces, 25 towns in each, 39 villages in each town.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import product

import openpyxl

PARTS, IN_A_PART = 11, 45
PROVINCES, TOWNS, VILLAGES = range(20), range(25), range(39)

_FIRST = ("Suka", "Mekar", "Karang", "Sido", "Marga", "Kebon", "Taman", "Wono", "Jati", "Banyu")
_SECOND = ("jaya", "sari", "mulya", "rejo", "makmur", "asri", "indah", "kerto", "wangi", "luhur")

HEADINGS = [
    "type",
    "name",
    "label::Indonesia (id)",
    "label::English (en)",
    "relevant",
    "constraint",
    "calculation",
]
HEADINGS += ["choice_filter", "required", "appearance"]


def large_workbook() -> bytes:
    """The workbook; it names the table kampung.csv."""
    book = openpyxl.Workbook()
    survey = book.worksheets[0]
    survey.title = "survey"
    for row in (HEADINGS, *_places(), *_parts()):
        survey.append(list(row))
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::Indonesia (id)", "label::English (en)", "provinsi", "kota"])
    for row in _choices():
        choices.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def large_table() -> bytes:
    """The table: every village again, with the town it belongs to and how many live there."""
    lines = ["name,label,kota,warga"]
    lines += [f"{name},{label},{town},{number}" for number, (name, label, town) in enumerate(_villages())]
    return "\n".join(lines).encode()


def village(province: int, town: int, number: int) -> str:
    """What a village is called."""
    first, second = _FIRST[number % 10], _SECOND[(number // 10 + town) % 10]
    return f"{first}{second} {province}.{town}.{number}"


def _places() -> Iterator[tuple[str | None, ...]]:
    yield "select_one provinsi", "provinsi", "Provinsi?", "Province?"
    yield "select_one kota", "kota", "Kota?", "Town?", None, None, None, "provinsi = ${provinsi}"
    yield "select_one desa", "desa", "Desa?", "Village?", None, None, None, "kota = ${kota} and name != 'x'"
    yield "select_one desa", "tetangga", "Desa mana saja?", "Any village at all?"
    yield (
        "select_one_from_file kampung.csv",
        "tabel",
        "Desa di tabel?",
        "In the table?",
        None,
        None,
        None,
        "kota=${kota}",
    )
    yield "calculate", "warga", None, None, None, None, "pulldata('kampung', 'warga', 'name', ${tabel})"


def _parts() -> Iterator[tuple[str | None, ...]]:
    for part in range(PARTS):
        yield "begin_group", f"p{part}", f"Bagian {part}", f"Part {part}"
        for number in range(IN_A_PART):
            name, before = f"q{part}_{number}", f"q{part}_{number - 1}"
            label, english = f"Pertanyaan {part}.{number}", f"Question {part}.{number}"
            match number % 3:
                case 0:
                    yield "select_one skala", name, label, english, None, None, None, None, "yes", "likert"
                case 1:
                    yield "integer", name, label, english, f"${{{before}}} != '5'", ". >= 0 and . < 1000"
                case _:
                    yield "text", name, label, english, f"${{{before}}} > 3"
        scored = " + ".join(f"${{q{part}_{number}}}" for number in range(0, IN_A_PART, 3))
        yield "calculate", f"skor{part}", None, None, None, None, scored
        yield "end_group", None


def _choices() -> Iterator[tuple[str | None, ...]]:
    for step in "12345":
        yield "skala", step, f"Nilai {step}", f"Value {step}"
    for province in PROVINCES:
        yield "provinsi", f"p{province}", f"Provinsi {province}", f"Province {province}"
    for province, town in product(PROVINCES, TOWNS):
        named = f"{province}.{town}"
        yield "kota", f"k{province}_{town}", f"Kota {named}", f"Town {named}", f"p{province}"
    for name, label, town_name in _villages():
        yield "desa", name, label, label, None, town_name


def _villages() -> Iterator[tuple[str, str, str]]:
    for province, town, number in product(PROVINCES, TOWNS, VILLAGES):
        yield f"d{province}_{town}_{number}", village(province, town, number), f"k{province}_{town}"
