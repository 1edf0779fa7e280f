"""What is said in which language, and that nothing is left unsaid in one of them."""

import os
import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot import i18n
from bot.i18n import day, hour, known, ngettext, number, speak, speaking, spoken, when
from bot.locale.catalogues import catalogue_file, problems, update
from bot.locale.compiling import compile_in_place

NINE = datetime(2026, 11, 30, 2, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small project of its own that says two things."""
    for room in ("bot", "handlers", "models"):
        (tmp_path / room).mkdir()
    say(tmp_path, '_("Good morning, {name}.")', 'ngettext("{n} day", "{n} days", n)')
    return tmp_path


def say(house: Path, *calls: str) -> None:
    (house / "handlers" / "greeting.py").write_text("\n".join(calls), encoding="utf-8")


def translate(house: Path, old: str, new: str) -> None:
    file = catalogue_file("id", house)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def translate_all(house: Path) -> None:
    update("id", house)
    translate(house, 'name}."\nmsgstr ""', 'name}."\nmsgstr "Selamat pagi, {name}."')
    translate(house, 'msgstr[0] ""', 'msgstr[0] "{n} hari"')


def test_until_a_language_is_chosen_the_source_speaks() -> None:
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.append(spoken()))
    thread.start()
    thread.join()
    assert heard == ["en"]


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with speaking("en"):
        with speaking("id"):
            assert spoken() == "id"
        assert spoken() == "en"


def test_one_thread_does_not_change_what_another_speaks() -> None:
    with speaking("en"):
        thread = threading.Thread(target=speak, args=["id"])
        thread.start()
        thread.join()
        assert spoken() == "en"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("id", "id"), ("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("jv", "id"), (None, "id")],
)
def test_a_language_that_is_not_ours_means_indonesian(asked: str | None, answered: str) -> None:
    assert known(asked) == answered


def test_an_unknown_sentence_is_said_as_it_stands() -> None:
    with speaking("id"):
        assert i18n._("Nobody has ever said this.") == "Nobody has ever said this."
        assert i18n._("") == ""


def test_english_has_a_form_for_one_and_a_form_for_many() -> None:
    with speaking("en"):
        assert [ngettext("{n} stage", "{n} stages", n).format(n=n) for n in (1, 2)] == ["1 stage", "2 stages"]


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("id", "Asia/Jakarta", "Senin, 30 November 2026, 09.00 WIB"),
        ("id", "Asia/Makassar", "Senin, 30 November 2026, 10.00 WITA"),
        ("id", "Asia/Jayapura", "Senin, 30 November 2026, 11.00 WIT"),
        ("en", "Asia/Jakarta", "Monday, 30 November 2026, 09:00 WIB"),
        ("en", "Asia/Singapore", "Monday, 30 November 2026, 10:00 UTC+08"),
    ],
)
def test_an_instant_is_told_as_the_clock_on_the_wall(language: str, zone: str, said: str) -> None:
    with speaking(language):
        assert when(NINE, zone) == said


def test_hours_days_and_numbers_are_written_as_in_the_language() -> None:
    with speaking("id"):
        assert hour(NINE, "Asia/Jakarta") == "09.00 WIB"
        assert day(date(2026, 8, 5)) == "Rabu, 5 Agustus 2026"
        assert number(Decimal("1234.5")) == "1.234,5"
    with speaking("en"):
        assert number(1234.5) == "1,234.5"


def test_the_catalogue_is_complete() -> None:
    assert list(problems("id")) == []


def test_a_project_without_a_catalogue_is_told_how_to_make_one(house: Path) -> None:
    (problem,) = problems("id", house)
    assert "run: python -m bot.i18n update" in problem


def test_what_is_not_translated_is_named_with_its_file(house: Path) -> None:
    update("id", house)
    first, second = problems("id", house)
    assert "'Good morning, {name}.' (handlers/greeting.py) is not translated" in first
    assert "'{n} day' (handlers/greeting.py) is not translated" in second


def test_a_translated_catalogue_has_no_problems_and_stays_as_it_is(house: Path) -> None:
    translate_all(house)
    before = catalogue_file("id", house).read_bytes()
    update("id", house)
    assert list(problems("id", house)) == []
    assert catalogue_file("id", house).read_bytes() == before


def test_a_placeholder_that_the_source_does_not_have_is_found(house: Path) -> None:
    translate_all(house)
    translate(house, "pagi, {name}", "pagi, {nama}")
    (problem,) = problems("id", house)
    assert "has other placeholders in its translation 'Selamat pagi, {nama}.'" in problem


def test_a_fuzzy_translation_is_found(house: Path) -> None:
    translate_all(house)
    translate(house, "#, python-brace-format", "#, fuzzy, python-brace-format")
    (problem,) = problems("id", house)
    assert "is marked fuzzy" in problem


def test_a_new_sentence_is_missing_and_an_old_one_no_longer_said(house: Path) -> None:
    translate_all(house)
    say(house, 'N_("Good evening.")', 'ngettext("{n} day", "{n} days", n)')
    missing, obsolete = problems("id", house)
    assert "'Good evening.' (handlers/greeting.py) is missing" in missing
    assert "'Good morning, {name}.' is no longer said" in obsolete


def test_updating_keeps_what_is_said_and_drops_what_is_not(house: Path) -> None:
    translate_all(house)
    say(house, 'ngettext("{n} day", "{n} days", n)', '_("Good evening.")')
    update("id", house)
    text = catalogue_file("id", house).read_text(encoding="utf-8")
    assert "{n} hari" in text
    assert "Good evening." in text
    assert "Selamat pagi" not in text


def test_what_was_compiled_is_read_until_the_catalogue_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "id" / "LC_MESSAGES" / "penggerak.po"
    written.parent.mkdir(parents=True)
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    for translation in ("Nanti", "Lain kali"):
        written.write_text(
            f'msgid ""\nmsgstr ""\n\nmsgid "Later"\nmsgstr "{translation}"\n', encoding="utf-8"
        )
        os.utime(written, (2_000_000_000, 2_000_000_000))
        if translation == "Nanti":
            compile_in_place(written, "id")
            os.utime(written.with_suffix(".mo"), (2_000_000_001, 2_000_000_001))
        else:
            os.utime(written, (2_000_000_002, 2_000_000_002))
        assert i18n.catalogue.__wrapped__("id").gettext("Later") == translation
    os.utime(written.with_suffix(".mo"), (2_000_000_003, 2_000_000_003))
    assert i18n.catalogue.__wrapped__("id").gettext("Later") == "Nanti", "the newer one of the two is read"
