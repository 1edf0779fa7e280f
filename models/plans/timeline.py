"""The stages of a plan on a line of days: what the chart of it is drawn from."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.asking import Asker
from models.plans.cards import load_plans


@dataclass(frozen=True)
class Bar:
    """One stage, from its first to its last day; `number` is its place in the plan, from 1 on."""

    number: int
    name: str  # "" where it has none yet
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """Calendar days, its first and last included."""
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True)
class Timeline:
    """The stages of a plan whose days are known, in the order of the plan."""

    code: str
    bars: tuple[Bar, ...]
    undated: int  # stages whose days are not written yet
    today: date  # of the batch
    batch_ends_on: date | None

    @property
    def starts_on(self) -> date:
        """The first day of all. Raises ValueError where there is no bar."""
        return min(bar.starts_on for bar in self.bars)

    @property
    def ends_on(self) -> date:
        """The last day of all. Raises ValueError where there is no bar."""
        return max(bar.ends_on for bar in self.bars)


def load_timeline(session: Session, asker: Asker, now: datetime) -> Timeline | None:
    """The timeline of the plan of the quick win that the subject names; None where the plan is not theirs to see."""
    card = load_plans(session, [asker], now)[asker]
    if card is None or card.plan_id is None:
        return None
    bars = tuple(
        Bar(number, stage.name or "", stage.starts_on, stage.ends_on)
        for number, stage in enumerate(card.content.stages, 1)
        if stage.starts_on is not None and stage.ends_on is not None
    )
    return Timeline(
        code=card.code,
        bars=bars,
        undated=len(card.content.stages) - len(bars),
        today=now.astimezone(ZoneInfo(card.viewer.zone)).date(),
        batch_ends_on=card.bounds.ends_on,
    )
