"""The digest as a picture and on paper: everybody is on it, nobody twice, and it can be read."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.errands.errand_kind import Undoable
from bot.i18n import speaking
from bot.pictures import picture_size
from bot.reports.charts.drawing import WIDTH, rows_of
from bot.reports.digests.grid import MOST, ONE, Grid
from bot.reports.digests.pdf import digest_pdf, make_digest_pdf
from bot.reports.digests.picture import COLOURS, digest_chart, draw_digest, finding
from bot.reports.digests.wording import short_name
from models.availability.availability import Away
from models.checkins.status import Light
from models.digests.digest import Row, Sheet
from models.digests.record import Cell, Mark
from models.digests.rules import USUAL_DIGEST
from tests.models.digests.agents import WEEKS, agent, blocker, book, friday, member

LONG = "Ni Luh Putu Ayu Kusumawardhani Prawirodirdjo, S.Sos., M.A.P."
TALLEST = 1.5  # times as tall as wide, for two columns on a phone


def sheet_of(count: int, week: int = 2) -> Sheet:
    """So many agents: the odd ones are silent, of ten agencies."""
    away = Away(date(2026, 12, 9), date(2026, 12, 30))
    agents = [
        agent(
            n, f"{LONG} {n}" if n % 5 == 0 else f"Peserta {n}",
            reported=[] if n % 2 else range(week + 1),
            agency=f"Dinas {n % 10}",
            blockers=[blocker(n, date(2026, 11, 30), what="Menunggu surat edaran")] if n % 7 == 1 else [],
            leave=(away,) if n % 11 == 3 else (),
        )
        for n in range(1, count + 1)
    ]  # fmt: skip
    return book(*agents).sheet(WEEKS[week], friday(week), USUAL_DIGEST)


def texts(sheet: Sheet, language: str = "id") -> list[str]:
    with speaking(language):
        return [row["text"] for row in rows_of(digest_chart(sheet)) if "text" in row]


@pytest.mark.parametrize("count", [1, ONE, 75, 300])
def test_it_is_a_picture_that_fits_a_phone(count: int) -> None:
    with speaking("id"):
        made = draw_digest(sheet_of(count))
    assert made.content is not None
    size = picture_size(made.content)
    assert size is not None
    assert size[0] + size[1] <= 10_000  # what Telegram takes as a photo
    if count > ONE:
        assert size[1] <= TALLEST * size[0]


def test_everybody_is_on_it_and_each_week_has_its_colour() -> None:
    sheet = sheet_of(12)
    boxes = [row for row in rows_of(digest_chart(sheet)) if "right" in row]
    marks = [cell for row in sheet.rows for cell in row.cells if cell.mark is not Mark.NOT_ASKED]
    assert [box["colour"] for box in boxes[: len(marks)]] == [
        COLOURS[cell.light] if cell.mark in {Mark.REPORTED, Mark.MISSED} and cell.light else box["colour"]
        for cell, box in zip(marks, boxes, strict=False)
    ]
    words = texts(sheet)
    assert [one for one in words if one.startswith("Peserta")] == [
        row.member.name for row in sheet.rows if row.member.name.startswith("Peserta")
    ]
    for word in ("kritis", "belum melapor", "cuti", "Des", "17", "!", "×", "–"):
        assert word in words
    assert "critical" in texts(sheet, "en")


def test_who_is_left_out_is_counted() -> None:
    assert "220 orang lagi, yang lebih baik keadaannya, ada di PDF." in texts(sheet_of(300))
    assert not any("PDF" in text for text in texts(sheet_of(MOST)))


def test_a_long_name_is_shortened_to_what_fits() -> None:
    assert short_name("Siti Aminah, S.Pd.", 20) == "Siti Aminah"
    assert short_name(LONG, 20) == "Ni Luh Putu Ayu Kus…"
    assert short_name(", S.Pd.", 20) == ", S.Pd."


def row_of(light: Light) -> Row:
    return Row(member(), light, (Cell(Mark.REPORTED, light),))


def test_it_says_who_stands_worst() -> None:
    with speaking("id"):
        lights = [Light.RED, Light.AMBER, Light.AMBER, Light.GREEN]
        assert finding([row_of(light) for light in lights]) == "1 dari 4 orang kritis"
        assert finding([row_of(light) for light in lights[1:]]) == "2 dari 3 orang perlu perhatian"
        assert finding([row_of(Light.GREEN)]) == "Tidak ada yang terlambat"


@given(st.integers(0, 200), st.integers(1, 16))
def test_nothing_lies_upon_anything_else(people: int, weeks: int) -> None:
    grid = Grid(
        [row_of(Light.GREEN)] * people, [WEEKS[0].asked_on + timedelta(weeks=n) for n in range(weeks)], WIDTH
    )
    places = list(grid.places())
    assert len(places) + grid.left_out == people
    assert len({(place.left, place.top) for place in places}) == len(places)
    for place in places:
        assert 0 <= place.left < place.cells
        assert place.cells + weeks * grid.look.week <= grid.width + 0.01
        assert place.top + grid.look.row <= grid.height + 0.01
    assert grid.look.longest >= 15


def pages(sheet: Sheet, language: str = "id") -> list[str]:
    with speaking(language):
        reader = PdfReader(BytesIO(digest_pdf(sheet)))
    return ["".join(page.extract_text().replace("\u00ad", "").split()) for page in reader.pages]


@pytest.mark.parametrize("count", [5, 75])
def test_on_paper_everybody_is_there_by_agency(count: int) -> None:
    sheet = sheet_of(count)
    whole = "".join(pages(sheet))
    for row in sheet.rows:
        assert "".join(row.member.name.split()) in whole
        assert "".join(row.member.agency.split()) in whole
    for words in (
        "Ringkasan mingguan Angkatan 1", "Pemerintah Kota Tirtanagari", "minggu 3 dari 17", "Minggu lalu",
        "Yang perlu dihubungi", "3 minggu tanpa laporan", "Menunggu surat edaran", "belum melapor",
    ):  # fmt: skip
        assert "".join(words.split()) in whole, words


def test_on_paper_in_english_it_is_english() -> None:
    whole = "".join(pages(sheet_of(5), "en"))
    for words in (
        "How the week went in Angkatan 1",
        "Whom to call, and why",
        "silent for 3 weeks",
        "Page 1 of",
    ):
        assert "".join(words.split()) in whole


def test_nothing_that_was_written_is_read_as_a_command() -> None:
    nasty = '#panic("x") $ [ ] \\ "quoted" <label> @ref *bold*'
    people = [agent(1, nasty, blockers=[blocker(1, date(2026, 12, 1), what=nasty)], agency=nasty)]
    whole = "".join(pages(book(*people).sheet(WEEKS[1], friday(1), USUAL_DIGEST)))
    assert whole.count("".join(nasty.split())) >= 3


def test_a_batch_in_which_nobody_has_come_in_is_told_too() -> None:
    sheet = book(not_joined=4).sheet(WEEKS[1], friday(1), USUAL_DIGEST)
    assert "Tidak ada yang perlu dihubungi" in " ".join(pages(sheet)).replace(
        "Tidakadayangperludihubungi", "Tidak ada yang perlu dihubungi"
    )
    with pytest.raises(Undoable), speaking("id"):
        draw_digest(sheet)


def test_where_there_is_nothing_it_is_said() -> None:
    for make in (draw_digest, make_digest_pdf):
        with pytest.raises(Undoable, match="no week of the batch has been reported"):
            make(None)
