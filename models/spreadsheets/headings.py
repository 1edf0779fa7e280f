"""The columns of a table, under the names people give them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.spreadsheets.problems import unreadable
from models.spreadsheets.sentences import N_
from models.spreadsheets.sheets import Cell, Sheet

_DEPTH = 15  # rows in which the headings are looked for, below titles and logos


@dataclass(frozen=True)
class Columns:
    """The columns that a table may have, each with the headings that mean it, as `folded` leaves them."""

    meanings: Mapping[str, str]  # by column: its headings, with spaces between them
    required: str  # the column without which there is no table

    @cached_property
    def meant(self) -> Mapping[str, str]:
        """The column that each heading means."""
        return {heading: column for column, headings in self.meanings.items() for heading in headings.split()}


@dataclass(frozen=True)
class Headings:
    """Where the columns stand: `row` (counted from 1) and each column's place in it (from 0)."""

    row: int
    places: Mapping[str, int]
    written: Mapping[str, str]  # the heading of each column, as the file has it
    ignored: tuple[str, ...]  # headings that mean nothing to us, or mean a column once more
    missing: tuple[str, ...]  # columns that the file does not have


def folded(text: str) -> str:
    """A heading or a word of a fixed list as it is compared: letters and digits only, in small ones."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def find_headings(sheets: Sequence[Sheet], columns: Columns, name: str) -> tuple[Sheet, Headings]:
    """The table that is meant: the one with the most of these columns. Raises SheetProblems."""
    found = [
        (sheet, _headings(number, row, columns))
        for sheet in sheets
        for number, row in enumerate(sheet[:_DEPTH], 1)
    ]
    sheet, best = max(found, key=lambda f: len(f[1].places), default=([], Headings(0, {}, {}, (), ())))
    if not best.places:
        listed = ", ".join(columns.meanings)
        raise unreadable(N_("{name} has no headings; its columns are: {columns}"), name=name, columns=listed)
    if columns.required not in best.places:
        raise unreadable(
            N_("{name} has no column “{column}” (name) beside {headings}"),
            name=name,
            column=columns.required,
            headings=", ".join(best.written.values()),
        )
    return sheet, best


def _headings(number: int, row: tuple[Cell, ...], columns: Columns) -> Headings:
    places: dict[str, int] = {}
    written: dict[str, str] = {}
    ignored: list[str] = []
    for place, cell in enumerate(row):
        heading = " ".join(str(cell or "").split())
        column = columns.meant.get(folded(heading))
        if column is not None and column not in places:
            places[column], written[column] = place, heading
        elif heading:
            ignored.append(heading)
    missing = tuple(column for column in columns.meanings if column not in places)
    return Headings(number, places, written, tuple(ignored), missing)
