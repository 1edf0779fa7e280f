"""The rows of a table, cell by cell: what a cell says, and what is wrong with it."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from models.spreadsheets.headings import Headings
from models.spreadsheets.problems import Problem
from models.spreadsheets.sentences import Sentence
from models.spreadsheets.sheets import Cell, Sheet

T = TypeVar("T")

NOTHING = {"-", "–", "—"}  # how people write that a cell is meant to be empty


class WrongCell(ValueError):
    """What a cell should have been; permanent for that cell."""

    def __init__(self, wording: str, **values: str | int) -> None:
        """`wording` is an N_() string, or words that are said as they are."""
        self.sentence = Sentence(wording, values)
        super().__init__(str(self.sentence))


class Row:
    """One row below the headings; what is wrong with it is added to `problems`."""

    def __init__(
        self, number: int, cells: tuple[Cell, ...], headings: Headings, problems: list[Problem]
    ) -> None:
        self.number = number
        self.headings = headings
        self.problems = problems
        self.cells: Mapping[str, Cell] = {
            column: cells[at] if at < len(cells) else None for column, at in headings.places.items()
        }

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(map(plain, self.cells.values()))

    def required(self, column: str, read: Callable[[Cell], T]) -> T | None:
        """What `read` makes of the cell, also of an empty one; None where it raises WrongCell, which is noted."""
        try:
            return read(self.cells.get(column))
        except WrongCell as wrong:
            self.problems.append(Problem(self.number, self.headings.written[column], wrong.sentence))
            return None

    def optional(self, column: str, read: Callable[[Cell], T]) -> T | None:
        """The same; None where the cell is empty or the file has no such column."""
        return None if self.is_empty(column) else self.required(column, read)

    def is_empty(self, column: str) -> bool:
        """Whether nothing, or a dash, stands in that column."""
        return plain(self.cells.get(column)) in {"", *NOTHING}

    def said(self, column: str) -> str | None:
        """The words in the cell, "" where it is empty; None where the file has no such column."""
        if column not in self.cells:
            return None
        return "" if self.is_empty(column) else plain(self.cells[column])


def rows_below(sheet: Sheet, headings: Headings, problems: list[Problem]) -> Iterator[Row]:
    """The rows in which something stands."""
    for number, cells in enumerate(sheet[headings.row :], headings.row + 1):
        row = Row(number, cells, headings, problems)
        if not row.blank:
            yield row


def plain(cell: Cell) -> str:
    """What stands in a cell, without what cannot be seen."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", "" if cell is None else str(cell))
    return "".join(c if not _unprintable(c) else " " for c in text).strip()


def _unprintable(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202c\u202d\u202e\ufeff"
