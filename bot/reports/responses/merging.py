"""Several orders made into one: the newest decides, what only older ones have keeps its neighbour."""

from collections.abc import Iterable, Sequence

_ENDS = ""  # what the first name follows, and what follows the last


def merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """Every name once. `orders` come newest first; what is missing follows what it followed when it was there."""
    following = {_ENDS: _ENDS}
    for order in orders:
        previous = _ENDS
        for name in order:
            if name not in following:
                following[name] = following[previous]
                following[previous] = name
            previous = name
    together = []
    name = following[_ENDS]
    while name != _ENDS:
        together.append(name)
        name = following[name]
    return together


def distinct(names: Iterable[str]) -> list[str]:
    """The names in their order; one that was there before is numbered: "a", "b", "a (2)"."""
    taken: set[str] = set()
    found = []
    for name in names:
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{name} ({number})"
        taken.add(unique)
        found.append(unique)
    return found
