"""Weekly reports: the rule of the batch, what was handed in, what colleagues answered, whom they thanked."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from bot.sample.scene import Scene, said
from bot.sample.stories import Calendar, Event
from models.checkins.blocker import Blocker
from models.checkins.blockers import Answer, keep_blocker
from models.checkins.checkin import CheckIn, Judgement, Manner, NothingBecause
from models.checkins.reporting import EvidenceGiven, Report, StageSaid, Told, keep_report
from models.checkins.setting import RuleWish, set_rule
from models.checkins.thanking import Thanks, keep_thanks
from models.plans.plan import ActionPlan, ActionStep
from models.programmes import Batch
from models.quickwins.evidence import EvidenceKind, Given
from models.quickwins.rules import Rules

REPORTS = Path(__file__).parent / "reports.toml"
LAST_ASKED = -2
FRIDAY = 5


def asked_on(calendar: Calendar, weeks_ago: int) -> date:
    """The day on which the report was asked for that names a week: two to four days ago, or as many weeks before that."""
    day = calendar.day(LAST_ASKED)
    while day.isoweekday() > FRIDAY:
        day -= timedelta(days=1)
    return day - timedelta(weeks=weeks_ago)


def add_rule(session: Session, batch: Batch, calendar: Calendar, rules: Rules) -> None:
    """Have the batch asked for reports; the facilitator did that when the programme began."""
    told = tomllib.loads(REPORTS.read_text(encoding="utf-8"))["rule"]
    first = asked_on(calendar, told["weeks_before"])
    wish = RuleWish(first.isoweekday(), told["at"], first, batch.ends_on or first)
    began = calendar.instant(-20, told["at"]).astimezone(UTC)
    set_rule(session, batch.id or 0, wish, began, batch.zone, rules.working)


def reporting_events(calendar: Calendar) -> Iterator[Event]:
    """What happened around reports, each at its time."""
    told = tomllib.loads(REPORTS.read_text(encoding="utf-8"))
    for kind, does in (("reported", "report"), ("answered", "answer_obstacle"), ("thanked", "thank")):
        for one in told[kind]:
            on = asked_on(calendar, one["week"]) + timedelta(days=one["after"])
            at = calendar.instant((on - calendar.today).days, one["at"])
            yield Event(at, one["who"], does, one)


def report(scene: Scene, event: Event) -> None:
    """Hand in a week."""
    member, told = scene.doer(event), event.said
    week = asked_on(scene.calendar, told["week"])
    made = Report(member.member_id, member.batch_id, week, Manner.REPORTED, next_thing=said(event, "next"))
    if because := told.get("nothing"):
        made = _with(made, manner=Manner.NOTHING, because=NothingBecause(because))
    elif told.get("same"):
        made = _same(scene, made)
    else:
        made = _in_full(scene, event, made)
    keep_report(scene.session, scene.asker(event), made, event.at.astimezone(UTC))
    if obstacle := told.get("obstacle"):
        newest = select(Blocker.id).where(Blocker.member_id == member.member_id)
        found = scene.session.exec(newest.order_by(col(Blocker.id).desc())).first()
        scene.obstacles[obstacle["key"]] = found or 0


def answer_obstacle(scene: Scene, event: Event) -> None:
    """Tell a colleague how one could help."""
    answer = Answer(scene.obstacles[event.said["obstacle"]], scene.doer(event).member_id, event.said["text"])
    keep_blocker(scene.session, scene.asker(event), answer, event.at.astimezone(UTC))


def thank(scene: Scene, event: Event) -> None:
    """Give a colleague a high five."""
    whom = scene.cast.members[event.said["whom"]]
    thanks = Thanks(scene.doer(event).member_id, whom.member_id, event.at.date(), words=event.said["words"])
    keep_thanks(scene.session, scene.asker(event), thanks, event.at.astimezone(UTC))


def _in_full(scene: Scene, event: Event, made: Report) -> Report:
    told = event.said
    steps = _steps(scene, told["story"]) if "story" in told else {}
    shows = [
        EvidenceGiven(f"stage.{steps[key]}.evidence.1", steps[key], Given(EvidenceKind.TEXT, text))
        for key, text in told.get("shows", {}).items()
    ]
    return _with(
        made,
        words=said(event, "words"),
        judgement=Judgement(told["judgement"]),
        stages=tuple(
            StageSaid(steps[key], percent, what) for key, (percent, what) in told.get("stages", {}).items()
        ),
        evidence=tuple(shows),
        told=_told(scene, told["obstacle"]) if "obstacle" in told else None,
        solved={scene.obstacles[key]: by for key, by in told.get("solved", {}).items()},
    )


def _same(scene: Scene, made: Report) -> Report:
    before = select(CheckIn).where(CheckIn.member_id == made.member_id, CheckIn.week < made.week)
    last = scene.session.exec(before.order_by(col(CheckIn.week).desc())).first()
    if last is None or last.judgement is None:
        raise LookupError("there is no week before that this one could be the same as")
    return _with(
        made,
        manner=Manner.SAME,
        words=last.words,
        judgement=Judgement(last.judgement),
        next_thing=last.next_thing,
    )


def _told(scene: Scene, obstacle: Mapping[str, Any]) -> Told:
    return Told(obstacle["what"], scene.calendar.day(obstacle["since"]), obstacle["helper"])


def _steps(scene: Scene, story: str) -> Mapping[str, int]:
    """The ids of the stages of a plan, by what the story calls them."""
    plan = select(ActionPlan.id).where(ActionPlan.quickwin_id == scene.begun[story])
    rows = scene.session.exec(select(ActionStep).where(col(ActionStep.plan_id).in_(plan)))
    by_name = {row.begun_as: row.id or 0 for row in rows}
    return {key: by_name[begun_as] for (of, key), begun_as in scene.stages.items() if of == story}


def _with(made: Report, **what: Any) -> Report:
    return Report(**{**vars(made), **what})


REPORTING: Mapping[str, Callable[[Scene, Event], None]] = {
    "report": report,
    "answer_obstacle": answer_obstacle,
    "thank": thank,
}
"""What can be done around reports, by its word."""
