"""Whose reports of a week are missing, as facilitators and leaders of a batch are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.addresses import addresses_of
from models.asking import Asker
from models.availability.quiet_hours import NEVER_QUIET
from models.availability.working_hours import WorkingHours
from models.checkins.missing import is_expected
from models.checkins.reporters import silent_agents
from models.checkins.rule import CheckInRule
from models.members import Role
from models.memberships import memberships, newest_memberships
from models.subjects import number_in

MAY_HEAR = frozenset({Role.FACILITATOR, Role.LEADER})


@dataclass(frozen=True)
class Absentee:
    """Somebody whose report is missing."""

    member_id: int
    name: str
    agency: str
    is_reachable: bool
    is_paused: bool


@dataclass(frozen=True)
class MissingReports:
    """Those whose reports are missing in one batch and week, by name."""

    batch: str
    week: date
    absentees: tuple[Absentee, ...]


def load_missing(
    session: Session, askers: Sequence[Asker], now: datetime, *, working: WorkingHours
) -> Mapping[Asker, MissingReports | None]:
    """Whose reports are missing in the batch that each asker facilitates or leads; None where it is not theirs to know.

    The subject names the rule and the week; once that has closed there is nothing to tell of it any more.
    """
    own = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    ids = {number_in(asker.subject) for asker in askers}
    rules = session.exec(select(CheckInRule).where(col(CheckInRule.id).in_(ids))).all()
    missing = [
        one
        for one in silent_agents(session, now, NEVER_QUIET, rules)
        if is_expected(one.week, one.rule.at, one.whose, working, now)
    ]
    who = memberships(session, {one.member_id for one in missing})
    reachable = addresses_of(session, {one.person_id for one in missing})
    batch_of = {rule.id: rule.batch_id for rule in rules}
    found: dict[Asker, MissingReports | None] = dict.fromkeys(askers)
    for asker in askers:
        viewer, rule_id = own.get(asker.person_id or 0), number_in(asker.subject)
        week = week_in(asker.subject)
        if viewer is None or viewer.role not in MAY_HEAR or week is None:
            continue
        if batch_of.get(rule_id) != viewer.batch_id:
            continue
        absentees = [
            Absentee(
                one.member_id,
                who[one.member_id].name,
                who[one.member_id].agency,
                one.person_id in reachable,
                one.whose.pause is not None and one.whose.next_moment(now) is None,
            )
            for one in missing
            if one.rule.id == rule_id and one.week.asked_on == week
        ]
        by_name = sorted(absentees, key=lambda one: (one.name.casefold(), one.member_id))
        found[asker] = MissingReports(viewer.batch, week, tuple(by_name))
    return found


def week_in(subject: str) -> date | None:
    """The week that a subject names after the rule; None where it names none."""
    try:
        return date.fromisoformat(subject.partition(":")[2])
    except ValueError:
        return None
