"""The rows of a spreadsheet of past programmes, each read and checked; either all of them are right or nothing is given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.past_programmes.description import Description, same, wrong_about, wrong_name, wrong_year, year_in
from models.quickwins.rules import Named
from models.spreadsheets.headings import Columns, find_headings, folded
from models.spreadsheets.problems import Problem, SheetProblems, unreadable
from models.spreadsheets.rows import Row, WrongCell, plain, rows_below
from models.spreadsheets.sentences import N_, Sentence
from models.spreadsheets.sheets import Cell, read_sheets

COLUMNS = Columns(
    {
        "nama": "nama namaprogram program programme namakegiatan kegiatan name programname programmename program",
        "bidang": "bidang bidangprioritas prioritas field priorityfield sector",
        "perangkat_daerah": "perangkatdaerah pd opd skpd dinas instansi unitkerja pelaksana agency office organisation organization",
        "tahun": "tahun tahunanggaran ta year",
        "keterangan": "keterangan ket uraian deskripsi catatan about description notes",
    },
    required="nama",
)
"""Each with the headings that mean it."""


@dataclass(frozen=True)
class Entry:
    """One programme as the file has it, and the row it stands in."""

    row: int
    described: Description


@dataclass(frozen=True)
class PastProgrammes:
    """Everything in a file, with what its headings came to."""

    entries: tuple[Entry, ...]
    headings: Mapping[str, str]  # each column it has, as the file heads it
    ignored: tuple[str, ...] = ()  # headings that mean nothing to us
    missing: tuple[str, ...] = ()  # columns that it does not have


def read_past_programmes(content: bytes, name: str, fields: Sequence[Named]) -> PastProgrammes:
    """Read past programmes from XLSX or CSV; `name` is the file's, `fields` are the programme's priority fields.

    Raises SheetProblems with everything that is wrong, row by row.
    """
    sheet, headings = find_headings(read_sheets(content, name), COLUMNS, name)
    problems: list[Problem] = []
    entries = [_entry(row, fields) for row in rows_below(sheet, headings, problems)]
    problems += _repeated(entries, headings.written["nama"])
    if problems:
        raise SheetProblems(problems)
    if not entries:
        raise unreadable(N_("{name} has headings and no programme below them"), name=name)
    return PastProgrammes(tuple(entries), headings.written, headings.ignored, headings.missing)


def _entry(row: Row, fields: Sequence[Named]) -> Entry:
    described = Description(
        name=row.required("nama", _checked(wrong_name)) or "",
        field=row.optional("bidang", lambda cell: _field(cell, fields)) or "",
        agency=row.optional("perangkat_daerah", _checked(wrong_name)) or "",
        year=row.optional("tahun", _year),
        about=row.optional("keterangan", _checked(wrong_about)) or "",
    )
    return Entry(row.number, described)


def _checked(wrong: Callable[[str], Sentence | None]) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = plain(cell)
        if sentence := wrong(text):
            raise WrongCell(sentence.wording, **sentence.values)
        return text

    return read


def _field(cell: Cell, fields: Sequence[Named]) -> str:
    meant = folded(plain(cell))
    for field in fields:
        if meant in {folded(field.code), folded(field.name)}:
            return field.code
    raise WrongCell(
        N_("“{written}” is not a priority field; write one of {fields}, or nothing"),
        written=plain(cell),
        fields=", ".join(field.name for field in fields),
    )


def _year(cell: Cell) -> int:
    year = year_in(plain(cell))
    if year is None:
        raise WrongCell(
            N_("“{written}” is not one year; write it like {example}"), written=plain(cell), example=2024
        )
    if sentence := wrong_year(year):
        raise WrongCell(sentence.wording, **sentence.values)
    return year


def _repeated(entries: Sequence[Entry], heading: str) -> Iterator[Problem]:
    rows: dict[str, int] = {}
    for entry in entries:
        name = entry.described.name
        before = rows.setdefault(same(name), entry.row) if name else entry.row
        if before != entry.row:
            reason = Sentence(N_("the same programme as in row {row}"), {"row": before})
            yield Problem(entry.row, heading, reason)
