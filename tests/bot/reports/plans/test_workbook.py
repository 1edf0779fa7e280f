"""Plans as a workbook: every cell as it is in the database, and nothing that bites."""

from dataclasses import asdict, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from sqlmodel import select

from bot.errands.errand_kind import Undoable
from bot.i18n import speaking
from bot.reports.plans.workbook import make_batch_plans, plan_workbook, plans_workbook
from models.members import Role
from models.plans.papers import BatchPapers, load_batch_papers
from models.plans.plan import ActionStep
from models.quickwins.states import QuickWinState
from tests.bot.reports.plans.conftest import RULES, paper_of, papers_of
from tests.models.plans.conftest import TRIAL, Desk
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin

FIELDS = {
    "Tahapan kegiatan": "name", "Keluaran kunci": "output", "Satuan": "unit", "Mulai": "starts_on",
    "Selesai": "ends_on", "Penanggung jawab": "in_charge", "Mitra": "partners", "Anggaran (Rp)": "budget",
    "Sumber anggaran": "budget_source", "Cara verifikasi": "verification", "Risiko": "risk",
    "Antisipasi": "answer",
}  # fmt: skip


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """A sheet as one dictionary a row; days as days."""
    headings, *lines = book[sheet].iter_rows(values_only=True)
    return [
        {str(h): v.date() if isinstance(v, datetime) else v for h, v in zip(headings, line, strict=True)}
        for line in lines
    ]


def workbook_of(desk: Desk) -> Workbook:
    with speaking("id"):
        return opened(plans_workbook(papers_of(desk).papers))


def test_every_stage_is_as_it_is_in_the_database(approved: Desk) -> None:
    found = rows(workbook_of(approved), "Tahap")
    steps = approved.city.session.exec(select(ActionStep).order_by(ActionStep.number)).all()  # type: ignore[arg-type]
    assert len(found) == len(steps) == 2
    for row, step in zip(found, steps, strict=True):
        kept = asdict(step.stage)
        assert {heading: row[heading] for heading in FIELDS} == {
            heading: kept[name] or None if isinstance(kept[name], str) else kept[name]
            for heading, name in FIELDS.items()
        }
        assert (row["Quick win"], row["No."], row["Volume"]) == ("QW-1", step.number, 3)
        assert row["Hari"] == step.stage.days


def test_every_plan_has_a_row_that_leads_to_its_stages(approved: Desk) -> None:
    city = approved.city
    second = add_quickwin(city.session, city.member(approved.siti), QuickWinState.VALIDATED, city.now)
    add_plan(city.session, second, city.now, TRAINING)
    third = add_quickwin(city.session, city.member(approved.siti), QuickWinState.VALIDATED, city.now)
    add_plan(city.session, third, city.now)
    book = workbook_of(approved)
    plans = rows(book, "Rencana aksi")
    assert [(p["Quick win"], p["Status"], p["Jumlah tahap"]) for p in plans] == [
        ("QW-1", "Disetujui", 2),
        ("QW-2", "Konsep", 1),
        ("QW-3", "Konsep", 0),
    ]
    first = plans[0]
    assert (first["Mulai"], first["Selesai"]) == (TRAINING.starts_on, TRIAL.ends_on)
    assert (first["Total anggaran (Rp)"], first["Kondisi awal"], first["Target"]) == (2_500_000, 180, 45)
    assert (first["Disetujui oleh"], first["Disetujui pada"]) == ("Made Suardana", date(2026, 11, 23))
    links = [book["Rencana aksi"].cell(row, 1).hyperlink for row in (2, 3, 4)]
    assert [link.location if link else None for link in links] == ["'Tahap'!A2", "'Tahap'!A4", None]
    assert book["Tahap"]["A4"].value == "QW-2"


def test_sheets_can_be_filtered_and_keep_their_headings(approved: Desk) -> None:
    book = workbook_of(approved)
    assert book["Tahap"].auto_filter.ref == "A1:Q3"
    assert book["Rencana aksi"].auto_filter.ref == "A1:U2"
    assert book["Tahap"].freeze_panes == "C2"


def test_nothing_runs_as_a_formula(desk: Desk) -> None:
    bites = '=HYPERLINK("http://contoh.invalid";"klik")'
    desk.begin()
    desk.write(replace(TRAINING, name=bites, output="+62", in_charge="@SUM(1)", partners="-1", unit="=1"))
    for content in (plan_workbook(paper_of(desk)), plans_workbook(papers_of(desk).papers)):
        cells = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert bites in [cell.value for cell in cells]


def test_one_plan_has_its_facts_below_one_another(sent: Desk) -> None:
    with speaking("id"):
        book = opened(plan_workbook(paper_of(sent)))
    facts: dict[str, Any] = dict(book["Rencana"].iter_rows(values_only=True))  # type: ignore[arg-type]
    assert facts["Organisasi"] == "Pemerintah Kota Tirtanagari"
    assert facts["Masalah"] == sent.quickwin.problem
    assert (facts["Status"], facts["Versi"], facts["Total anggaran (Rp)"]) == ("Diajukan", 1, 2_500_000)
    assert facts["Mulai"].date() == TRAINING.starts_on
    assert len(rows(book, "Tahap")) == 2


def test_who_looks_after_the_batch_has_all_of_them(sent: Desk) -> None:
    session, now = sent.city.session, sent.city.now
    leader = sent.city.person("Andi Ratna", Role.LEADER)
    for person, theirs in ((sent.made, True), (leader, True), (sent.siti, False)):
        found = load_batch_papers(session, sent.asker(person), now, rules=RULES)
        assert (found is not None) == theirs
    with speaking("id"):
        made = make_batch_plans(papers_of(sent))
    assert made.name == "rencana-a-1.xlsx"
    assert made.text == "Angkatan 1: 1 rencana aksi, Senin, 23 November 2026, 09.03 WIB"


@pytest.mark.parametrize(
    ("empty", "told"), [(True, "Nobody in your batch"), (False, "facilitators and leaders")]
)
def test_where_there_is_nothing_to_have_it_says_why(desk: Desk, *, empty: bool, told: str) -> None:
    batch: BatchPapers | None = papers_of(desk) if empty else None
    with pytest.raises(Undoable, match=told):
        make_batch_plans(batch)
