"""`make neighbours`, on pairs that can be measured and on files that cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.neighbours.pairs import (
    AFTERWARDS,
    DEVELOPMENT,
    EVERYDAY,
    HELD_OUT,
    Figures,
    Pair,
    UnusablePairs,
    read_pairs,
)

HOUSE = Path(__file__).parents[3]
PAIRS = "text_a,text_b,alike\n"


def texts(file: Path) -> set[str]:
    """Every problem in a file of pairs."""
    return {text for pair in read_pairs(file) for text in (pair.text_a, pair.text_b)}


def measure(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `make neighbours` runs, in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.models.neighbours", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_pairs_that_ship_are_measured(tmp_path: Path) -> None:
    ran = measure(tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    held_out = read_pairs(HELD_OUT)
    assert (
        f"held_out.csv: {len(held_out)} pairs, {sum(pair.alike for pair in held_out)} alike; precision 0."
        in ran.stdout
    )
    kept = json.loads((tmp_path / "build" / "neighbours.json").read_text())
    assert list(kept) == ["pairs", "precision", "recall"]
    assert kept["pairs"] == len(held_out)


def test_other_pairs_are_measured_if_there_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text(
        PAIRS
        + '"KTP lama, antre",Antre KTP lama sekali,1\nKTP lama jadi,Jalan rusak,0\nGot mampet,Kios sepi,1\n'
    )
    ran = measure(tmp_path, "ours.csv")
    assert ran.returncode == 0
    assert (
        "ours.csv: 3 pairs, 2 alike; precision 1.00 (1 of 1 found), recall 0.50 (1 of 2 alike)" in ran.stdout
    )
    kept = json.loads((tmp_path / "build" / "neighbours.json").read_text())
    assert kept == {"pairs": 3, "precision": 1.0, "recall": 0.5}


def test_a_file_that_cannot_be_used_gets_one_line_and_leaves_no_figures(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "neighbours.json").write_text("{}")
    ran = measure(tmp_path, "nowhere.csv")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "nowhere.csv cannot be read: No such file or directory\n"
    assert not (tmp_path / "build" / "neighbours.json").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"text_a,text_b,alike\n\n", "has no pairs below its headings"),
        (b"text_a,alike\nx,1\n", "has no column text_b; it needs text_a, text_b, alike"),
        (b"KTP lama,Antre KTP,1\n", "has no column text_a, text_b, alike; it needs text_a, text_b, alike"),
        (b"text_a,text_b,alike\nx,y,1\nx,y,ya\n", "row 3: alike is “ya”; write 1 or 0"),
        (b"text_a,text_b,alike\nx,y\n", "row 2: alike is “”; write 1 or 0"),
        (b"text_a,text_b,alike\n ,y,1\n", "row 2: text_a is empty"),
        (b"text_a,text_b,alike\nx,,0\n", "row 2: text_b is empty"),
        ("text_a,text_b,alike\nantré,y,1\n".encode("latin-1"), "is not UTF-8; save it as “CSV UTF-8”"),
        (b"PK\x03\x04\x14\x00\x06\x00", "has no column"),
        (b'text_a,text_b,alike\n"x' + b"y" * 200_000 + b'",z,1\n', "is not CSV: field larger"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_bytes(content)
    with pytest.raises(UnusablePairs) as wrong:
        read_pairs(file)
    assert str(wrong.value).startswith(str(file))
    assert why in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    "content",
    [
        '\ufeffText_A,text_b,ALIKE\r\n"KTP, lama",y,1\r\n\r\n',
        "text_a;text_b;alike\nKTP, lama;y;1\n",
        'alike,no,text_b,text_a\n1,7,y,"KTP, lama"\n',
    ],
)
def test_spreadsheets_write_csv_in_several_ways(tmp_path: Path, content: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(content, encoding="utf-8", newline="")
    assert read_pairs(file) == [Pair("KTP, lama", "y", True)]


def test_figures_of_nothing_are_0() -> None:
    none = Figures.of([Pair("x", "y", False)], lambda one, other: False)
    assert (none.precision, none.recall) == (0, 0)


def test_no_text_is_in_two_of_the_files() -> None:
    """What is held out has been seen nowhere else."""
    known = texts(DEVELOPMENT) | texts(EVERYDAY)
    assert not texts(HELD_OUT) & known
    assert not texts(AFTERWARDS) & (known | texts(HELD_OUT))


def test_the_pairs_held_out_are_enough_and_of_both_kinds() -> None:
    pairs = read_pairs(HELD_OUT)
    assert len(pairs) >= 60
    assert 0.35 < sum(pair.alike for pair in pairs) / len(pairs) < 0.55
