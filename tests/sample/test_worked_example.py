"""The worked example of docs/instruments.md is a form: what the page says can be typed over and used."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from models.instruments.filling import Filling
from models.instruments.workbook import read_workbook

PAGE = Path(__file__).parents[2] / "docs" / "instruments.md"


def workbook_on_the_page() -> bytes:
    page = PAGE.read_text(encoding="utf-8")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name in ("survey", "choices", "settings"):
        sheet = workbook.create_sheet(name)
        table = page.split(f"`{name}`\n\n")[1].split("\n\n")[0]
        for line in table.splitlines():
            if not line.startswith("|---"):
                sheet.append([cell.strip() or None for cell in line.strip("|").split("|")])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_an_unhappy_answer_is_asked_about_and_scored() -> None:
    form = read_workbook(workbook_on_the_page(), "rapat_kita.xlsx")
    filling = Filling(form, "id", datetime(2026, 11, 23, tzinfo=UTC), UTC)
    filling.answer("rapat_1", "2")
    filling.answer("rapat_2", "5")
    assert [item.name for item in filling.questions()] == ["rapat_1", "rapat_2", "halangan", "hasil"]
    assert filling.label("hasil") == "Terima kasih. Nilai rapat Anda 13 dari 100."


def test_a_happy_one_is_not() -> None:
    form = read_workbook(workbook_on_the_page(), "rapat_kita.xlsx")
    filling = Filling(form, "en", datetime(2026, 11, 23, tzinfo=UTC), UTC)
    filling.answer("rapat_1", "5")
    filling.answer("rapat_2", "1")
    assert [filling.label(item) for item in filling.questions()][2:] == [
        "Thank you. Your meetings score 100 of 100."
    ]
