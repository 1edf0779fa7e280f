"""The line of days that runs across a chart: months or weeks above it, thin rules for holidays and for days with a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from bot.i18n import short_day, short_month
from bot.reports.charts.drawing import FAINT, INK, NONE, WIDTH, Chart, data
from models.days.counting import monday_of, months_on
from models.days.holidays import holiday_on

LEAST = 7  # days on a line
ABOVE, BELOW = 26, 22  # points for the marks above, and for each named day below
LABEL = 13  # points, the size of what stands at days
LETTER = 7.5  # points that a letter of that size is wide
MOST_MARKS = 5  # that have room side by side
FEW_DAYS = 35  # up to which weeks are marked, and not months
CALM = 130  # days up to which holidays are drawn
EVERY = (1, 2, 3, 6, 12, 24, 60)  # months between marks


@dataclass(frozen=True)
class Line:
    """`days` days from `first` on, across `rows` points of chart; `named` days are shown where they are on it."""

    first: date
    days: int
    rows: float
    named: Mapping[date, str]

    @property
    def height(self) -> float:
        """Of the whole plot, in points."""
        return self.rows + ABOVE + BELOW * len(self.named_here)

    @property
    def named_here(self) -> Sequence[tuple[date, str]]:
        """The named days that are on the line, the first one first."""
        return sorted((day, name) for day, name in self.named.items() if 0 <= self.place(day) < self.days)

    @property
    def days_off(self) -> Sequence[date]:
        """The holidays on the line; none where it is so long that they would be a fence."""
        if self.days > CALM:
            return []
        every = (self.first + timedelta(days=n) for n in range(self.days))
        return [day for day in every if holiday_on(day) is not None]

    def place(self, day: date) -> int:
        """How many days after the first it is."""
        return (day - self.first).days

    def x(self, field: str) -> Any:
        """What a field says in days from the first, across the chart."""
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, self.days], nice=False), axis=None)

    def y(self, field: str) -> Any:
        """What a field says in points from the top of the rows, down the chart."""
        domain = [self.height - ABOVE, -ABOVE]
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=domain, nice=False), axis=None)

    def marks(self) -> Sequence[Chart]:
        """A faint rule at the beginning of each month, or week, with its name above."""
        marks = list(self._marks())
        rules = [{"at": self.place(day), "top": -ABOVE, "bottom": self.rows} for day, _text in marks]
        texts = [
            {"at": self.place(day), "text": text, "y": 8 - ABOVE}
            for day, text in marks
            if self.place(day) / self.days * WIDTH + len(text) * LETTER < WIDTH
        ]
        return [_rules(self, rules, FAINT), *self.texts(texts, indent=4)]

    def holidays(self) -> Sequence[Chart]:
        """A dotted rule through the middle of each."""
        rows = [{"at": self.place(day) + 0.5, "top": 0, "bottom": self.rows} for day in self.days_off]
        return [_rules(self, rows, NONE, dotted=True)]

    def named_days(self, colour: str) -> Sequence[Chart]:
        """A rule through the middle of each, with its name and its date below."""
        rows: list[dict[str, Any]] = [
            {
                "at": self.place(day) + 0.5,
                "text": f"{name}, {short_day(day)}",
                "top": 0,
                "bottom": self.rows + BELOW * (n + 1),
                "y": self.rows + BELOW * (n + 0.5),
            }
            for n, (day, name) in enumerate(self.named_here)
        ]
        early = [row for row in rows if row["at"] <= self.days / 2]
        late = [row for row in rows if row["at"] > self.days / 2]
        return [
            _rules(self, rows, colour),
            *self.texts(early, colour=colour, indent=4),
            *self.texts(late, colour=colour, indent=-4, align="right"),
        ]

    def texts(
        self,
        rows: Sequence[Mapping[str, Any]],
        *,
        size: int = LABEL,
        align: str = "left",
        colour: str = INK,
        indent: int = 0,
    ) -> Sequence[Chart]:
        """The `text` of each row, where its `at` (days) and `y` (points) are, on a white edge that keeps rules off it."""
        looks: dict[str, Any] = {"fontSize": size, "align": align, "baseline": "middle", "dx": indent}
        edge = alt.Chart(data(rows)).mark_text(
            color="white", stroke="white", strokeWidth=4, strokeJoin="round", **looks
        )
        words = alt.Chart(data(rows)).mark_text(color=colour, **looks)
        return [mark.encode(x=self.x("at"), y=self.y("y"), text="text:N") for mark in (edge, words)]

    def _marks(self) -> Iterator[tuple[date, str]]:
        if self.days <= FEW_DAYS:
            monday = monday_of(self.first + timedelta(days=6))
            step = -(-self.days // (7 * MOST_MARKS))
            for day in (monday + timedelta(weeks=n) for n in range(0, MOST_MARKS * step, step)):
                if self.place(day) < self.days:
                    yield day, short_day(day)
            return
        begun = (months_on(self.first.replace(day=1), n) for n in range(self.days // 28 + 2))
        months = [month for month in begun if 0 <= self.place(month) < self.days]
        step = next((n for n in EVERY if len(months) <= n * MOST_MARKS), EVERY[-1])
        for month in months:
            if (month.year * 12 + month.month - 1) % step == 0:
                yield month, short_month(month)


def _rules(line: Line, rows: Sequence[Mapping[str, Any]], colour: str, *, dotted: bool = False) -> Chart:
    rule = alt.Chart(data(rows)).mark_rule(color=colour, strokeDash=[1, 4] if dotted else [1, 0])
    return rule.encode(x=line.x("at"), y=line.y("top"), y2="bottom:Q")
