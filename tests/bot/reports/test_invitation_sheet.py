"""The printed invitations: a card for everybody, whatever their name is made of."""

import csv
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.reports.invitation_sheet import CARDS_A_PAGE, invitation_sheet
from models.invitations import Invited
from models.members import Role

INVENTED = Path(__file__).parents[3] / ".." / "shared" / "people" / "pegawai_sintetis.csv"
DIFFICULT = [
    "Hj. Siti Nur'aini binti K.H. Abdul Somad, S.K.M.",
    'D"Costa, José',
    "Ir. Drs. Bambang <B> & Co",
    "Ahmad *Bintang* _Garis_ #Tagar $x^2$ `kode` @label",
    "\\Wagiman\\ {kurung} [siku] // bukan komentar /* juga bukan */",
    "Raden Mas Panji Kusumo Bagus Adiwinoto Suryaningrat Wirakusumah Natadiningrat Kertanegara",
    "O",
    "= Judul",
    "- butir",
    "~ 1. ... -- ---",
]


def invited(name: str, language: str | None = "id", number: int = 0) -> Invited:
    return Invited(
        member_id=number,
        token=f"k3J9s_-Qw8ErTyUiOp{number:04}",
        name=name,
        role=Role.AGENT,
        position="Kepala Seksi #1 *Pelayanan*",
        agency="Dinas Kependudukan & Pencatatan Sipil",
        batch="Angkatan 1",
        programme="Penggerak Layanan Tirtanagari",
        organisation="Pemerintah Kota Tirtanagari",
        language=language,
    )


def sheet(*people: Invited) -> PdfReader:
    return PdfReader(
        io.BytesIO(invitation_sheet(people, lambda token: f"https://t.me/contoh_bot?start={token}"))
    )


def words(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", DIFFICULT)
def test_a_name_is_printed_as_it_is(name: str) -> None:
    assert squeezed(name) in words(sheet(invited(name)))


def test_every_card_has_its_owner_s_link_in_full() -> None:
    found = words(sheet(*(invited(f"Peserta {n}", number=n) for n in range(20))))
    for n in range(20):
        assert f"t.me/contoh_bot?start=k3J9s_-Qw8ErTyUiOp{n:04}" in found


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (CARDS_A_PAGE, 1), (CARDS_A_PAGE + 1, 2), (24, 3)])
def test_eight_cards_fill_a_page_of_a4(count: int, pages: int) -> None:
    reader = sheet(*(invited(DIFFICULT[n % len(DIFFICULT)], number=n) for n in range(count)))
    assert len(reader.pages) == pages
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_how_to_use_it_is_said_in_their_language() -> None:
    assert squeezed("Pindai kode ini") in words(sheet(invited("Wagiman", "id")))
    assert squeezed("Scan this code") in words(sheet(invited("Wagiman", "en")))
    assert squeezed("Pindai kode ini") in words(sheet(invited("Wagiman", None)))


def test_the_code_is_on_it() -> None:
    plain = invitation_sheet([invited("Wagiman")], lambda _token: "https://t.me/a")
    other = invitation_sheet([invited("Wagiman")], lambda _token: "https://t.me/b")
    assert plain != other


def test_the_invented_civil_servants_fit() -> None:
    if INVENTED.exists():
        with INVENTED.open(encoding="utf-8-sig", newline="") as file:
            names = [row["nama"].strip() for row in csv.DictReader(file)]
        reader = sheet(*(invited(name, number=n) for n, name in enumerate(names)))
        assert len(reader.pages) == -(-len(names) // CARDS_A_PAGE)
        found = words(reader)
        assert [name for name in names if name.isascii() and squeezed(name) not in found] == []
