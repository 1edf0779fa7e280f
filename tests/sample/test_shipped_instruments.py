"""The instruments that ship: complete in both languages, scored as their blueprint says, kind at the end."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from pyxform.xls2xform import convert

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.items import Group, Item, Text
from models.instruments.workbook import read_workbook

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "models" / "instruments" / "shipped"
PUBLISHED_IPIP = ROOT.parent / "shared" / "instruments" / "ipip_neo_120_id_en.csv"
READINESS, COMPETENCIES, PERSONALITY = "kesiapan_agen_perubahan", "kompetensi_asn", "ipip_neo_120"
ALL = (READINESS, COMPETENCIES, PERSONALITY)
OURS = (READINESS, COMPETENCIES)
LANGUAGES = ("id", "en")
MONDAY_NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NEGATION = re.compile(
    r"\b(tidak|bukan|belum|jangan|tanpa|kurang|not|never|no|without)\b|n[’']t\b", re.IGNORECASE
)

Scale = Callable[[str], str]


@cache
def form(code: str) -> Form:
    return read_workbook((SHIPPED / f"{code}.xlsx").read_bytes(), f"{code}.xlsx")


@cache
def keys(code: str) -> Mapping[str, tuple[str, int]]:
    """Dimension and key (1 or -1) of every scale item, as the workbook's blueprint lists them."""
    rows = openpyxl.load_workbook(SHIPPED / f"{code}.xlsx")["Kisi-kisi"].iter_rows(
        min_row=2, values_only=True
    )
    return {
        str(row[0]): (str(row[1]), 1 if row[-1 if code != READINESS else 3] == "+" else -1) for row in rows
    }


def scale_items(code: str) -> list[Item]:
    return [item for item in form(code).items if item.appearance == "likert"]


def ideal(code: str) -> Scale:
    return lambda name: "5" if keys(code)[name][1] > 0 else "1"


def worst(code: str) -> Scale:
    return lambda name: "1" if keys(code)[name][1] > 0 else "5"


class Respondent:
    """Somebody who answers a whole form: some questions as given, the scale by a rule, the rest as it comes."""

    def __init__(self, code: str, language: str, scale: Scale, **given: str) -> None:
        self.filling = Filling(form(code), language, MONDAY_NOON, ZoneInfo("Asia/Jakarta"))
        self.read: dict[str, str] = {}
        for item in self.filling.questions():
            self.read[item.name] = self.filling.label(item)
            if item.type != "note":
                answer = given.get(item.name, self._comes_to_mind(item, scale))
                assert self.filling.check(item, answer) is None, (item.name, answer)
                self.filling.answer(item, answer)

    def _comes_to_mind(self, item: Item, scale: Scale) -> str:
        if item.appearance == "likert":
            return scale(item.name)
        if item.has_choices:
            return self.filling.choices(item)[0][0]
        return {"integer": "12", "decimal": "1.5", "range": "5", "date": "2026-12-01"}.get(
            item.type, "Bertanya"
        )

    def scores(self) -> dict[str, str]:
        values = self.filling.values()
        return {
            item.name: values[item.path]
            for item in self.filling.form.items
            if item.name.startswith("skor_") and item.name != "skor_dikembangkan"
        }


def path(code: str, name: str) -> str:
    return next(item.path for item in form(code).items if item.name == name)


@pytest.mark.parametrize("code", ALL)
def test_the_reference_reader_has_nothing_to_remark(code: str) -> None:
    assert convert(BytesIO((SHIPPED / f"{code}.xlsx").read_bytes())).warnings == []


@pytest.mark.parametrize("code", ALL)
def test_everything_that_is_read_stands_in_both_languages(code: str) -> None:
    asked = [node for node in form(code).nodes.values() if isinstance(node, Group) or node.asked]
    labels = [node.label for node in asked]
    labels += [choice.label for choices in form(code).lists.values() for choice in choices]
    further = [
        text
        for item in form(code).items
        for text in (item.hint, item.required_message, item.constraint_message)
        if text
    ]
    assert [text for text in labels + further if not _complete(text)] == []


def _complete(text: Text) -> bool:
    return set(text) == set(LANGUAGES) and all(
        "".join(map(str, fragments)).strip() for fragments in text.values()
    )


@pytest.mark.parametrize("code", OURS)
def test_every_item_fits_a_phone_and_denies_nothing(code: str) -> None:
    texts = ["".join(map(str, part)) for item in scale_items(code) for part in item.label.values()]
    assert [text for text in texts if len(text) > 110 or NEGATION.search(text)] == []
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("code", ALL)
def test_the_items_of_a_group_follow_one_another_and_share_a_scale(code: str) -> None:
    everything = form(code).items
    runs = [
        (group, [(item.list_name, item.appearance) for item in run])
        for group, run in groupby(everything, key=lambda item: item.path.rpartition("/")[0])
    ]
    for group, run in runs:
        likert = [place for place, (_, appearance) in enumerate(run) if appearance == "likert"]
        assert likert == list(range(len(likert))), group
        assert len({run[place][0] for place in likert}) <= 1, group


@pytest.mark.parametrize("code", ALL)
def test_the_blueprint_lists_every_item(code: str) -> None:
    assert list(keys(code)) == [item.name for item in scale_items(code)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ALL)
def test_scores_run_from_the_worst_answers_to_the_ideal_ones(code: str, language: str) -> None:
    assert set(Respondent(code, language, worst(code)).scores().values()) == {"0"}
    assert set(Respondent(code, language, lambda _: "3").scores().values()) == {"50"}
    assert set(Respondent(code, language, ideal(code)).scores().values()) == {"100"}


@pytest.mark.parametrize("code", ALL)
def test_who_agrees_with_everything_gets_credit_for_the_straight_items_only(code: str) -> None:
    dimensions: dict[str, list[int]] = {}
    for dimension, key in keys(code).values():
        dimensions.setdefault(dimension, []).append(key)
    straight = sorted(int(100 * signs.count(1) / len(signs) + 0.5) for signs in dimensions.values())
    scores = Respondent(code, "id", lambda _: "5").scores()
    assert sorted(map(int, scores.values())) == straight


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [worst, ideal])
@pytest.mark.parametrize("code", ALL)
def test_whatever_is_read_fits_a_screen_and_has_no_gap(
    code: str, rule: Callable[[str], Scale], language: str
) -> None:
    for name, text in Respondent(code, language, rule(code)).read.items():
        assert len(text) <= 600, name
        assert not re.search(r"\$\{|: \(|\(\)|NaN", text), (name, text)


def test_eko_reads_his_readiness_in_indonesian() -> None:
    eko = Respondent(READINESS, "id", ideal(READINESS), mau_3="5", mau_5="5", dukungan_1="1", dukungan_3="5")
    assert eko.read["hasil"] == (
        "Terima kasih, semua pernyataan sudah Anda jawab. Inilah gambaran kesiapan Anda, dari 0 sampai 100:\n\n"
        "• Perlunya perubahan: Sudah kuat (100)\n"
        "• Kemauan: Sedang tumbuh (60)\n"
        "• Keyakinan diri: Sudah kuat (100)\n"
        "• Jejaring dan pengaruh: Sudah kuat (100)\n"
        "• Layanan dan warga: Sudah kuat (100)\n"
        "• Dukungan atasan: Sedang tumbuh (60)\n\n"
        "Angka ini bahan belajar, bukan rapor. Bersama fasilitator, Anda dapat memilih apa yang diperkuat lebih dulu."
    )
    assert "hasil_dukungan" not in eko.read


def test_maria_reads_her_readiness_in_english() -> None:
    maria = Respondent(READINESS, "en", worst(READINESS))
    assert "• Willingness: To be strengthened (0)" in maria.read["hasil"]
    assert maria.read["hasil_dukungan"].startswith(
        "Your answers show that support from your superior is still lacking."
    )


def test_only_who_is_unwilling_is_asked_what_holds_them_back() -> None:
    assert Respondent(READINESS, "id", worst(READINESS)).read["mau_halangan"] == "Apa yang menghalangi Anda?"
    assert "mau_halangan" not in Respondent(READINESS, "id", lambda _: "3").read


def test_another_field_is_asked_for_by_name() -> None:
    assert "bidang_lain" in Respondent(READINESS, "id", ideal(READINESS), bidang="lainnya").read
    assert "bidang_lain" not in Respondent(READINESS, "id", ideal(READINESS), bidang="kesehatan").read


@pytest.mark.parametrize(
    ("code", "name", "answer", "message"),
    [
        (READINESS, "masa_kerja", "46", "Tulis jumlah tahun antara 0 dan 45, misalnya 12."),
        (READINESS, "saluran", "loket belum_ada", "“Belum ada saluran” hanya dapat dipilih sendiri."),
        (COMPETENCIES, "lama_jabatan", "-0.5", "Tulis jumlah tahun antara 0 dan 45, misalnya 1,5."),
        (COMPETENCIES, "mulai", "2026-11-22", "Pilih hari ini atau tanggal sesudahnya."),
    ],
)
def test_an_impossible_answer_is_told_what_would_be_possible(
    code: str, name: str, answer: str, message: str
) -> None:
    violation = Respondent(code, "id", ideal(code)).filling.check(path(code, name), answer)
    assert violation is not None
    assert (violation.rule, violation.message) == ("constraint", message)


def test_no_channel_at_all_is_an_answer() -> None:
    assert "hasil" in Respondent(READINESS, "id", ideal(READINESS), saluran="belum_ada").read


def test_one_s_strength_is_not_offered_as_what_to_develop() -> None:
    respondent = Respondent(COMPETENCIES, "id", ideal(COMPETENCIES), terkuat="komunikasi")
    offered = [name for name, _ in respondent.filling.choices(path(COMPETENCIES, "dikembangkan"))]
    assert len(offered) == 8
    assert "komunikasi" not in offered


def test_only_who_leads_is_asked_how_many_they_lead() -> None:
    assert "yang_dipimpin" in Respondent(COMPETENCIES, "id", ideal(COMPETENCIES), jenjang="pengawas").read
    assert (
        "yang_dipimpin" not in Respondent(COMPETENCIES, "id", ideal(COMPETENCIES), jenjang="pelaksana").read
    )


@pytest.mark.parametrize(
    ("language", "result", "closing"),
    [
        (
            "id",
            "• Kerja sama: Berkembang (63)",
            "Yang akan Anda kembangkan: Kerja sama, sekarang 63 dari 100.\n\nLangkah pertama Anda: Makan siang",
        ),
        (
            "en",
            "• Cooperation: Growing (63)",
            "What you will develop: Cooperation, now at 63 out of 100.\n\nYour first step: Makan siang",
        ),
    ],
)
def test_the_nine_competencies_end_with_a_plan(language: str, result: str, closing: str) -> None:
    dewi = Respondent(
        COMPETENCIES,
        language,
        ideal(COMPETENCIES),
        kerja_sama_1="3",
        kerja_sama_2="3",
        kerja_sama_3="3",
        terkuat="integritas",
        dikembangkan="kerja_sama",
        langkah="Makan siang",
    )
    assert result in dewi.read["hasil"].splitlines()
    assert closing in dewi.read["penutup"]


def test_political_choice_may_be_kept_to_oneself_and_counts_as_the_middle() -> None:
    silent = Respondent(PERSONALITY, "id", ideal(PERSONALITY), q028="", q088="")
    assert silent.scores()["skor_O"] == "96"


@pytest.mark.parametrize("published", [PUBLISHED_IPIP] if PUBLISHED_IPIP.exists() else [])
def test_the_long_sample_stands_as_published_but_for_three_slips_of_spelling(published: Path) -> None:
    with published.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    items = scale_items(PERSONALITY)
    assert ["".join(map(str, item.label["en"])) for item in items] == [row["text_en"] for row in rows]
    assert [key for _, key in keys(PERSONALITY).values()] == [1 if row["key"] == "+" else -1 for row in rows]
    assert {
        row["n"]
        for item, row in zip(items, rows, strict=True)
        if "".join(map(str, item.label["id"])) != row["text_id"]
    } == {"20", "47", "97"}
