"""People by weeks, coloured by how they stood: whoever stands worst comes first, who did not report is crossed out."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import _, month_name, ngettext
from bot.reports.charts.drawing import BAD, FAINT, GOOD, INK, NONE, WARN, WIDTH, Chart, data, png
from bot.reports.digests.grid import TOP, Grid, Place
from bot.reports.digests.wording import explained, short_name, sign_of
from models.checkins.status import Light
from models.digests.digest import Row, Sheet
from models.digests.record import Cell, Mark

COLOURS = {Light.RED: BAD, Light.AMBER: WARN, Light.GREEN: GOOD, Light.GREY: NONE}
PALE = 0.3  # how much of its colour a week has that was not reported
EDGE = 0.8  # points of white around a week
LEGEND = 20  # points, a line of it
LEGEND_AT = (0.0, 0.33, 0.66)  # of the width, where the things in a line of it begin


def draw_digest(sheet: Sheet | None) -> Made:
    """The picture, with what it shows in one sentence. Raises Undoable where there is nothing to show."""
    if sheet is None or not sheet.rows:
        raise Undoable(_("There is nothing to draw yet: no week of the batch has been reported."))
    name = _("digest-{code}.png").format(code=sheet.digest.house.code)
    return Made(finding(sheet.rows), name, digest_picture(sheet))


def digest_picture(sheet: Sheet) -> bytes:
    """The picture alone, as a PNG."""
    return png(digest_chart(sheet))


def finding(rows: Sequence[Row]) -> str:
    """How many stand worst."""
    lights = [row.light for row in rows]
    count = len(rows)
    if n := lights.count(Light.RED):
        return ngettext("{n} of {count} is critical", "{n} of {count} are critical", n).format(
            n=n, count=count
        )
    if n := lights.count(Light.AMBER):
        told = ngettext("{n} of {count} needs attention", "{n} of {count} need attention", n)
        return told.format(n=n, count=count)
    return _("Nobody is late")


def digest_chart(sheet: Sheet) -> Chart:
    """The chart: below one another the people, side by side the weeks."""
    grid = Grid(sheet.rows, sheet.weeks, WIDTH)
    height = grid.height + 8 + LEGEND * (_lines(grid) + (grid.left_out > 0))
    across = alt.Scale(domain=[0, grid.width], nice=False)
    down = alt.Scale(domain=[height, 0], nice=False)
    boxes = [box for place in grid.places() for box in _boxes(grid, place)]
    legend_boxes, legend_texts = _legend(grid)
    layers = [
        alt.Chart(data([*boxes, *legend_boxes]))
        .mark_rect()
        .encode(
            x=alt.X("left:Q", scale=across, axis=None),
            x2="right:Q",
            y=alt.Y("top:Q", scale=down, axis=None),
            y2="bottom:Q",
            color=alt.Color("colour:N", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        ),
        *_texts([*_names(grid), *_heads(grid), *legend_texts], "left", across, down),
        *_texts([*_days(grid), *_signs(boxes, grid), *_signs(legend_boxes, grid)], "center", across, down),
    ]
    subtitle = _("{batch}, week {n} of {count}. The worst first.").format(
        batch=sheet.digest.house.name, n=sheet.digest.number, count=sheet.digest.count
    )
    title = alt.TitleParams(finding(sheet.rows), subtitle=subtitle)
    chart: Chart = alt.layer(*layers).properties(width=grid.width, height=height, title=title)
    return chart


def _boxes(grid: Grid, place: Place) -> Sequence[dict[str, Any]]:
    week, row = grid.look.week, grid.look.row
    found = []
    for n, cell in enumerate(place.row.cells):
        if cell.mark is not Mark.NOT_ASKED:
            left = place.cells + n * week
            found.append(_box(cell, left, place.top, week, row))
    return found


def _box(cell: Cell, left: float, top: float, wide: float, high: float) -> dict[str, Any]:
    colour = COLOURS[cell.light] if cell.light else FAINT
    looks = {
        Mark.REPORTED: (colour, 1.0, colour),
        Mark.MISSED: (colour, PALE, colour),
        Mark.LEAVE: (FAINT, 0.6, FAINT),
    }
    fill, opacity, stroke = looks.get(cell.mark, ("white", 1.0, FAINT))
    sign = sign_of(cell)
    return {
        "left": left + EDGE, "right": left + wide - EDGE, "top": top + EDGE, "bottom": top + high - EDGE,
        "colour": fill, "opacity": opacity, "stroke": stroke,
        "sign": sign, "ink": "white" if sign == "!" else INK,
    }  # fmt: skip


def _names(grid: Grid) -> Sequence[dict[str, Any]]:
    look = grid.look
    return [
        _text(
            place.left,
            place.top + look.row / 2,
            short_name(place.row.member.name, look.longest),
            look.letters,
        )
        for place in grid.places()
    ]


def _heads(grid: Grid) -> Sequence[dict[str, Any]]:
    """The month, above its first week."""
    found, before = [], None
    for x, week in grid.heads():
        if before is None or week.month != before.month or week < before:
            found.append(_text(x - grid.look.week / 2, TOP - 27, month_name(week), 11))
        before = week
    return found


def _days(grid: Grid) -> Sequence[dict[str, Any]]:
    return [_text(x, TOP - 9, str(week.day), grid.look.days) for x, week in grid.heads()]


def _signs(boxes: Sequence[Mapping[str, Any]], grid: Grid) -> Sequence[dict[str, Any]]:
    return [
        _text(
            (one["left"] + one["right"]) / 2, (one["top"] + one["bottom"]) / 2, one["sign"], grid.look.letters
        )
        | {"ink": one["ink"]}
        for one in boxes
        if one["sign"]
    ]


def _legend(grid: Grid) -> tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]]:
    """What the colours and signs mean that are there; and how many there is no room for."""
    boxes, texts = [], []
    wide = min(grid.width, 1.2 * WIDTH)
    for n, (cell, words) in enumerate(explained(grid.shown)):
        left, top = LEGEND_AT[n % 3] * wide, grid.height + 8 + n // 3 * LEGEND
        boxes.append(_box(cell, left, top + 2, 15, 15))
        texts.append(_text(left + 20, top + 9.5, words, 12))
    if grid.left_out:
        more = ngettext(
            "{n} more, who stands better: in the PDF.",
            "{n} more, who stand better: in the PDF.",
            grid.left_out,
        ).format(n=grid.left_out)
        texts.append(_text(0, grid.height + 8 + _lines(grid) * LEGEND + 9.5, more, 13))
    return boxes, texts


def _lines(grid: Grid) -> int:
    return -(-len(explained(grid.shown)) // len(LEGEND_AT))


def _text(x: float, y: float, words: str, size: float) -> dict[str, Any]:
    return {"x": x, "y": y, "text": words, "size": size, "ink": INK}


def _texts(
    rows: Sequence[Mapping[str, Any]], align: Literal["left", "center"], across: Any, down: Any
) -> Sequence[Chart]:
    """A layer for each size of letters."""
    sizes = sorted({row["size"] for row in rows})
    return [
        alt.Chart(data([row for row in rows if row["size"] == size]))
        .mark_text(align=align, baseline="middle", fontSize=size)
        .encode(
            x=alt.X("x:Q", scale=across, axis=None),
            y=alt.Y("y:Q", scale=down, axis=None),
            text="text:N",
            color=alt.Color("ink:N", scale=None),
        )
        for size in sizes
    ]
