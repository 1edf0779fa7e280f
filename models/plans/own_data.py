"""What is kept of a person in action plans: to be shown to them, and to be forgotten.

When somebody is erased, the words of a plan that they alone own go, with all its versions; its days, volumes, budgets and
horizon stay, for the statistics. What they own with others stays theirs as well. Reasons that they gave for a change and
remarks with which they sent a plan back go, whosever plan it is. Where others have put them in charge or among the
partners by name, the name goes.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from sqlmodel import Session, col, select, update

from models.members import Member
from models.plans.layout import layouts_of
from models.plans.plan import ActionPlan, ActionStep, PlanVersion
from models.plans.stages import PlanContent, Stage
from models.plans.states import PlanEvent, PlanState
from models.quickwins.quickwin import Ownership, QuickWin, owners_of

WORDS = ("name", "output", "unit", "in_charge", "partners", "budget_source", "verification", "risk", "answer")
"""The fields of Stage that hold somebody's own words."""
NAMING = ("in_charge", "partners")
"""Those that name people."""
FORGOTTEN = "–"
FULL_NAME = 2  # words that tell somebody from others


@dataclass(frozen=True)
class OwnPlan:
    """A plan that the person owns."""

    code: str  # the quick win's
    state: PlanState
    content: PlanContent


@dataclass(frozen=True)
class OwnAct:
    """What the person did with a plan as a whole, when (aware, UTC), and the reason or remarks they gave."""

    code: str
    number: int  # of the version
    event: PlanEvent
    reason: str
    at: datetime


@dataclass(frozen=True)
class OwnPlanning:
    """All of it, the oldest first."""

    plans: tuple[OwnPlan, ...] = ()
    acts: tuple[OwnAct, ...] = ()


NOTHING_PLANNED = OwnPlanning()


def own_planning(session: Session, person_ids: Collection[int]) -> Mapping[int, OwnPlanning]:
    """What each of these people has in action plans."""
    owned = session.exec(
        select(Member.person_id, QuickWin, ActionPlan)
        .join(Ownership, col(Ownership.member_id) == Member.id)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .join(ActionPlan, col(ActionPlan.quickwin_id) == QuickWin.id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(ActionPlan.id))
    ).all()
    layouts = layouts_of(session, [plan for _person, _quickwin, plan in owned])
    plans: dict[int, list[OwnPlan]] = {}
    for person, quickwin, plan in owned:
        content = layouts[plan.id or 0].content
        plans.setdefault(person, []).append(OwnPlan(quickwin.code, PlanState(plan.state), content))
    acts: dict[int, list[OwnAct]] = {}
    for person, quickwin, version in session.exec(
        select(Member.person_id, QuickWin, PlanVersion)
        .join(PlanVersion, col(PlanVersion.member_id) == Member.id)
        .join(ActionPlan, col(ActionPlan.id) == PlanVersion.plan_id)
        .join(QuickWin, col(QuickWin.id) == ActionPlan.quickwin_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(PlanVersion.id))
    ):
        event = PlanEvent(version.event)
        acts.setdefault(person, []).append(
            OwnAct(quickwin.code, version.number, event, version.reason, version.at)
        )
    return {
        person: OwnPlanning(tuple(plans.get(person, ())), tuple(acts.get(person, ())))
        for person in person_ids
    }


def forget_planning(session: Session, member_ids: Collection[int], name: str) -> None:
    """Forget what these members, who are one person of that name, wrote, and where others named them; see above."""
    mine = select(Ownership.quickwin_id).where(col(Ownership.member_id).in_(member_ids))
    owners = owners_of(session, list(session.exec(mine)))
    alone = {quickwin for quickwin, theirs in owners.items() if set(theirs) <= set(member_ids)}
    batches = select(Member.batch_id).where(col(Member.id).in_(member_ids))
    plans = session.exec(
        select(ActionPlan)
        .join(QuickWin, col(QuickWin.id) == ActionPlan.quickwin_id)
        .where(col(QuickWin.batch_id).in_(batches))
    ).all()
    blank = {plan.id or 0 for plan in plans if plan.quickwin_id in alone}
    ids = {plan.id or 0 for plan in plans}
    named = naming(name)
    for step in session.exec(select(ActionStep).where(col(ActionStep.plan_id).in_(ids))):
        step.say(_wordless(step.stage) if step.plan_id in blank else _without(step.stage, named))
    for version in session.exec(select(PlanVersion).where(col(PlanVersion.plan_id).in_(ids))):
        content = PlanContent.of(version.content)
        stages = (
            _wordless(stage) if version.plan_id in blank else _without(stage, named)
            for stage in content.stages
        )
        version.content = replace(content, stages=tuple(stages)).stored()
    _forget_reasons(session, member_ids)
    session.flush()


def naming(name: str) -> re.Pattern[str]:
    """What finds a name in a text, with or without the titles before and behind it: "Hj. Siti Aminah, S.Pd." is also Siti Aminah."""
    bare, _comma, behind = name.partition(",")
    words = bare.split()
    before = list(takewhile(lambda word: word.endswith("."), words))
    if len(words) - len(before) < FULL_NAME:
        before = []  # an initial is part of the name
    core = r"\s+".join(map(re.escape, words[len(before) :]))
    titles = "".join(rf"(?:{re.escape(title)}\s*)?" for title in before)
    degrees = rf"(?:,\s*{re.escape(behind.strip())})?" if behind.strip() else ""
    return re.compile(rf"(?<!\w){titles}{core}(?!\w){degrees}", re.IGNORECASE)


def _forget_reasons(session: Session, member_ids: Collection[int]) -> None:
    theirs = col(PlanVersion.member_id).in_(member_ids), col(PlanVersion.reason) != ""
    returned = session.exec(select(PlanVersion).where(*theirs, PlanVersion.event == PlanEvent.RETURNED)).all()
    for version in returned:
        session.exec(
            update(ActionPlan)
            .where(col(ActionPlan.id) == version.plan_id, col(ActionPlan.remarks) == version.reason)
            .values(remarks=FORGOTTEN)
        )
    session.exec(update(PlanVersion).where(*theirs).values(reason=FORGOTTEN))


def _wordless(stage: Stage) -> Stage:
    return Stage.of(stage.stored() | {part: FORGOTTEN for part in WORDS if getattr(stage, part)})


def _without(stage: Stage, named: re.Pattern[str]) -> Stage:
    written = {part: getattr(stage, part) for part in NAMING}
    without = {part: named.sub(FORGOTTEN, words) for part, words in written.items() if words}
    return Stage.of(stage.stored() | without)
