"""What is wrong with a workbook, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

_SHEETS = ("", "survey", "choices", "settings")


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
        return " ".join((f"{place}: {self.reason}" if place else self.reason).split())


class BrokenWorkbook(Exception):
    """A workbook that cannot become a form; permanent: the workbook has to change. `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, in the order of the workbook."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    named = problem.sheet in _SHEETS
    return (_SHEETS.index(problem.sheet) if named else len(_SHEETS), problem.row)
