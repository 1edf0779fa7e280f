"""A plan on paper: everything it says, page after page, and what it is worth."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import select

from bot.errands.errand_kind import Undoable
from bot.i18n import speaking
from bot.reports.plans.breaking import BREAK, SOFT_HYPHEN
from bot.reports.plans.pdf import make_plan_pdf, plans_pdf
from models.plans.papers import Paper
from models.plans.plan import ActionStep
from models.plans.states import PlanEvent
from models.quickwins.quickwin import Ownership
from tests.bot.reports.plans.conftest import LONG, long_plan, paper_of, papers_of
from tests.models.plans.conftest import TRIAL, Desk
from tests.rig.plans import TRAINING


def pages(*papers: Paper, language: str = "id") -> list[str]:
    """The words of each page, without blanks and breaks: lines end wherever a column does."""
    with speaking(language):
        reader = PdfReader(BytesIO(plans_pdf(papers)))
    return [squeezed(page.extract_text()) for page in reader.pages]


def squeezed(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").replace(BREAK, "").replace("-", "").split())


def test_it_says_what_the_database_says(approved: Desk) -> None:
    [page] = pages(paper_of(approved))
    steps = approved.city.session.exec(select(ActionStep)).all()
    assert len(steps) == 2
    for step in steps:
        for words in (step.name, step.output, step.unit, step.in_charge, step.budget_source, step.answer):
            assert squeezed(words or "") in page
    for words in (
        "Pemerintah Kota Tirtanagari", "Penggerak Layanan", "Angkatan 1", "Rencana aksi QW-1",
        "Siti Aminah (Dinas Sosial)", approved.quickwin.problem, approved.quickwin.aim, "Waktu tunggu imunisasi",
        "180 menit", "45 menit", "Kesehatan", "Modern", "30 Nov 2026 – 11 Des 2026", "Rp2.500.000",
        "30 November 2026 – 29 Januari 2027",
    ):  # fmt: skip
        assert squeezed(words or "") in page, words


def test_it_says_where_the_plan_stands(desk: Desk) -> None:
    desk.begin()
    desk.write(TRAINING, TRIAL)
    [draft] = pages(paper_of(desk))
    assert "KONSEP" in draft
    assert squeezed("Belum pernah diajukan") in draft
    desk.hand(PlanEvent.SENT)
    [sent] = pages(paper_of(desk))
    assert "KONSEP" not in sent
    assert squeezed("DIAJUKAN") in sent
    assert squeezed("oleh Siti Aminah, 23 November 2026") in sent
    desk.decide(approved=False, remarks="Anggarannya belum jelas")
    [returned] = pages(paper_of(desk))
    assert "KONSEP" in returned
    assert squeezed("oleh Made Suardana, 23 November 2026") in returned
    desk.hand(PlanEvent.SENT)
    desk.decide(approved=True)
    desk.edit(replace(desk.card().layout, lines=desk.card().layout.lines[:1]), reason="Cukup satu tahap")
    [approved] = pages(paper_of(desk))
    assert "DISETUJUI" in approved
    assert "KONSEP" not in approved
    assert squeezed("Versi 5, diubah 23 November 2026") in approved


def test_in_english_the_form_is_english(approved: Desk) -> None:
    [page] = pages(paper_of(approved), language="en")
    for words in (
        "Action plan QW-1",
        "APPROVED",
        "by Made Suardana, 23 November 2026",
        "Key output",
        "Page 1 of 1",
    ):
        assert squeezed(words) in page
    assert "Tahap" not in page.replace(squeezed(TRAINING.name or ""), "")


def test_there_is_room_for_every_signature(approved: Desk) -> None:
    wulan = approved.city.person("Wulan")
    approved.city.session.add(
        Ownership(
            quickwin_id=approved.quickwin.id or 0,
            member_id=approved.city.member(wulan).id or 0,
            since=approved.city.now,
        )
    )
    approved.city.session.flush()
    [page] = pages(paper_of(approved))
    assert page.count(squeezed("Agen perubahan, pemilik")) == 2
    assert page.count("NIP....") == 4
    for words in ("Atasan langsung", "Fasilitator", "Wulan", "Made Suardana"):
        assert squeezed(words) in page


def test_long_plans_run_over_pages_with_their_headings_and_numbers(desk: Desk) -> None:
    desk.begin()
    desk.write(*long_plan())
    found = pages(paper_of(desk))
    assert len(found) > 2
    for n, page in enumerate(found, 1):
        assert squeezed(f"Halaman {n} dari {len(found)}") in page
        assert "KONSEP" in page
    with_stages = [page for page in found if "gelombang" in page]
    assert all(squeezed("Keluaran kunci") in page for page in with_stages)
    whole = "".join(found)
    for n in range(1, 13):
        assert f"gelombang{n}" in whole
    assert whole.count(squeezed(LONG.answer or "")) >= 10  # but for those that a page breaks in two
    assert squeezed("Rp15.009.000.000") in whole


@pytest.mark.parametrize("count", [4, 5, 6, 7, 8, 9])
def test_nobody_signs_a_page_with_nothing_else_on_it(approved: Desk, count: int) -> None:
    paper = paper_of(approved)
    stages = tuple(replace(TRAINING, name=f"Tahap ke{n}") for n in range(1, count + 1))
    last = pages(replace(paper, content=replace(paper.content, stages=stages)))[-1]
    for words in (f"Tahap ke{count}", "Keluaran kunci", "Total anggaran", "Atasan langsung"):
        assert squeezed(words) in last
    assert last.count(squeezed("Keluaran kunci")) == 1


def test_without_stages_it_is_still_a_form(desk: Desk) -> None:
    desk.begin()
    [page] = pages(paper_of(desk))
    assert squeezed("Belum ada tahap") in page
    assert squeezed("Fasilitator") in page


@pytest.mark.parametrize(
    "words",
    [
        "Ahmad *Bintang* _Garis_ #Tagar $x^2$ `kode` @label <b>",
        "\\Wagiman\\ {kurung} [siku] // bukan komentar /* juga bukan */",
        "= Judul",
        "+ butir",
        "\"kutip\" 'tunggal' ~ ... --",
    ],
)
def test_what_people_wrote_is_printed_as_it_is(desk: Desk, words: str) -> None:
    desk.begin()
    desk.write(replace(TRAINING, name=words, risk=words))
    [page] = pages(paper_of(desk))
    assert page.count(squeezed(words)) == 2


def test_each_plan_of_a_batch_has_pages_of_its_own(approved: Desk) -> None:
    paper = paper_of(approved)
    long = replace(paper, code="QW-2", content=replace(paper.content, stages=tuple(long_plan(6))))
    found = pages(*papers_of(approved).papers, long)
    assert squeezed("Halaman 1 dari 1") in found[0]
    assert squeezed(f"Halaman 1 dari {len(found) - 1}") in found[1]
    assert len(found) > 2


def test_whose_plan_it_is_not_is_told_so(approved: Desk) -> None:
    with pytest.raises(Undoable, match="no plan of yours"):
        make_plan_pdf(None)
    with speaking("id"):
        made = make_plan_pdf(paper_of(approved))
    assert made.name == "rencana-QW-1.pdf"
