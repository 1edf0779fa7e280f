"""Labelled pairs of problems, and how well a judge does on them."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

DEVELOPMENT = Path(__file__).parent / "development.csv"
"""What the vocabulary and the weights were chosen on."""
EVERYDAY = Path(__file__).parent / "everyday.csv"
"""The same for the vocabulary alone: usual problems said in two ways, and what is plainly something else."""
HELD_OUT = Path(__file__).parent / "held_out.csv"
"""Labelled before there was a vocabulary, and never used to choose a word or a weight."""
AFTERWARDS = Path(__file__).parent / "afterwards.csv"
"""Labelled when all was chosen, of problems as unusual as came to mind."""

COLUMNS = ("text_a", "text_b", "alike")
LABELS = {"1": True, "0": False}


class UnusablePairs(ValueError):
    """The file cannot be measured on; the message says why in one line. Permanent until it is changed."""


@dataclass(frozen=True)
class Pair:
    """Two problems, and whether a person finds them alike."""

    text_a: str
    text_b: str
    alike: bool


@dataclass(frozen=True)
class Figures:
    """How many pairs there are and how many are alike, how many were found, how many of these rightly."""

    pairs: int
    alike: int
    found: int
    right: int

    @classmethod
    def of(cls, pairs: Sequence[Pair], judge: Callable[[str, str], bool]) -> "Figures":
        """Judge every pair by itself."""
        found = [pair for pair in pairs if judge(pair.text_a, pair.text_b)]
        return cls(
            len(pairs),
            sum(pair.alike for pair in pairs),
            len(found),
            sum(pair.alike for pair in found),
        )

    @property
    def precision(self) -> float:
        """The part of what was found that is alike, from 0 to 1; 0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of what is alike that was found, from 0 to 1; 0 if nothing is."""
        return self.right / self.alike if self.alike else 0.0


def read_pairs(file: Path) -> list[Pair]:
    """The pairs of a CSV file with the columns text_a, text_b and alike (1 or 0). Raises UnusablePairs."""
    try:
        text = file.read_text("utf-8-sig")
    except OSError as wrong:
        raise UnusablePairs(f"{file} cannot be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise UnusablePairs(f"{file} is not UTF-8; save it as “CSV UTF-8”") from wrong
    if not text.strip():
        raise UnusablePairs(f"{file} is empty")
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    try:
        pairs = list(_pairs(file, csv.reader(StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as wrong:
        raise UnusablePairs(f"{file} is not CSV: {wrong}") from wrong
    if not pairs:
        raise UnusablePairs(f"{file} has no pairs below its headings")
    return pairs


def _pairs(file: Path, rows: Iterator[list[str]]) -> Iterator[Pair]:
    headings = [cell.strip().casefold() for cell in next(rows, [])]
    if missing := [column for column in COLUMNS if column not in headings]:
        raise UnusablePairs(f"{file} has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}")
    places = [headings.index(column) for column in COLUMNS]
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        text_a, text_b, label = (row[place].strip() if place < len(row) else "" for place in places)
        if label not in LABELS:
            raise UnusablePairs(f"{file}, row {number}: alike is “{label}”; write 1 or 0")
        if not text_a or not text_b:
            raise UnusablePairs(f"{file}, row {number}: {'text_b' if text_a else 'text_a'} is empty")
        yield Pair(text_a, text_b, LABELS[label])
