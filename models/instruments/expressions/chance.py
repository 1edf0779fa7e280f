"""Chance that is fixed for one response: the same response, node and call always give the same."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")

_MODULUS, _MULTIPLIER = 2_147_483_647, 48_271


def random_at(seed: str, node: Any, call: int) -> float:
    """Give a number from 0 up to, not including, 1, for the `call`-th time chance is asked at a node."""
    return int.from_bytes(_digest(seed, node, call)[:6]) / 2**48


def uuid_at(seed: str, node: Any, call: int) -> str:
    """Give a random UUID (version 4)."""
    return str(UUID(bytes=_digest(seed, node, call), version=4))


def shuffled(things: Sequence[T], seed: int) -> list[T]:
    """Give the things in an order that the seed decides (Fisher and Yates, by Park and Miller's numbers)."""
    state = seed % _MODULUS or 1
    order = list(things)
    for last in range(len(order) - 1, 0, -1):
        state = state * _MULTIPLIER % _MODULUS
        other = (state - 1) * (last + 1) // (_MODULUS - 1)
        order[last], order[other] = order[other], order[last]
    return order


def _digest(seed: str, node: Any, call: int) -> bytes:
    return blake2b(f"{seed}|{_place(node)}|{call}".encode(), digest_size=16).digest()


def _place(node: Any) -> str:
    """Give where a node stands, the number of every repeat included."""
    steps: list[str] = []
    while node is not None:
        before = sum(1 for _ in node.itersiblings(node.tag, preceding=True))
        steps.append(f"{node.tag}[{before + 1}]")
        node = node.getparent()
    return "/".join(reversed(steps))
