"""The quick wins of a batch on a square: how much they change against how much work they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import _, ngettext
from bot.reports.charts.drawing import ACCENT, GOOD, HEIGHT, INK, NONE, WIDTH, Chart, data, png
from models.quickwins.gate import Verdict
from models.quickwins.picture import Picture, Spot

A_LINE = 3  # numbers side by side in one cell
LINES = 3  # below one another; what is more is counted
LINE_HEIGHT = 0.19  # of a cell
COLOURS = {Verdict.QUICK_WIN: GOOD, Verdict.MAJOR_PROJECT: ACCENT}


def draw_impact_effort(picture: Picture) -> Made:
    """The picture, with what it shows in one sentence. Raises Undoable where there is nothing to show."""
    if not picture.spots:
        raise Undoable(_("There is nothing to show yet: no quick win of the batch has its figures."))
    return Made(finding(picture), "quick_wins.png", png(impact_effort(picture)))


def finding(picture: Picture) -> str:
    """What the picture says."""
    wins = sum(spot.verdict is Verdict.QUICK_WIN for spot in picture.spots)
    count = len(picture.spots)
    return ngettext("{wins} of {n} is a quick win", "{wins} of {n} are quick wins", count).format(
        wins=wins, n=count
    )


def impact_effort(picture: Picture) -> Chart:
    """The chart: a field a cell, the codes in it, and the corner in which quick wins are."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in picture.spots:
        cells[spot.effort, spot.impact].append(spot)
    rows = [
        {
            "effort": effort,
            "impact": impact,
            "numbers": [spot.code.removeprefix("QW-") for spot in spots],
            "count": len(spots),
            "colour": COLOURS.get(spots[0].verdict, NONE),
        }
        for (effort, impact), spots in sorted(cells.items())
    ]
    gate = picture.gate
    corner = [
        {"left": 0.5, "right": gate.effort_at_most + 0.5, "low": gate.impact_at_least - 0.5, "high": 5.5}
    ]
    scale, axis = alt.Scale(domain=[0.5, 5.5]), alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=False)
    x = alt.X("effort:Q", title=_("Effort"), scale=scale, axis=axis)
    y = alt.Y("impact:Q", title=_("Impact"), scale=scale, axis=axis)
    area = (
        alt.Chart(data(corner))
        .mark_rect(color=GOOD, opacity=0.12)
        .encode(x=alt.X("left:Q", scale=scale), x2="right:Q", y=alt.Y("low:Q", scale=scale), y2="high:Q")
    )
    spots = alt.Chart(data(rows)).encode(x=x, y=y)
    circles = spots.mark_circle(opacity=0.25).encode(
        color=alt.Color("colour:N", scale=None),
        size=alt.Size("count:Q", scale=alt.Scale(domain=[0, 8], range=[900, 5200]), legend=None),
    )
    numbers = (
        alt.Chart(data(_lines(rows)))
        .mark_text(fontSize=13, color=INK, baseline="middle")
        .encode(x=x, y=alt.Y("at:Q", scale=scale), text="line:N")
    )
    subtitle = _("{batch}, by impact and effort. 7 stands for QW-7.").format(batch=picture.batch)
    title = alt.TitleParams(finding(picture), subtitle=subtitle)
    chart: Chart = alt.layer(area, circles, numbers).properties(width=WIDTH, height=HEIGHT, title=title)
    return chart


def in_lines(numbers: Sequence[str]) -> list[str]:
    """Numbers in as many lines as fit a cell; how many more there are."""
    shown = numbers[: A_LINE * LINES]
    lines = [" ".join(shown[n : n + A_LINE]) for n in range(0, len(shown), A_LINE)]
    more = len(numbers) - len(shown)
    return [*lines, *([f"+{more}"] if more else [])]


def _lines(rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Each line of each cell, with the height at which it stands."""
    return [
        {
            "effort": row["effort"],
            "at": row["impact"] + ((len(lines) - 1) / 2 - n) * LINE_HEIGHT,
            "line": line,
        }
        for row in rows
        for lines in [in_lines(row["numbers"])]
        for n, line in enumerate(lines)
    ]
