"""How a function is called and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["number", "boolean", "string", "nodes", "any"]


@dataclass(frozen=True)
class Function:
    """A function an expression may call, with from `fewest` to `most` arguments (None: any number).

    `run` is None where libxml2's own does; `takes` says how node-sets and numbers among its
    arguments are handed over ("any": as they are). Called without arguments one that may speaks
    `of_itself`: of the node the expression stands at.
    """

    fewest: int
    most: int | None
    gives: Kind
    run: Callable[..., Any] | None = None
    takes: Literal["any", "nodes", "number", "string", "boolean"] = "any"
    of_itself: bool = False
