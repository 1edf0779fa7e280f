"""What is said on the command line again and again, and what comes back."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

READINESS = Path(__file__).parents[3] / "models/instruments/shipped/kesiapan_agen_perubahan.xlsx"


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Penggerak = Callable[..., Ended]


def add_batch(penggerak: Penggerak, *more: str) -> Ended:
    return penggerak(
        "batch", "add", "--code", "A-1", "--name", "Angkatan I", "--programme", "Layanan Cepat",
        "--organisation", "Kota Contoh", *more,
    )  # fmt: skip


def roster(*rows: dict[str, str]) -> str:
    with Path("roster.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["nama", "nip", "jabatan", "perangkat_daerah", "peran"])
        table.writeheader()
        table.writerows(rows)
    return "roster.csv"


DEWI = {"nama": "Dewi Anggraini", "perangkat_daerah": "Dinas Kesehatan", "peran": "agen perubahan"}
BAGUS = {"nama": "Bagus Wiratama, S.T.", "perangkat_daerah": "Dinas Sosial", "peran": "agen perubahan"}
