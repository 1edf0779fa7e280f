"""What is wrong with a workbook, said so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it stands (row 0 and column "" where that is no one place) and what it is."""

    sheet: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Give one line: "survey row 7, column relevant: unknown function foo()"."""
        place = self.sheet
        if self.row:
            place += f" row {self.row}"
        if self.column:
            place += f", column {self.column}" if place else f"column {self.column}"
        return f"{place}: {self.reason}" if place else self.reason


class BrokenWorkbook(Exception):
    """A workbook that cannot become a form; permanent: the workbook has to change. `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
