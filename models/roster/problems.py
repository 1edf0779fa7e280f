"""What is wrong with a roster, so that whoever wrote it can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong. Rows count as the spreadsheet counts them; 0 is the whole file."""

    row: int
    column: str  # as the file heads it; empty where the row or the file as a whole is meant
    reason: str

    def __str__(self) -> str:
        where = f"row {self.row}" if self.row else ""
        return ": ".join(
            part for part in (", ".join(filter(None, (where, self.column))), self.reason) if part
        )


class RosterProblems(Exception):
    """The roster cannot be imported, and nothing of it was; `problems` says why. Permanent for that file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def unreadable(reason: str) -> RosterProblems:
    """One clear line about the file as a whole."""
    return RosterProblems([Problem(0, "", reason)])
