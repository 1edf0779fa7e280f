"""The columns of a roster, under the names people give them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.roster.problems import unreadable
from models.roster.sheets import Cell, Sheet

COLUMNS: Mapping[str, str] = {
    "nama": "nama namalengkap namapegawai namapeserta namadangelar name fullname",
    "nip": "nip nippegawai nipppk nipnippppk nomorinduk nomorindukpegawai nopegawai "
    "employeenumber employeeno employeeid staffnumber staffno",
    "jabatan": "jabatan namajabatan position jobtitle",
    "eselon": "eselon echelon",
    "perangkat_daerah": "perangkatdaerah pd opd skpd dinas instansi unitkerja agency office organisation organization",
    "telepon": "telepon telpon telp tlp notelepon notelp nomortelepon hp nohp nomorhp handphone ponsel nomorponsel "
    "wa nowa nomorwa whatsapp phone phoneno phonenumber mobile mobilenumber telephone",
    "peran": "peran role",
    "bahasa": "bahasa language",
}
"""Each column with the headings that mean it, as `folded` leaves them."""

REQUIRED = "nama"
_DEPTH = 15  # rows in which the headings are looked for, below titles and logos
_MEANT = {heading: column for column, headings in COLUMNS.items() for heading in headings.split()}


@dataclass(frozen=True)
class Headings:
    """Where the columns stand: `row` (counted from 1) and each column's place in it (from 0)."""

    row: int
    places: Mapping[str, int]
    written: Mapping[str, str]  # the heading of each column, as the file has it
    ignored: tuple[str, ...]  # headings that mean nothing to us, or mean a column once more

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that the file does not have."""
        return tuple(column for column in COLUMNS if column not in self.places)


def folded(text: str) -> str:
    """A heading or a word of a fixed list as it is compared: letters and digits only, in small ones."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def find_headings(sheets: Sequence[Sheet], name: str) -> tuple[Sheet, Headings]:
    """The table that is the roster: the one with the most columns we know. Raises RosterProblems."""
    found = [
        (sheet, _headings(number, row)) for sheet in sheets for number, row in enumerate(sheet[:_DEPTH], 1)
    ]
    sheet, best = max(found, key=lambda f: len(f[1].places), default=([], Headings(0, {}, {}, ())))
    if not best.places:
        raise unreadable(f"{name} has no headings; its columns are: {', '.join(COLUMNS)}")
    if REQUIRED not in best.places:
        seen = ", ".join(best.written.values())
        raise unreadable(f"{name} has no column “{REQUIRED}” (name) beside {seen}")
    return sheet, best


def _headings(number: int, row: tuple[Cell, ...]) -> Headings:
    places: dict[str, int] = {}
    written: dict[str, str] = {}
    ignored: list[str] = []
    for place, cell in enumerate(row):
        heading = " ".join(str(cell or "").split())
        column = _MEANT.get(folded(heading))
        if column is not None and column not in places:
            places[column], written[column] = place, heading
        elif heading:
            ignored.append(heading)
    return Headings(number, places, written, tuple(ignored))
