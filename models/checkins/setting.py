"""Setting the rule by which a batch is asked for its weekly reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.asking import Asker, FactsChanged
from models.availability.working_hours import WorkingHours
from models.checkins.rule import CheckInRule, weeks_of
from models.members import Role
from models.memberships import Membership, newest_memberships, people_in
from models.outlook import look_again


class RuleRefused(ValueError):
    """A batch cannot be asked by this rule; the message says why and what would be right. Permanent."""


@dataclass(frozen=True)
class RuleWish:
    """On which weekday (1 is Monday) and at what local time reports are to be asked for, from when to when at most."""

    weekday: int
    at: time
    starts_on: date
    ends_on: date

    @property
    def weeks(self) -> Sequence[date]:
        """The days on which they are asked for."""
        return [week.asked_on for week in weeks_of(self.rule(0))]

    def rule(self, batch_id: int) -> CheckInRule:
        """The row that it comes to."""
        return CheckInRule(
            batch_id=batch_id,
            weekday=self.weekday,
            at=self.at,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )


@dataclass(frozen=True)
class RuleSetting:
    """The rule of a batch as its facilitator sets it, or a leader sees it; None where there is none yet."""

    viewer: Membership
    rule: CheckInRule | None
    working: WorkingHours
    today: date

    @property
    def may_set(self) -> bool:
        """Whether it is theirs to set."""
        return self.viewer.role is Role.FACILITATOR

    def keeps_its_weeks(self, weekday: int) -> bool:
        """Whether weeks go on as they are named, so that the rule may have begun already."""
        return self.rule is not None and self.rule.weekday == weekday and self.rule.starts_on <= self.today


def set_rule(
    session: Session, batch_id: int, wish: RuleWish, now: datetime, zone: str, working: WorkingHours
) -> CheckInRule:
    """Write it at `now` (aware, UTC), in place of the rule that there is; `zone` (IANA) is the batch's.

    Raises RuleRefused; commits nothing.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    rule = session.exec(select(CheckInRule).where(CheckInRule.batch_id == batch_id)).first()
    goes_on = rule is not None and (rule.weekday, rule.starts_on) == (wish.weekday, wish.starts_on)
    if not working.takes(wish.weekday, wish.at):
        raise RuleRefused(
            f"{wish.at:%H:%M} on that day is no working time: reports are asked for from Monday to Friday, "
            f"{working.begin:%H:%M} to {working.end:%H:%M}, and not during the Friday prayer "
            f"({working.prayer.begin:%H:%M} to {working.prayer.end:%H:%M})"
        )
    if wish.starts_on < today and not goes_on:
        raise RuleRefused(f"{wish.starts_on} is past; begin on {today} or later")
    if not wish.weeks:
        raise RuleRefused(f"there is no such weekday from {wish.starts_on} to {wish.ends_on}")
    if rule is None:
        rule = wish.rule(batch_id)
    rule.weekday, rule.at, rule.starts_on, rule.ends_on = wish.weekday, wish.at, wish.starts_on, wish.ends_on
    session.add(rule)
    session.flush()
    look_again(session, people_in(batch_id), now)
    return rule


def load_rule_settings(
    session: Session, askers: Sequence[Asker], now: datetime, *, working: WorkingHours
) -> Mapping[Asker, RuleSetting | None]:
    """The rule of the batch that each asker facilitates or leads; None for whoever does neither."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    batches = {viewer.batch_id for viewer in viewers.values()}
    wanted = select(CheckInRule).where(col(CheckInRule.batch_id).in_(batches))
    rules = {rule.batch_id: rule for rule in session.exec(wanted)}
    found: dict[Asker, RuleSetting | None] = dict.fromkeys(askers)
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        if viewer is not None and viewer.role in (Role.FACILITATOR, Role.LEADER):
            today = now.astimezone(ZoneInfo(viewer.zone)).date()
            found[asker] = RuleSetting(viewer, rules.get(viewer.batch_id), working, today)
    return found


def keep_rule(session: Session, asker: Asker, wish: RuleWish, at: datetime, *, working: WorkingHours) -> None:
    """Write what a facilitator has set. Raises FactsChanged where it cannot be set any more."""
    viewer = newest_memberships(session, {asker.person_id or 0}).get(asker.person_id or 0)
    if viewer is None or viewer.role is not Role.FACILITATOR:
        raise FactsChanged
    try:
        set_rule(session, viewer.batch_id, wish, at, viewer.zone, working)
    except RuleRefused as error:
        raise FactsChanged from error
