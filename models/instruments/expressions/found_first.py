"""Functions that are found out before the XPath runs: time, chance, other choices' names, other files."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from models.instruments.expressions.chance import random_at, uuid_at
from models.instruments.expressions.conversions import number_of
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Expression, Surroundings
from models.instruments.expressions.standpoint import Standpoint
from models.instruments.expressions.syntax import Call, Literal, Path, Tree, parse

Apart: TypeAlias = Callable[[Tree], Expression]
"""Compiles an argument on its own, at the node the whole stands at."""

_DRAWS: dict[str, Callable[[str, Any, int], Any]] = {"uuid": uuid_at, "random": random_at}


def _time(here: Standpoint, call: Call, _apart: Apart) -> str:
    if call.name == "today":
        return here.ask("today", lambda _node, around: around.today)
    return here.ask("now", lambda _node, around: around.now)


def _chance(here: Standpoint, call: Call, _apart: Apart) -> str:
    draw, nth = _DRAWS[call.name], len(here.asked)
    return here.ask_once_more(call.name, lambda node, around: draw(around.seed, node, nth))


def _choice_name(here: Standpoint, call: Call, apart: Apart) -> str:
    target = call.arguments[1]
    place = parse(target.text) if isinstance(target, Literal) else None
    if not isinstance(place, Path):
        raise ExpressionError("jr:choice-name() needs the question in quotes, as '${name}'")
    path, value = here.refer(place), apart(call.arguments[0])
    return here.ask_once_more(
        "choice", lambda node, around: around.choice_name(path, value.text(node, around))
    )


def _pulled(here: Standpoint, call: Call, apart: Apart) -> str:
    named = [part.text.strip() for part in call.arguments[:3] if isinstance(part, Literal)]
    if len(named) < 3:
        raise ExpressionError("pulldata() needs the file and both columns in quotes, and then the key")
    file, column, key_column = named
    file = file.removesuffix(".csv")
    here.pulled.add((file, column, key_column))
    key = apart(call.arguments[3])
    return here.ask_once_more(
        "pulled", lambda node, around: around.pulled(file, column, key_column, key.text(node, around))
    )


def _indexed(here: Standpoint, call: Call, apart: Apart) -> str:
    """Write indexed-repeat(question, repeat, number, ...) as a path with numbers in it."""
    target, *pairs = call.arguments
    if len(pairs) % 2 or not isinstance(target, Path):
        raise ExpressionError("indexed-repeat() takes a question, and then repeats with a number each")
    goal = here.refer(target)
    numbers: dict[str, str] = {}
    for repeat, number in zip(pairs[::2], pairs[1::2], strict=True):
        place = here.refer(repeat) if isinstance(repeat, Path) else ""
        if place not in here.repeats or not goal.startswith(f"{place}/"):
            raise ExpressionError("indexed-repeat() needs a repeat that its question is in")
        numbers[place] = here.ask_once_more("at", _number_at(apart(number)))
    start, done = here.way_to(min(numbers, key=len))
    steps = []
    for name in goal[len(done) + 1 :].split("/"):
        done = f"{done}/{name}"
        steps.append(f"{name}[{numbers[done]}]" if done in numbers else name)
    return f"{start}/{'/'.join(steps)}"


def _number_at(expression: Expression) -> Callable[[Any, Surroundings], float]:
    return lambda node, around: number_of(expression.evaluate(node, around))


FOUND_FIRST: Mapping[str, Callable[[Standpoint, Call, Apart], str]] = {
    "today": _time,
    "now": _time,
    "random": _chance,
    "uuid": _chance,
    "jr:choice-name": _choice_name,
    "pulldata": _pulled,
    "indexed-repeat": _indexed,
}
"""How each is written. All raise ExpressionError for arguments it cannot have."""
