"""The parameters column: key=value, key=value."""

import math
import re
from collections.abc import Iterator, Mapping

from models.instruments.question_types import SELECTS

_RANGE = {"start": "1", "end": "10", "step": "1"}
_NOT_YET = ("placeholder", "tick_interval", "tick_labelset")
_WHOLE = ("max-pixels", "rows")
_QUALITIES = ("voice-only", "low", "normal", "external")
_EQUALS = re.compile(r"\s*=\s*")
_BETWEEN = re.compile(r"[\s,;]+")
_SEED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z|\$\{[^{}]+\}\Z")


def parameters_in(cell: str) -> Mapping[str, str]:
    """Give the parameters of a cell; what is no pair is left out."""
    parts = _BETWEEN.split(_EQUALS.sub("=", cell.strip()))
    return dict(part.split("=", 1) for part in parts if "=" in part)


def wrong_parameters(kind: str, cell: str) -> Iterator[str]:
    """Say what is wrong with the parameters of a question of this type."""
    given = parameters_in(cell)
    if kind == "range":
        yield from _wrong_range(given)
    elif kind in SELECTS:
        yield from _wrong_order(given)
    for name in _WHOLE:
        if name in given and not given[name].isdecimal():
            yield f"{name} has to be a whole number, as in {name}=5"
    if kind == "audio" and given.get("quality", "low") not in _QUALITIES:
        yield f"quality is one of {', '.join(_QUALITIES)}"


def _wrong_range(given: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(given.keys() & set(_NOT_YET)):
        yield f"{name} is not supported yet"
    try:
        start, end, step = (float(given.get(name) or usual) for name, usual in _RANGE.items())
    except ValueError:
        start = end = step = math.nan
    if not all(map(math.isfinite, (start, end, step))):
        yield "start, end and step have to be numbers, as in start=1 end=5 step=1"
    elif step == 0 or start == end:
        yield "a range needs a step, and a start that is not its end"


def _wrong_order(given: Mapping[str, str]) -> Iterator[str]:
    shuffled = given.get("randomize", "false").lower()
    if shuffled not in {"true", "false"}:
        yield "randomize is true or false, as in randomize=true"
    if "seed" in given and shuffled == "false":
        yield "a seed needs randomize=true beside it"
    if "seed" in given and not _SEED.match(given["seed"]):
        yield "the seed has to be a number or a question, as in seed=42 or seed=${name}"
