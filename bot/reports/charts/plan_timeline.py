"""A plan on a line of days: a bar a stage, its name above it, its first and last day below."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import Any

import altair as alt

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import _, ngettext, number, short_day
from bot.reports.charts.days import LEAST, Line
from bot.reports.charts.drawing import ACCENT, BAD, WIDTH, Chart, data, png
from models.plans.timeline import Bar, Timeline

ROW = 64  # points a stage takes: a line with its name, the bar, a line with its days
NAME_AT, BAR_AT, BAR_TO, DAYS_AT = 11, 23, 37, 48  # points from the top of its row
NAME = 14  # points, the size of its name
LONGEST_NAME = 50  # characters that fit above a bar
MOST = 40  # stages in one picture
LONG = 0.5  # of the width: such a bar has a day below each end, a shorter one has both in one
LATE = 0.55  # of the width: what is below a bar that begins later ends where the bar does


def draw_plan_timeline(timeline: Timeline | None) -> Made:
    """The picture, with what it shows in one sentence. Raises Undoable where there is nothing to show."""
    if timeline is None:
        raise Undoable(_("There is no plan of yours there. /rencana shows what there is."))
    if not timeline.bars:
        raise Undoable(_("There is nothing to draw yet: no stage of the plan has its dates."))
    return Made(finding(timeline), f"{timeline.code}.png", png(plan_timeline(timeline)))


def finding(timeline: Timeline) -> str:
    """What the picture says: how many stages, from when to when."""
    stages = ngettext("{n} stage", "{n} stages", len(timeline.bars)).format(n=number(len(timeline.bars)))
    return f"{stages}, {_period(timeline.starts_on, timeline.ends_on)}"


def plan_timeline(timeline: Timeline) -> Chart:
    """The chart: across it the days from the first of all, below one another the stages."""
    bars = timeline.bars[:MOST]
    first = min(bar.starts_on for bar in bars)
    days = max((max(bar.ends_on for bar in bars) - first).days + 1, LEAST)
    line = Line(first, days, len(bars) * ROW, _named_days(timeline))
    rows = [_row(place, bar, first) for place, bar in enumerate(bars)]
    headings = [
        {"at": 0, "text": shorten(_heading(row), LONGEST_NAME, placeholder=" …"), "y": row["y"] + NAME_AT}
        for row in rows
    ]
    below = [text for bar, row in zip(bars, rows, strict=True) for text in _below(bar, row, days)]
    layers = [
        *line.marks(),
        *line.holidays(),
        alt.Chart(data(rows))
        .mark_bar(color=ACCENT, cornerRadius=2)
        .encode(x=line.x("from"), x2="to:Q", y=line.y("top"), y2="bottom:Q"),
        *line.named_days(BAD),
        *line.texts(headings, size=NAME),
        *line.texts([text for text in below if text["align"] == "left"], align="left"),
        *line.texts([text for text in below if text["align"] == "right"], align="right"),
    ]
    title = alt.TitleParams(finding(timeline), subtitle=_subtitle(timeline, line))
    chart: Chart = alt.layer(*layers).properties(width=WIDTH, height=line.height, title=title)
    return chart


def _row(place: int, bar: Bar, first: date) -> Mapping[str, Any]:
    y = place * ROW
    return {
        "number": bar.number,
        "name": bar.name,
        "starts_on": bar.starts_on.isoformat(),
        "ends_on": bar.ends_on.isoformat(),
        "from": (bar.starts_on - first).days,
        "to": (bar.ends_on - first).days + 1,
        "y": y,
        "top": y + BAR_AT,
        "bottom": y + BAR_TO,
    }


def _heading(row: Mapping[str, Any]) -> str:
    return f"{row['number']}. {row['name'] or _('(no name yet)')}"


def _below(bar: Bar, row: Mapping[str, Any], days: int) -> Sequence[Mapping[str, Any]]:
    """What stands below a bar: its first and last day, each at its end where there is room for both."""
    y = row["y"] + DAYS_AT
    start = {"at": row["from"], "align": "left", "y": y}
    end = {"at": row["to"], "align": "right", "y": y}
    if bar.days >= days * LONG and bar.days > 1:
        return [start | {"text": short_day(bar.starts_on)}, end | {"text": short_day(bar.ends_on)}]
    place = end if row["from"] > days * LATE else start
    return [place | {"text": _period(bar.starts_on, bar.ends_on)}]


def _period(first: date, last: date) -> str:
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"


def _named_days(timeline: Timeline) -> Mapping[date, str]:
    named = {timeline.today: _("today")}
    if timeline.batch_ends_on is not None:
        named[timeline.batch_ends_on] = _("end of the batch")
    return named


def _subtitle(timeline: Timeline, line: Line) -> str:
    parts = [_("Action plan {code}").format(code=timeline.code)]
    if line.days_off:
        parts.append(_("dotted: days off"))
    if more := len(timeline.bars) - MOST:
        parts += (
            [ngettext("{n} more not shown", "{n} more not shown", more).format(n=more)] if more > 0 else []
        )
    if timeline.undated:
        undated = ngettext("{n} stage without dates", "{n} stages without dates", timeline.undated)
        parts.append(undated.format(n=timeline.undated))
    return " · ".join(parts)
