"""Files are kept under their checksum, whole or not at all, and nowhere but in their folder."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errands.errand_kind import HalfThere, Undoable
from bot.errands.evidence_file import keep_file
from bot.i18n import speaking
from models.checkins.evidence import FileFault, fault_of, safe_name
from models.checkins.evidence_files import store, sweep, type_of
from models.checkins.keeping_files import Wanted
from models.checkins.rules import MEGABYTE

PDF = b"%PDF-1.7 laporan"


def wanted(folder: Path, name: str = "laporan.pdf", size: int = 0) -> Wanted:
    return Wanted(str(folder), name, "application/pdf", size, 20 * MEGABYTE)


def test_a_file_is_named_by_its_checksum_whatever_it_was_called(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    stored = keep_file(wanted(folder, "../../etc/passwd"), PDF, "../../etc/passwd")
    assert stored is not None
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [folder / stored.place]
    assert (folder / stored.place).read_bytes() == PDF


def test_the_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    assert store(tmp_path, PDF, "application/pdf") == store(tmp_path, PDF, "application/pdf")
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "0 bytes"),
        (b"%PDF-" + bytes(20 * MEGABYTE), "up to 20 MB fit"),
        (b"MZ\x90\x00 a program", "I cannot keep laporan.pdf"),
    ],
)
def test_what_cannot_be_kept_is_told_with_what_would_be_right(
    tmp_path: Path, content: bytes, told: str
) -> None:
    with speaking("en"), pytest.raises(Undoable, match=told):
        keep_file(wanted(tmp_path), content, "laporan.pdf")
    assert list(tmp_path.iterdir()) == []


def test_twenty_megabytes_fit(tmp_path: Path) -> None:
    content = PDF + bytes(20 * MEGABYTE - len(PDF))
    assert keep_file(wanted(tmp_path, size=len(content)), content, "laporan.pdf")


def test_half_a_file_is_fetched_again(tmp_path: Path) -> None:
    with pytest.raises(HalfThere):
        keep_file(wanted(tmp_path, size=len(PDF) * 2), PDF, "laporan.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_type_is_what_the_content_says() -> None:
    assert type_of(b"\xff\xd8\xff\xe0", "application/pdf") == "image/jpeg"
    assert type_of(b"MZ", "image/jpeg") is None
    assert type_of(b"catatan", "text/plain") == "text/plain"
    assert type_of(b"\x00\x01", "text/plain") is None
    assert type_of(b"PK\x03\x04", "application/zip") is None


def test_a_size_and_a_type_are_looked_at_before_anything_is_fetched() -> None:
    assert fault_of(0, "image/png", MEGABYTE) is FileFault.EMPTY
    assert fault_of(MEGABYTE + 1, "image/png", MEGABYTE) is FileFault.TOO_LARGE
    assert fault_of(MEGABYTE, "application/x-msdownload", MEGABYTE) is FileFault.WRONG_TYPE
    assert fault_of(MEGABYTE, "image/png", MEGABYTE) is None


@given(st.text())
def test_a_safe_name_leads_nowhere(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 80
    assert not {"/", "\\"} & set(safe)
    assert safe not in {".", ".."}


def test_what_is_nobodys_evidence_any_more_is_swept_away(tmp_path: Path) -> None:
    kept, gone, new = (store(tmp_path, b"%%PDF-%d" % n, "application/pdf") for n in range(3))
    for place in (kept, gone):
        os.utime(tmp_path / place, (0, 0))
    assert sweep(tmp_path, {kept}) == 1
    assert [(tmp_path / place).exists() for place in (kept, gone, new)] == [True, False, True]


def test_a_file_that_is_sent_again_is_not_swept_away_before_it_is_written_down(tmp_path: Path) -> None:
    place = store(tmp_path, PDF, "application/pdf")
    os.utime(tmp_path / place, (0, 0))
    assert store(tmp_path, PDF, "application/pdf") == place
    assert sweep(tmp_path, ()) == 0


def test_what_belongs_to_who_is_forgotten_goes_at_once(tmp_path: Path) -> None:
    place = store(tmp_path, PDF, "application/pdf")
    assert sweep(tmp_path, (), {place}) == 1
    assert sweep(tmp_path, {place}, {place}) == 0
