"""What is wrong with a spreadsheet, so that whoever wrote it can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.spreadsheets.sentences import Sentence


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. Rows count as the spreadsheet counts them; 0 is the whole file."""

    row: int
    column: str  # as the file heads it; empty where the row or the file as a whole is meant
    reason: Sentence

    def __str__(self) -> str:
        where = f"row {self.row}" if self.row else ""
        return ": ".join(
            part for part in (", ".join(filter(None, (where, self.column))), str(self.reason)) if part
        )


class SheetProblems(Exception):
    """The spreadsheet cannot be imported, and nothing of it was; `problems` says why. Permanent for that file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.row, p.column, str(p.reason))))
        super().__init__("\n".join(map(str, self.problems)))


def unreadable(wording: str, **values: str | int) -> SheetProblems:
    """One clear line about the file as a whole; `wording` is an N_() string."""
    return SheetProblems([Problem(0, "", Sentence(wording, values))])
