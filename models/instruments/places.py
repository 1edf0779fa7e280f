"""Where a node stands in one response: the form's path with the number of each occurrence, "child[2]/name"."""

import re

_NUMBER = re.compile(r"\[[0-9]+\]")


def path_of(place: str) -> str:
    """Give the path in the form of a place in a response: "child/name" for "child[2]/name"."""
    return _NUMBER.sub("", place) if "[" in place else place


def above(place: str) -> str:
    """Give what a node stands in, "" for the root."""
    return place.rpartition("/")[0]


def occurrences_in(place: str) -> list[tuple[str, int]]:
    """Give the repeats a place leads through: each one's place without its number, and the number."""
    return [(place[: match.start()], int(match[0][1:-1])) for match in _NUMBER.finditer(place)]
