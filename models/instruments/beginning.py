"""What every response to a form begins with, where that is always the same: worked out once, then copied."""

from collections.abc import Mapping, Set
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

METADATA = frozenset({"start", "today"})
"""Items whose value is when the response was opened."""


@dataclass(frozen=True)
class Beginning:
    """A response before anything is answered: its elements, what is relevant and what was given by default.

    `late` are the paths of calculations that have not been worked out.
    """

    places: tuple[str, ...]  # of the elements, in document order
    root: Any
    relevant: Mapping[str, bool]
    given: Mapping[str, str]
    late: Set[str]

    def elements(self) -> dict[str, Any]:
        """Give the elements anew, by place."""
        root = deepcopy(self.root)
        return dict(zip(self.places, root.iter(), strict=True))
