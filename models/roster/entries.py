"""The rows of a roster, each read and checked; either all of them are right or nothing is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.members import Role
from models.nip import ROUNDED, Nip, WrongNip
from models.phones import WrongPhone, read_phone
from models.roster.columns import COLUMNS
from models.spreadsheets.headings import Headings, find_headings, folded
from models.spreadsheets.problems import Problem, SheetProblems, unreadable
from models.spreadsheets.rows import Row, WrongCell, plain, rows_below
from models.spreadsheets.sentences import Sentence
from models.spreadsheets.sheets import Cell, read_sheets

LONGEST_NAME = 150

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


def read_roster(content: bytes, name: str) -> Roster:
    """Read a roster from XLSX or CSV; `name` is the file's, for what is said about it.

    Raises SheetProblems with everything that is wrong, row by row.
    """
    sheet, headings = find_headings(read_sheets(content, name), COLUMNS, name)
    problems: list[Problem] = []
    entries = [_entry(row) for row in rows_below(sheet, headings, problems)]
    problems += _repeated(entries, headings)
    if problems:
        raise SheetProblems(problems)
    if not entries:
        raise unreadable("{name} has headings and nobody below them", name=name)
    return Roster(tuple(entries), headings.written, headings.ignored, headings.missing)


def _entry(row: Row) -> Entry:
    return Entry(
        row=row.number,
        name=row.required("nama", _name) or "",
        nip=row.optional("nip", _nip),
        phone=row.optional("telepon", _phone),
        role=row.optional("peran", _role),
        language=row.optional("bahasa", _language),
        position=row.said("jabatan"),
        echelon=row.said("eselon"),
        agency=row.said("perangkat_daerah"),
    )


def _name(cell: Cell) -> str:
    name = plain(cell)
    if not name:
        raise WrongCell("the name is missing")
    if len(name) > LONGEST_NAME:
        raise WrongCell(f"the name has {len(name)} characters; up to {LONGEST_NAME} fit")
    return name


def _nip(cell: Cell) -> str:
    if isinstance(cell, float):
        raise WrongCell(ROUNDED)
    try:
        return Nip.read(plain(cell)).digits
    except WrongNip as wrong:
        raise WrongCell(str(wrong)) from wrong


def _phone(cell: Cell) -> str:
    try:
        return read_phone(plain(cell))
    except WrongPhone as wrong:
        raise WrongCell(str(wrong)) from wrong


def _role(cell: Cell) -> Role:
    if role := _ROLE_MEANT.get(folded(plain(cell))):
        return role
    raise WrongCell(
        f"“{plain(cell)}” is not a role; write agen perubahan, fasilitator, asesor, mitra or pimpinan"
    )


def _language(cell: Cell) -> str:
    if code := _LANGUAGE_MEANT.get(folded(plain(cell))):
        return code
    raise WrongCell(f"“{plain(cell)}” is not a language we speak; write id or en")


def _repeated(entries: list[Entry], headings: Headings) -> Iterator[Problem]:
    nips: dict[str, int] = {}
    phones: dict[str, int] = {}
    names: dict[str, int] = {}
    for entry in entries:
        if entry.nip and (before := nips.setdefault(entry.nip, entry.row)) != entry.row:
            yield Problem(entry.row, headings.written["nip"], Sentence(f"the same NIP as in row {before}"))
        if entry.phone and (before := phones.setdefault(entry.phone, entry.row)) != entry.row:
            yield Problem(
                entry.row, headings.written["telepon"], Sentence(f"the same number as in row {before}")
            )
        if entry.name and not entry.nip and not entry.phone:
            before = names.setdefault(entry.name, entry.row)
            if before != entry.row:
                reason = (
                    f"the same name as in row {before}; a NIP or a telephone number would tell them apart"
                )
                yield Problem(entry.row, headings.written["nama"], Sentence(reason))
