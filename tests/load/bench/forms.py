"""The forms that are answered, as workbooks, with the options each of their questions has."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.load.bench.questions import COUNT, SCALE, is_likert, wording
from tests.models.instruments.workbooks import workbook

SHIPPED = Path(__file__).parents[3] / "models" / "instruments" / "shipped"


@dataclass(frozen=True)
class Form:
    """A workbook, and how many options each question has, 0 where it is answered in writing."""

    title: str
    content: bytes
    scales: Sequence[int]


def ten_questions() -> Form:
    """The form that every system asks."""
    return in_turn(COUNT)


def in_turn(count: int) -> Form:
    """So many likert items and texts in turn."""
    numbers = range(1, count + 1)
    return Form(
        f"{count} questions",
        _workbook([_row(n, "") for n in numbers]),
        [len(SCALE) if is_likert(n) else 0 for n in numbers],
    )


def sixty_relevant() -> Form:
    """Sixty likert items, of which each is asked because of the answer to the one before."""
    rows = ["| select_one setuju | q1 | Pertanyaan 1? | likert | yes | |"]
    rows += [
        f"| select_one setuju | q{n} | {wording(n)} | likert | yes | ${{q{n - 1}}} != '' |"
        for n in range(2, 61)
    ]
    return Form("60 items, a relevant on each", _workbook(rows), [len(SCALE)] * 60)


def ipip() -> Form:
    """The 120 items that ship with Penggerak, with the scores calculated from them."""
    return Form("IPIP-NEO-120, calculations", (SHIPPED / "ipip_neo_120.xlsx").read_bytes(), [5] * 120)


def _row(n: int, relevant: str) -> str:
    kind = (
        f"select_one setuju | q{n} | {wording(n)} | likert"
        if is_likert(n)
        else f"text | q{n} | {wording(n)} |"
    )
    return f"| {kind} | yes | {relevant} |"


def _workbook(rows: Sequence[str]) -> bytes:
    choices = [f"| setuju | {code} | {label} |" for code, label in enumerate(SCALE, 1)]
    return workbook(
        "\n".join(
            [
                "survey",
                "| type | name | label | appearance | required | relevant |",
                *rows,
                "choices",
                "| list_name | name | label |",
                *choices,
                "settings",
                "| form_title | form_id |",
                "| Beban | beban |",
            ]
        )
    )
