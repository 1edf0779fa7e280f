"""Whether there is a function of that name, and whether it may be called like this."""

from difflib import get_close_matches

from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.function import Function
from models.instruments.expressions.functions import FUNCTIONS
from models.instruments.expressions.syntax import Call, Literal, Path, Step
from models.instruments.expressions.text_functions import pattern

_SHAPES = "a chat has no areas and no lines"
NOT_HERE = {
    "randomize": "write it as a parameter of a select or rank: randomize=true",
    "instance": "use a choice_filter, or pulldata() for a file",
    "area": _SHAPES,
    "distance": _SHAPES,
    "geofence": _SHAPES,
    "intersects": _SHAPES,
    "digest": "answers are not enciphered",
    "base64-decode": "answers are not enciphered",
    "extract-signed": "answers are not enciphered",
    "property": "a chat knows nothing of a device",
}
"""Functions of ODK that cannot run, and why or what to do instead."""

_ITSELF = Path("", (Step("."),))


def signature(call: Call) -> Function:
    """Give the function that is called. Raises ExpressionError where there is none, or not for such arguments."""
    function = FUNCTIONS.get(call.name)
    if function is None:
        if call.name in NOT_HERE:
            raise ExpressionError(f"{call.name}() is not supported: {NOT_HERE[call.name]}")
        raise ExpressionError(f"unknown function {call.name}(){_perhaps(call.name)}")
    count = len(call.arguments)
    if count == 0 and function.of_itself:
        return function
    if count < function.fewest or (function.most is not None and count > function.most):
        raise ExpressionError(f"{call.name}() takes {_wanted(function)}, not {count}")
    if call.name == "regex" and isinstance(expected := call.arguments[1], Literal):
        pattern(expected.text)
    return function


def in_full(call: Call, function: Function) -> Call:
    """Give the call with the argument it speaks of where it is called without one."""
    return Call(call.name, (_ITSELF,)) if function.of_itself and not call.arguments else call


def _perhaps(name: str) -> str:
    near = get_close_matches(name.lower(), FUNCTIONS, 1, 0.8)
    return f"; is it {near[0]}()?" if near else ""


def _wanted(function: Function) -> str:
    if function.most is None:
        return f"at least {function.fewest} arguments" if function.fewest > 1 else "at least 1 argument"
    if function.fewest == function.most:
        return f"{function.most} argument{'' if function.most == 1 else 's'}"
    return f"{function.fewest} to {function.most} arguments"
