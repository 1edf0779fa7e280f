"""How every chart looks, and how it becomes a picture for a phone."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt
import vl_convert

WIDTH, HEIGHT = 420, 420  # of the plot, in points; a picture has SCALE pixels a point
SCALE = 2.0
INK, FAINT, ACCENT, GOOD, WARN, BAD, NONE = (
    "#1c2733",
    "#d8dee5",
    "#1d6fa5",
    "#2e8b57",
    "#e0a100",
    "#c0392b",
    "#b9c2cc",
)
_FONT = "DejaVu Sans, Liberation Sans, Arial, sans-serif"


Chart: TypeAlias = Any
"""A chart of Altair's, whose kinds its own types do not tell apart."""


def data(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as a chart takes them."""
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]


def png(chart: Chart) -> bytes:
    """The chart as a PNG."""
    picture: bytes = vl_convert.vegalite_to_png(styled(chart).to_dict(), scale=SCALE)
    return picture


def styled(chart: Chart) -> Chart:
    """The chart with our fonts and colours: large enough for a small screen, no box around it."""
    return (
        chart.configure(background="white", font=_FONT, padding=16)
        .configure_view(stroke=None)
        .configure_title(
            fontSize=17, anchor="start", color=INK, subtitleColor=INK, subtitleFontSize=13, offset=14
        )
        .configure_axis(
            labelFontSize=13,
            titleFontSize=14,
            labelColor=INK,
            titleColor=INK,
            gridColor=FAINT,
            domain=False,
            tickColor=FAINT,
        )
        .configure_legend(labelFontSize=13, titleFontSize=13, labelColor=INK, titleColor=INK)
    )


def rows_of(chart: Chart) -> list[dict[str, Any]]:
    """Every row of data that a chart is drawn from, layer by layer."""
    drawn = chart.to_dict()
    rows = [row for layer in drawn.get("layer", [drawn]) for row in layer.get("data", {}).get("values", ())]
    return [*rows, *(row for named in drawn.get("datasets", {}).values() for row in named)]
