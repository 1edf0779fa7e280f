"""`make neighbours`: measure how well alike problems are told from others, say it, and write it down.

With a file, its pairs are measured; without, those that ship. What is written is for the file, or for held_out.csv.
"""

import argparse
import sys
from pathlib import Path

import orjson

from models.neighbours.likeness import ALIKE, likeness
from tests.models.neighbours.pairs import (
    AFTERWARDS,
    DEVELOPMENT,
    EVERYDAY,
    HELD_OUT,
    Figures,
    UnusablePairs,
    read_pairs,
)

FILE = Path("build/neighbours.json")


def measured(file: Path) -> Figures:
    """Judge the pairs of a file. Raises UnusablePairs."""
    return Figures.of(read_pairs(file), lambda one, other: likeness(one, other) >= ALIKE)


def said(name: str, figures: Figures) -> str:
    """A line to read."""
    return (
        f"{name}: {figures.pairs} pairs, {figures.alike} alike; "
        f"precision {figures.precision:.2f} ({figures.right} of {figures.found} found), "
        f"recall {figures.recall:.2f} ({figures.right} of {figures.alike} alike)"
    )


def write(figures: Figures) -> None:
    """Keep the figures for machines: precision and recall from 0 to 1."""
    FILE.parent.mkdir(exist_ok=True)
    kept = {"pairs": figures.pairs, "precision": figures.precision, "recall": figures.recall}
    FILE.write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def main() -> int:
    """Measure and report; 1 if the file cannot be used."""
    asking = argparse.ArgumentParser(prog="make neighbours", description=__doc__)
    asking.add_argument(
        "pairs", nargs="?", type=Path, metavar="PAIRS", help="CSV: text_a, text_b, alike (1 or 0)"
    )
    given: Path | None = asking.parse_args().pairs
    FILE.unlink(missing_ok=True)
    try:
        if given is None:
            for known in (DEVELOPMENT, EVERYDAY, AFTERWARDS):
                print(said(known.name, measured(known)))  # noqa: T201
        file = given or HELD_OUT
        figures = measured(file)
    except UnusablePairs as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201
        return 1
    print(said(file.name, figures))  # noqa: T201
    write(figures)
    print(f"written to {FILE}")  # noqa: T201
    return 0


sys.exit(main())
