"""The sheets of a workbook as rows of text, with the row and column each cell stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.instruments.columns import Column
from models.instruments.problems import Problem


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its number in the sheet and its cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet with headings in its first row, and what is wrong with its cells as such."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()

    def heading(self, name: str) -> str:
        """Give how the (first) column of this name is headed here, or the name itself."""
        return next((column.heading for column in self.columns if column.name == name), name)

    def has(self, name: str) -> bool:
        """Tell whether there is a column of this name."""
        return any(column.name == name for column in self.columns)

    def get(self, row: Row, name: str) -> str:
        """Give the cell of a row in the column of this name, "" where it is empty."""
        for known in self.columns:
            if known.name == name and known.heading in row.cells:
                return row.cells[known.heading]
        return ""

    def cells(self, row: Row) -> Iterator[tuple[Column, str]]:
        """Go through the filled cells of a row."""
        return ((known, row.cells[known.heading]) for known in self.columns if known.heading in row.cells)
