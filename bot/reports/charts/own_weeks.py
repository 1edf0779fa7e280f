"""One's own weeks: a bar a week for how far the stages were, a line for how far they should be, a dot for one's judgement."""

from collections.abc import Sequence

import altair as alt

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import _, ngettext, short_day
from bot.reports.charts.drawing import ACCENT, BAD, GOOD, INK, NONE, WARN, WIDTH, Chart, data, png
from models.checkins.checkin import Judgement, Manner
from models.checkins.own_weeks import OwnWeek

HEIGHT = 300  # points
MOST = 26  # weeks in one picture, the newest
DOTS_AT = 112  # percent: where the dots stand, above all bars
COLOURS = {Judgement.GREEN: GOOD, Judgement.AMBER: WARN, Judgement.RED: BAD}


def draw_own_weeks(weeks: Sequence[OwnWeek]) -> Made:
    """The picture, with what it shows in one sentence. Raises Undoable where there is nothing to show."""
    if not any(week.manner for week in weeks):
        raise Undoable(_("There is nothing to draw yet: no report of yours is in."))
    return Made(finding(weeks), _("my-weeks.png"), png(own_weeks_chart(weeks)))


def finding(weeks: Sequence[OwnWeek]) -> str:
    """How many weeks were reported, and how far the stages are."""
    reported = [week for week in weeks if week.manner]
    told = ngettext("{n} of {count} week reported", "{n} of {count} weeks reported", len(weeks))
    parts = [told.format(n=len(reported), count=len(weeks))]
    if reported[-1].percent is not None:
        parts.append(_("stages at {n}%").format(n=reported[-1].percent))
    return ", ".join(parts)


def own_weeks_chart(weeks: Sequence[OwnWeek]) -> Chart:
    """The chart of the newest weeks."""
    rows = [_row(week) for week in weeks[-MOST:]]
    across = alt.X("week:O", sort=None, title=None, axis=alt.Axis(labelAngle=-45, grid=False))
    up = alt.Scale(domain=[0, DOTS_AT + 6])
    ticks = alt.Axis(values=[0, 25, 50, 75, 100], title=_("percent done"), tickCount=5)
    bars = (
        alt.Chart(data(rows))
        .mark_bar(color=ACCENT, cornerRadiusEnd=2)
        .encode(x=across, y=alt.Y("percent:Q", scale=up, axis=ticks))
    )
    planned = (
        alt.Chart(data([row for row in rows if row["planned"] is not None]))
        .mark_line(color=INK, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x=across, y=alt.Y("planned:Q", scale=up, axis=ticks))
    )
    dots = (
        alt.Chart(data(rows))
        .mark_point(filled=True, size=130, opacity=1)
        .encode(
            x=across,
            y=alt.Y("dots:Q", scale=up, axis=ticks),
            color=alt.Color("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    subtitle = [
        _("dots: your own judgement"),
        _("triangle: a quiet week · cross: not reported"),
        *([_("dashed: by the dates of the plan")] if any(row["planned"] is not None for row in rows) else []),
    ]
    title = alt.TitleParams(finding(weeks), subtitle=subtitle)
    chart: Chart = alt.layer(bars, planned, dots).properties(width=WIDTH, height=HEIGHT, title=title)
    return chart


def _row(week: OwnWeek) -> dict[str, object]:
    shape = "cross" if week.manner is None else "triangle-down" if week.manner is Manner.NOTHING else "circle"
    return {
        "week": short_day(week.week),
        "percent": week.percent if week.manner and week.percent is not None else 0,
        "planned": week.planned,
        "dots": DOTS_AT,
        "colour": COLOURS[week.judgement] if week.judgement else NONE,
        "shape": shape,
    }
