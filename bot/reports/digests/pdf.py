"""The weekly digest on A4, for leaders who want it on paper: numbers, whom to call, obstacles by age, everybody's weeks by agency."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from bot.calls import call_text
from bot.errands.errand_kind import Made, Undoable
from bot.i18n import N_, _, day, long_day, month_name, ngettext, spoken, when
from bot.lights import light_name
from bot.reports.digests.wording import LIGHTS, explained, sign_of
from bot.reports.plans.breaking import breakable
from models.digests.digest import Digest, OpenObstacle, Row, Sheet
from models.digests.numbers import Numbers
from models.digests.record import Cell

TEMPLATE = Path(__file__).with_name("digest.typ")
NUMBERS: tuple[tuple[str, Callable[[Numbers], int]], ...] = (
    (N_("Asked for a report"), lambda week: week.asked),
    (N_("Reported"), lambda week: week.reported),
    (N_("Reported on time"), lambda week: week.on_time),
    (N_("Missing"), lambda week: week.missing),
    (N_("On leave"), lambda week: week.on_leave),
)
LATER: tuple[tuple[str, Callable[[Numbers], int]], ...] = (
    (N_("Open obstacles"), lambda week: week.obstacles),
    (N_("Stages closed"), lambda week: week.closed),
)


def make_digest_pdf(sheet: Sheet | None) -> Made:
    """The document, as it is sent into the chat. Raises Undoable where there is nothing to tell, or it is not theirs."""
    if sheet is None:
        raise Undoable(_("There is nothing to write yet: no week of the batch has been reported."))
    told = sheet.digest
    text = _("How the week of {day} went in {batch}, to print or pass on").format(
        day=long_day(told.week), batch=told.house.name
    )
    name = _("digest-{code}-{week}.pdf").format(code=told.house.code, week=told.week)
    return Made(text, name, digest_pdf(sheet))


def digest_pdf(sheet: Sheet) -> bytes:
    """The digest as a PDF in the language being spoken. What people wrote goes to the typesetter as data."""
    import typst  # noqa: PLC0415  loaded when somebody prints

    return typst.compile(TEMPLATE, sys_inputs={"digest": orjson.dumps(_document(sheet)).decode()})


def _document(sheet: Sheet) -> Mapping[str, Any]:
    told, house = sheet.digest, sheet.digest.house
    now = when(told.at, house.zone)
    title = _("How the week went in {batch}").format(batch=house.name)
    return {
        "language": spoken(),
        "organisation": house.organisation,
        "title": title,
        "subtitle": _("{programme} · week {n} of {count}, asked for on {day}").format(
            programme=house.programme, n=told.number, count=told.count, day=day(told.week)
        ),
        "footer": " · ".join((house.code, title, _("as of {time}").format(time=now))),
        "page": _("Page {n} of {count}"),
        "numbers": _numbers(told),
        "calls": _calls(told),
        "obstacles": {
            "title": _("Open obstacles, the oldest first"),
            "nothing": _("Nothing stands in anybody’s way."),
            "headings": [_("Days"), _("What it is"), _("Whose it is"), _("Who could help")],
            "rows": [_obstacle(one) for one in told.obstacles],
        },
        "people": {
            "title": _("Everybody’s weeks, by agency"),
            "legend": [[_cell(cell), words] for cell, words in explained(sheet.rows)],
            "weeks": [[str(week.day), month_name(week)] for week in sheet.weeks],
            "groups": _groups(sheet.rows),
        },
    }


def _numbers(told: Digest) -> Mapping[str, Any]:
    lights = [(light_name(light).capitalize(), _of_light(light)) for light in LIGHTS]
    rows = [*((_(name), of) for name, of in NUMBERS), *lights, *((_(name), of) for name, of in LATER)]
    before = told.before
    return {
        "headings": ["", _("This week"), _("Week before"), _("Change")],
        "rows": [
            [
                name,
                str(of(told.now)),
                *([str(of(before)), _change(of(told.now) - of(before))] if before else ["–", "–"]),
            ]
            for name, of in rows
        ],
    }


def _of_light(light: Any) -> Callable[[Numbers], int]:
    return lambda week: week.lights[light]


def _change(by: int) -> str:
    return f"{by:+d}".replace("-", "−") if by else "="


def _calls(told: Digest) -> Mapping[str, Any]:
    more = told.to_call - len(told.calls)
    note = _(
        "Points: silence from two weeks on 2, and 2 a week; a critical status 5; a judgement of one’s own that is far from it 4; "
        "an obstacle passed on 2, a stage past its last day 1, each with 1 more a full week. Nobody on leave is named."
    )
    if more:
        others = ngettext("{n} more could do with a call.", "{n} more could do with a call.", more)
        note = f"{others.format(n=more)} {note}"
    return {
        "title": _("Whom to call, and why"),
        "nobody": _("Nobody has to be called: all is well."),
        "headings": ["", _("Who"), _("Why"), _("Points")],
        "rows": [
            {
                "number": str(n),
                "light": one.light.value,
                "name": one.member.name,
                "agency": one.member.agency,
                "why": call_text(one, len(one.reasons)),
                "points": str(one.points),
            }
            for n, one in enumerate(told.calls, 1)
        ],
        "note": note,
    }


def _obstacle(one: OpenObstacle) -> Mapping[str, str]:
    passed_on = _("passed on")
    return {
        "days": str(one.days),
        "what": breakable(f"{one.what} ({passed_on})" if one.escalated else one.what),
        "owner": one.owner.name,
        "agency": one.owner.agency,
        "helper": breakable(one.helper or "–"),
    }


def _groups(rows: Sequence[Row]) -> Sequence[Mapping[str, Any]]:
    """Everybody by agency; whoever stands worst stays first in each."""
    agencies = sorted({row.member.agency for row in rows}, key=str.casefold)
    return [
        {
            "name": agency or _("No agency"),
            "rows": [
                {
                    "name": row.member.name,
                    "light": row.light.value,
                    "cells": [_cell(cell) for cell in row.cells],
                }
                for row in rows
                if row.member.agency == agency
            ],
        }
        for agency in agencies
    ]


def _cell(cell: Cell) -> Mapping[str, str]:
    return {
        "mark": cell.mark.value,
        "light": cell.light.value if cell.light else "faint",
        "sign": sign_of(cell),
    }
