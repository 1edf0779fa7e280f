"""The timeline of a plan: what is drawn is what the database has."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.errands.errand_kind import Undoable
from bot.i18n import speaking
from bot.reports.charts.days import CALM, Line
from bot.reports.charts.drawing import rows_of
from bot.reports.charts.plan_timeline import MOST, draw_plan_timeline, plan_timeline
from models.plans.plan import ActionStep
from models.plans.timeline import Bar, Timeline, load_timeline
from tests.bot.reports.plans.conftest import long_plan
from tests.models.plans.conftest import TRIAL, Desk
from tests.rig.plans import TRAINING


def timeline_of(desk: Desk) -> Timeline:
    timeline = load_timeline(desk.city.session, desk.asker(desk.siti), desk.city.now)
    assert timeline is not None
    return timeline


def texts(timeline: Timeline, language: str = "id") -> list[str]:
    with speaking(language):
        return [row["text"] for row in rows_of(plan_timeline(timeline)) if "text" in row]


def test_every_bar_is_as_the_database_has_it(sent: Desk) -> None:
    bars = [row for row in rows_of(plan_timeline(timeline_of(sent))) if "from" in row]
    steps = sent.city.session.exec(select(ActionStep).order_by(ActionStep.number)).all()  # type: ignore[arg-type]
    assert [(bar["number"], bar["name"], bar["starts_on"], bar["ends_on"]) for bar in bars] == [
        (step.number, step.name, str(step.starts_on), str(step.ends_on)) for step in steps
    ]
    assert [(bar["from"], bar["to"]) for bar in bars] == [(0, 12), (35, 61)]  # the last day is in it


def test_it_says_how_many_stages_from_when_to_when(sent: Desk) -> None:
    with speaking("id"):
        made = draw_plan_timeline(timeline_of(sent))
    assert made.text == "2 tahap, 30 Nov 2026 – 29 Jan 2027"
    assert made.content is not None
    assert made.content.startswith(b"\x89PNG")


def test_days_stand_at_the_ends_in_the_language_of_who_looks(sent: Desk) -> None:
    sent.city.now += timedelta(days=14)
    sent.city.batch.ends_on = date(2027, 1, 20)
    found = texts(timeline_of(sent))
    for text in (
        "1. Melatih petugas loket", "30 Nov 2026 – 11 Des 2026", "4 Jan 2027 – 29 Jan 2027", "Des 2026",
        "hari ini, 7 Des 2026", "angkatan selesai, 20 Jan 2027",
    ):  # fmt: skip
        assert text in found
    assert "30 Nov 2026 – 11 Dec 2026" in texts(timeline_of(sent), "en")


def test_a_long_bar_has_a_day_at_each_end(desk: Desk) -> None:
    desk.begin()
    desk.write(TRAINING)
    assert {"30 Nov 2026", "11 Des 2026"} <= set(texts(timeline_of(desk)))


def test_days_off_are_drawn_while_that_is_calm() -> None:
    christmas = date(2026, 12, 25)
    line = Line(date(2026, 11, 30), 61, 100, {})
    assert christmas in line.days_off
    assert Line(date(2026, 11, 30), CALM + 1, 100, {}).days_off == []


@pytest.mark.parametrize("days", [7, 12, 35, 36, 61, 130, 365, 1095, 3000])
def test_marks_have_room(days: int) -> None:
    for start in (date(2026, 11, 30), date(2026, 12, 1), date(2027, 2, 28)):
        marks = list(Line(start, days, 100, {})._marks())
        places = [(day - start).days for day, _text in marks]
        assert 1 <= len(marks) <= 5
        assert all(0 <= place < days for place in places)


def test_what_has_no_dates_is_counted_and_not_drawn(desk: Desk) -> None:
    desk.begin()
    desk.write(TRAINING, replace(TRIAL, starts_on=None, ends_on=None))
    timeline = timeline_of(desk)
    assert (len(timeline.bars), timeline.undated) == (1, 1)
    desk.write(replace(TRIAL, starts_on=None, ends_on=None))
    with pytest.raises(Undoable, match="no stage of the plan has its dates"):
        draw_plan_timeline(timeline_of(desk))


def test_a_picture_has_an_end() -> None:
    stage = TRAINING
    assert stage.starts_on
    assert stage.ends_on
    bars = tuple(Bar(n, "Melatih", stage.starts_on, stage.ends_on) for n in range(1, MOST + 6))
    timeline = Timeline("QW-1", bars, 0, date(2026, 11, 23), None)
    chart = plan_timeline(timeline)
    assert len([row for row in rows_of(chart) if "from" in row]) == MOST
    assert "5 more not shown" in chart.to_dict()["title"]["subtitle"]


def test_long_names_are_shortened(desk: Desk) -> None:
    desk.begin()
    desk.write(*long_plan(2))
    assert "1. Penyusunan dan penetapan standar operasional …" in texts(timeline_of(desk))


def test_nobody_else_sees_it(sent: Desk) -> None:
    wulan = sent.city.person("Wulan")
    assert load_timeline(sent.city.session, sent.asker(wulan), sent.city.now) is None
    with pytest.raises(Undoable, match="no plan of yours"):
        draw_plan_timeline(None)
