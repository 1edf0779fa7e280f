"""The rows of a roster, each read and checked; either all of them are right or nothing is given."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from models.members import Role
from models.nip import ROUNDED, Nip, WrongNip
from models.phones import WrongPhone, read_phone
from models.roster.columns import Headings, find_headings, folded
from models.roster.problems import Problem, RosterProblems, unreadable
from models.roster.sheets import Cell, read_sheets

T = TypeVar("T")

LONGEST_NAME = 150
NOTHING = {"-", "–", "—"}  # how people write that a cell is meant to be empty

_ROLES = {
    Role.AGENT: "agenperubahan agen cmo agenperubahancmo agent changeagent changemanagementofficer",
    Role.FACILITATOR: "fasilitator facilitator",
    Role.ASSESSOR: "asesor assessor",
    Role.PARTNER: "mitra partner",
    Role.LEADER: "pimpinan leader",
}
_ROLE_MEANT = {word: role for role, words in _ROLES.items() for word in words.split()}
_LANGUAGES = {
    "id": "id ind indonesia bahasaindonesia indonesian",
    "en": "en eng inggris bahasainggris english",
}
_LANGUAGE_MEANT = {word: code for code, words in _LANGUAGES.items() for word in words.split()}


@dataclass(frozen=True)
class Entry:
    """One person as the roster has them.

    `None` is what the roster does not say; an empty position, echelon or agency is said to be none.
    """

    row: int
    name: str
    nip: str | None = None
    phone: str | None = None  # E.164
    role: Role | None = None
    language: str | None = None
    position: str | None = None
    echelon: str | None = None
    agency: str | None = None


@dataclass(frozen=True)
class Roster:
    """Everybody in a file, with what its headings came to."""

    entries: tuple[Entry, ...]
    headings: Mapping[str, str]  # each column it has, as the file heads it
    ignored: tuple[str, ...] = ()  # headings that mean nothing to us
    missing: tuple[str, ...] = ()  # columns that it does not have


class _Wrong(ValueError):
    """What a cell should have been."""


def read_roster(content: bytes, name: str) -> Roster:
    """Read a roster from XLSX or CSV; `name` is the file's, for what is said about it.

    Raises RosterProblems with everything that is wrong, row by row.
    """
    sheet, headings = find_headings(read_sheets(content, name), name)
    problems: list[Problem] = []
    entries = [
        entry
        for number, row in enumerate(sheet[headings.row :], headings.row + 1)
        if (entry := _Row(number, row, headings, problems).entry()) is not None
    ]
    problems += _repeated(entries, headings)
    if problems:
        raise RosterProblems(problems)
    if not entries:
        raise unreadable(f"{name} has headings and nobody below them")
    return Roster(tuple(entries), headings.written, headings.ignored, headings.missing)


class _Row:
    """One row on its way to being an entry; what is wrong with it is added to `problems`."""

    def __init__(
        self, number: int, cells: tuple[Cell, ...], headings: Headings, problems: list[Problem]
    ) -> None:
        self.number = number
        self.headings = headings
        self.problems = problems
        self.cells = {c: cells[at] if at < len(cells) else None for c, at in headings.places.items()}

    def entry(self) -> Entry | None:
        if not any(map(_plain, self.cells.values())):
            return None
        return Entry(
            row=self.number,
            name=self._read("nama", _name) or "",
            nip=self._read("nip", _nip),
            phone=self._read("telepon", _phone),
            role=self._read("peran", _role),
            language=self._read("bahasa", _language),
            position=self._said("jabatan"),
            echelon=self._said("eselon"),
            agency=self._said("perangkat_daerah"),
        )

    def _read(self, column: str, read: Callable[[Cell], T]) -> T | None:
        cell = self.cells.get(column)
        if column != "nama" and _plain(cell) in {"", *NOTHING}:
            return None
        try:
            return read(cell)
        except (_Wrong, WrongNip, WrongPhone) as wrong:
            self.problems.append(Problem(self.number, self.headings.written[column], str(wrong)))
            return None

    def _said(self, column: str) -> str | None:
        if column not in self.cells:
            return None
        text = _plain(self.cells[column])
        return "" if text in NOTHING else text


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", "" if cell is None else str(cell))
    return "".join(c if not _unprintable(c) else " " for c in text).strip()


def _unprintable(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202c\u202d\u202e\ufeff"


def _name(cell: Cell) -> str:
    name = _plain(cell)
    if not name:
        raise _Wrong("the name is missing")
    if len(name) > LONGEST_NAME:
        raise _Wrong(f"the name has {len(name)} characters; up to {LONGEST_NAME} fit")
    return name


def _nip(cell: Cell) -> str:
    if isinstance(cell, float):
        raise _Wrong(ROUNDED)
    return Nip.read(_plain(cell)).digits


def _phone(cell: Cell) -> str:
    return read_phone(_plain(cell))


def _role(cell: Cell) -> Role:
    if role := _ROLE_MEANT.get(folded(_plain(cell))):
        return role
    raise _Wrong(
        f"“{_plain(cell)}” is not a role; write agen perubahan, fasilitator, asesor, mitra or pimpinan"
    )


def _language(cell: Cell) -> str:
    if code := _LANGUAGE_MEANT.get(folded(_plain(cell))):
        return code
    raise _Wrong(f"“{_plain(cell)}” is not a language we speak; write id or en")


def _repeated(entries: list[Entry], headings: Headings) -> Iterator[Problem]:
    nips: dict[str, int] = {}
    phones: dict[str, int] = {}
    names: dict[str, int] = {}
    for entry in entries:
        if entry.nip and (before := nips.setdefault(entry.nip, entry.row)) != entry.row:
            yield Problem(entry.row, headings.written["nip"], f"the same NIP as in row {before}")
        if entry.phone and (before := phones.setdefault(entry.phone, entry.row)) != entry.row:
            yield Problem(entry.row, headings.written["telepon"], f"the same number as in row {before}")
        if entry.name and not entry.nip and not entry.phone:
            before = names.setdefault(entry.name, entry.row)
            if before != entry.row:
                reason = (
                    f"the same name as in row {before}; a NIP or a telephone number would tell them apart"
                )
                yield Problem(entry.row, headings.written["nama"], reason)
