"""Where everything stands on a picture of people by weeks: whoever stands worst first, in one column or two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.digests.digest import Row

ONE, MOST = 40, 80  # people in one column, and in two; more than that cannot be read on a phone
WIDE = 0.63  # of the size of letters: how wide one is
TOP = 36  # points above the first row, for the weeks
NARROW = 292  # points that one of two columns is wide
GAP = 18  # points between two columns


@dataclass(frozen=True)
class Look:
    """Sizes in points: of a row, of a week, of the room for a name, of its letters, and of the days above the weeks."""

    row: float
    week: float
    name: float
    letters: float
    days: float

    @property
    def longest(self) -> int:
        """How many characters of a name fit."""
        return int(self.name / (self.letters * WIDE))


@dataclass(frozen=True)
class Place:
    """A row of the picture: whose it is, and where its name and its first week begin, in points from the top left."""

    row: Row
    left: float
    cells: float
    top: float


@dataclass(frozen=True)
class Grid:
    """The people of whom there is room, and how they are laid out."""

    rows: Sequence[Row]
    weeks: Sequence[date]
    wide: float  # points that one column is to fill

    @property
    def shown(self) -> Sequence[Row]:
        """Of whom there is room."""
        return self.rows[:MOST]

    @property
    def left_out(self) -> int:
        """Of how many there is none."""
        return len(self.rows) - len(self.shown)

    @property
    def columns(self) -> int:
        """One, or two."""
        return 1 if len(self.shown) <= ONE else 2

    @property
    def look(self) -> Look:
        """How large everything is."""
        count = max(len(self.weeks), 1)
        if self.columns == 1:
            week = min(20.0, (self.wide - 170) / count)
            return Look(19, week, self.wide - week * count, 13, min(11.0, week * 0.62))
        week = min(12.5, 150 / count)
        return Look(17, week, NARROW - week * count, 12, 8)

    @property
    def width(self) -> float:
        """Of all of it, in points."""
        return self.columns * self._column + (self.columns - 1) * GAP

    @property
    def height(self) -> float:
        """Of all of it, in points."""
        return TOP + self._deep * self.look.row

    def places(self) -> Iterator[Place]:
        """Where each of them stands."""
        for n, row in enumerate(self.shown):
            left = (n // self._deep) * (self._column + GAP)
            yield Place(row, left, left + self.look.name, TOP + (n % self._deep) * self.look.row)

    def heads(self) -> Iterator[tuple[float, date]]:
        """Where each week stands in each column: the middle of it, in points from the left."""
        for column in range(self.columns):
            left = column * (self._column + GAP) + self.look.name
            for n, week in enumerate(self.weeks):
                yield left + (n + 0.5) * self.look.week, week

    @property
    def _deep(self) -> int:
        return max(1, -(-len(self.shown) // self.columns))

    @property
    def _column(self) -> float:
        return self.look.name + self.look.week * len(self.weeks)
