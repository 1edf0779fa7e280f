"""What repeats, as ODK and KoboToolbox have it: a sheet a repeat, a row an occurrence, tied to its parent's row."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.reports.responses.cells import Cell
from bot.reports.responses.columns import Column, answers
from bot.reports.responses.merging import distinct
from bot.reports.responses.questionnaire import Questionnaire
from models.instruments.places import above, path_of
from models.responses import Received

_LONGEST = 31
"""Characters of a sheet's name in a spreadsheet."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_TAKEN = ("responses", "times", "labels", "versions", "about")
_TIES = ("_index", "_parent_table_name", "_parent_index", "_submission__id")


@dataclass(frozen=True)
class Repeat:
    """A repeat as a table: how it is called, in which table its parent stands, its columns."""

    path: str
    name: str
    parent: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> list[str]:
        """What each occurrence answered, and what ties it to its parent."""
        return distinct([*(column.heading for column in self.columns), *_TIES])


def repeats(questionnaire: Questionnaire) -> list[Repeat]:
    """Every repeat of any version, an outer one before those in it."""
    names = _names(questionnaire.repeats)
    return [
        Repeat(
            path,
            names[path],
            names.get(questionnaire.repeat_of(path), "responses"),
            tuple(answers(questionnaire, path)),
        )
        for path in questionnaire.repeats
    ]


@dataclass
class Numbering:
    """The rows of all repeats as they are written, counted from 1 within each table; _index of ODK."""

    tables: list[Repeat]
    _last: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def rows(self, response: Received, number: int) -> Iterator[tuple[Repeat, list[Cell]]]:
        """The rows of one response, which is the `number`-th itself."""
        index = {"": number}
        places = _places(response)
        for table in self.tables:
            for place in places.get(table.path, ()):
                self._last[table.path] += 1
                index[place] = self._last[table.path]
                parent = next(p for p in _around(place) if p in index)
                one = _standing_in(response, place)
                cells: list[Cell] = [column.show(one) for column in table.columns]
                yield table, [*cells, index[place], table.parent, index[parent], response.id]


def _around(place: str) -> Iterator[str]:
    """What a place stands in, the closest first."""
    while place:
        place = above(place)
        yield place


def _places(response: Received) -> dict[str, list[str]]:
    """Where each repeat occurred in a response, in the order of the numbers."""
    found: set[str] = set()
    for path in response.values:
        found.update(place for place in _around(path) if place.endswith("]"))
    places: dict[str, list[str]] = defaultdict(list)
    for place in sorted(found, key=_numbers):
        places[path_of(place)].append(place)
    return places


def _numbers(place: str) -> list[tuple[str, int]]:
    parts = (part.rstrip("]").partition("[") for part in place.split("/"))
    return [(name, int(number or 0)) for name, _bracket, number in parts]


def _standing_in(response: Received, place: str) -> Received:
    """The response as one occurrence sees it: only what it answered, by the paths of the form."""
    inside = {
        path_of(path): value
        for path, value in response.values.items()
        if path.startswith(f"{place}/") and "[" not in path[len(place) :]
    }
    return replace(response, values=inside)


def _names(paths: list[str]) -> dict[str, str]:
    """A name for each sheet: the repeat's own, numbered where it is taken."""
    short = [path.rpartition("/")[2].translate(_NOT_IN_NAMES)[: _LONGEST - 5] for path in paths]
    called = distinct([*_TAKEN, *(name.lower() if name.lower() in _TAKEN else name for name in short)])
    return dict(zip(paths, called[len(_TAKEN) :], strict=True))
