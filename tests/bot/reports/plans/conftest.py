"""A plan in the database whose papers are drawn and written; it belongs to Siti, and Made facilitates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.plans.papers import BatchPapers, Paper, batch_papers_of, load_paper
from models.plans.stages import Stage
from models.quickwins.rules import Rules
from tests.models.conftest import city
from tests.models.plans.conftest import Desk, approved, desk, sent
from tests.rig.plans import TRAINING

__all__ = ["approved", "city", "desk", "sent"]

RULES = Rules()
LONG = replace(
    TRAINING,
    name="Penyusunan dan penetapan standar operasional prosedur pendaftaran imunisasi lewat WhatsApp beserta "
    "pembagian jam kedatangan untuk setiap posyandu di wilayah kerja Puskesmas Banyuwening",
    output="Dokumen standar operasional prosedur yang ditandatangani Kepala Puskesmas dan sudah disosialisasikan "
    "kepada seluruh kader posyandu",
    unit="dokumen pertanggungjawaban",
    in_charge="Kepala Seksi Pelayanan Kesehatan Masyarakat dan Penyelenggaraan Penanggulangan Penyakit",
    partners="Dinas Komunikasi dan Informatika, Kelurahan Banyuwening, TP PKK Kecamatan",
    budget=1_250_750_000,
    budget_source="DPA Dinas Kesehatan Tahun Anggaran 2027, kegiatan pengelolaan pelayanan kesehatan balita",
    verification="Notula rapat, daftar hadir, foto berwaktu, dan naskah yang sudah ditandatangani serta diunggah "
    "ke https://contoh.invalid/rencana-aksi/dokumen/verifikasi?tahun=2027",
    risk="Kader posyandu belum semuanya mempunyai telepon pintar sehingga sebagian warga tetap datang tanpa jam "
    "kedatangan dan antrean menumpuk seperti semula",
    answer="Petugas loket mempertanggungjawabkan pencatatan manual dan memberikan nomor kedatangan lewat telepon "
    "atau kader terdekat",
)


@pytest.fixture
def database(sqlite_database: Engine) -> Engine:
    """One kind will do: what is asked of it here is asked of both where plans are talked about."""
    return sqlite_database


def long_plan(count: int = 12) -> Sequence[Stage]:
    """Stages with as much in each as people really write."""
    first = date(2026, 11, 30)
    return [
        replace(
            LONG,
            name=f"{LONG.name} gelombang {n}",
            starts_on=first + timedelta(days=21 * n),
            ends_on=first + timedelta(days=21 * n + 34),
        )
        for n in range(1, count + 1)
    ]


def paper_of(desk: Desk) -> Paper:
    """The plan as Siti gets it on paper."""
    paper = load_paper(desk.city.session, desk.asker(desk.siti), desk.city.now, rules=RULES)
    assert paper is not None
    return paper


def papers_of(desk: Desk) -> BatchPapers:
    """All plans of the batch."""
    return batch_papers_of(desk.city.session, desk.city.batch, desk.city.now, RULES)
