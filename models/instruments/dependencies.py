"""What has to be known before what, in a form's calculations and conditions."""

from collections.abc import Mapping, Set
from graphlib import CycleError, TopologicalSorter


def in_order(depends: Mapping[str, Set[str]]) -> list[str]:
    """Sort the keys so that each stands behind all it depends on. Raises graphlib.CycleError for a circle."""
    return list(TopologicalSorter(depends).static_order())


def circles(depends: Mapping[str, Set[str]]) -> list[tuple[str, ...]]:
    """Give the circles, each from one of its keys round to the key before it; [] where all is well."""
    left = {key: set(needs) for key, needs in depends.items()}
    found: list[tuple[str, ...]] = []
    while True:
        try:
            in_order(left)
        except CycleError as circle:
            # graphlib names each as needed by the next one, the first again at the end.
            keys = tuple(reversed(circle.args[1][1:]))
            found.append(keys)
            for key in keys:
                left[key] -= set(keys)
        else:
            return found
