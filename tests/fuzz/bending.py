"""What can become of an update: values gone, of another type, too large, too deep, somebody else's."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


class Repeated(str):
    """A long text that prints short."""

    def __new__(cls, piece: str, times: int) -> "Repeated":
        made = super().__new__(cls, piece * times)
        made.made_of = f"{piece!r} * {times}"
        return made

    made_of: str

    def __repr__(self) -> str:
        return self.made_of


@dataclass(frozen=True)
class Nested:
    """A value within so many lists, or within so many objects under one name."""

    depth: int
    name: str = ""

    def made(self) -> Any:
        value: Any = None
        for _ in range(self.depth):
            value = {self.name: value} if self.name else [value]
        return value


@dataclass(frozen=True)
class Gone:
    """Nothing is left of the n-th value of the update."""

    nth: int

    def bend(self, update: dict[str, Any]) -> str:
        *way, name = _place(update, self.nth)
        del _at(update, way)[name]
        return f"without {_called(way, name)}"


@dataclass(frozen=True)
class Becomes:
    """The n-th value of the update is another one."""

    nth: int
    value: Any

    def bend(self, update: dict[str, Any]) -> str:
        *way, name = _place(update, self.nth)
        _at(update, way)[name] = _made(self.value)
        return f"{_called(way, name)} = {self.value!r}"


@dataclass(frozen=True)
class Copied:
    """The n-th value of the update is also in the place of another one."""

    nth: int
    onto: int

    def bend(self, update: dict[str, Any]) -> str:
        *way, name = _place(update, self.onto)
        source = _place(update, self.nth)
        _at(update, way)[name] = json.loads(json.dumps(_at(update, source)))
        return f"{_called(way, name)} = {_called(source[:-1], source[-1])}"


@dataclass(frozen=True)
class Added:
    """Something is there that belongs to another kind of update or message."""

    nth: int
    name: str
    value: Any

    def bend(self, update: dict[str, Any]) -> str:
        objects = [way for way in ((), *_places(update)) if isinstance(_at(update, way), dict)]
        way = objects[self.nth % len(objects)]
        _at(update, way)[self.name] = _made(self.value)
        return f"{_called(way, self.name)} = {self.value!r}"


Bend = Gone | Becomes | Copied | Added


def bent(update: dict[str, Any], bends: tuple[Bend, ...]) -> list[str]:
    """Bend an update, one bend after the other as long as something is left; what was done, in words."""
    return [bend.bend(update) for bend in bends if update]


def written_down(update: dict[str, Any]) -> bytes:
    """An update as it travels: ASCII, so that half a character stays an escape."""
    return json.dumps(update).encode()


def _place(update: dict[str, Any], nth: int) -> Path:
    places = list(_places(update))
    return places[nth % len(places)]


def _places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every value within a value; not to those far within, which all are alike."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner if len(path) < 9 else ():
        yield (*path, name)
        yield from _places(part, (*path, name))


def _at(value: Any, way: Path | list[str | int]) -> Any:
    for step in way:
        value = value[step]
    return value


def _made(value: Any) -> Any:
    """A value of its own, so that a further bend changes this one only."""
    if isinstance(value, Nested):
        return value.made()
    return json.loads(json.dumps(value)) if isinstance(value, dict | list) else value


def _called(way: Path | list[str | int], name: str | int) -> str:
    return ".".join(map(str, (*way, name)))
