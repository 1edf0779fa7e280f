"""Which weeks somebody may report now: those they were asked for and have not, and the one under way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.checkins.rule import WEEK, CheckInRule, Week, weeks_of


@dataclass(frozen=True)
class Weeks:
    """The weeks of a rule as they stand for one member at one instant.

    `open` have been asked for and are not in, the oldest first; `early` is the one that is asked for next, where it is
    not in; `changeable` are in and not closed yet.
    """

    all: tuple[date, ...] = ()
    open: tuple[date, ...] = ()
    early: date | None = None
    changeable: tuple[date, ...] = ()

    @property
    def reportable(self) -> Sequence[date]:
        """Every week that may be reported or changed now."""
        return [*self.open, *([self.early] if self.early else []), *self.changeable]

    def number(self, week: date) -> int:
        """Which week of the rule it is, from 1 on. Raises ValueError where it is none."""
        return self.all.index(week) + 1


def weeks_at(
    rule: CheckInRule, zone: str, handed_in: Collection[date], now: datetime, since: date | None = None
) -> Weeks:
    """How the weeks stand at `now` (aware) in `zone`; before `since`, the day they came in, nobody was asked for any."""
    weeks = [w for w in weeks_of(rule) if since is None or w.asked_on >= since]
    asked = [w for w in weeks if w.opens(rule.at, zone) <= now]
    ahead = weeks[len(asked) : len(asked) + 1]
    begun = [w for w in ahead if asked or _is_under_way(w, now, zone)]
    changeable = [
        w.asked_on for w in (*asked, *begun) if w.asked_on in handed_in and now < w.closes(rule.at, zone)
    ]
    return Weeks(
        all=tuple(w.asked_on for w in weeks),
        open=tuple(w.asked_on for w in asked if w.asked_on not in handed_in),
        early=next((w.asked_on for w in begun if w.asked_on not in handed_in), None),
        changeable=tuple(changeable),
    )


def _is_under_way(week: Week, now: datetime, zone: str) -> bool:
    """Whether the first week of all has begun: seven days before it is asked for."""
    return week.asked_on - now.astimezone(ZoneInfo(zone)).date() < WEEK


def rules_of_batches(session: Session, batch_ids: Collection[int]) -> Mapping[int, CheckInRule]:
    """The rule of each of these batches; one that asks for no reports is left out."""
    found = session.exec(select(CheckInRule).where(col(CheckInRule.batch_id).in_(batch_ids)))
    return {rule.batch_id: rule for rule in found}
