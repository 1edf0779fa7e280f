"""What a programme goes by: its city's goals and fields, where the lines are drawn, and when its people are asked for things."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.availability.quiet_hours import USUAL_NIGHT, QuietHours
from models.availability.working_hours import USUAL, WorkingHours
from models.checkins.ladder import USUAL_LADDER, LadderRules
from models.checkins.rules import Monitoring
from models.digests.rules import USUAL_DIGEST, DigestRules
from models.meetings.pages import NO_PAGES, Pages
from models.meetings.rules import USUAL_MEETINGS, MeetingRules


@dataclass(frozen=True)
class Named:
    """A goal or a field under the code that is stored."""

    code: str
    name: str


def named(names: Sequence[str]) -> tuple[Named, ...]:
    """Goals or fields as a city calls them; the code of each is its name in small letters."""
    return tuple(Named("-".join(name.casefold().split()), name) for name in names)


@dataclass(frozen=True)
class Gate:
    """What makes a quick win. Impact and effort go from 1 to 5, days are calendar days to the first result."""

    impact_at_least: int = 4
    effort_at_most: int = 2
    days_at_most: int = 100
    needs_authority: bool = True
    needs_budget: bool = True


@dataclass(frozen=True)
class PeerReview:
    """How peers test a draft: how many, of which `from_elsewhere` are of other agencies, and how long they have.

    A draft holds where no median of the six ratings is under `lowest_median` and the median of the medians
    is at least `median_of_medians`; it may be revised `revisions` times.
    """

    reviewers: int = 3
    from_elsewhere: int = 2
    days: int = 5
    lowest_median: float = 2.0
    median_of_medians: float = 3.5
    revisions: int = 2


@dataclass(frozen=True)
class Rules:
    """All of it."""

    goals: tuple[Named, ...] = field(default_factory=lambda: named(("Cerdas", "Modern", "Religius")))
    fields: tuple[Named, ...] = field(
        default_factory=lambda: named(("Kesehatan", "Pendidikan", "Infrastruktur"))
    )
    gate: Gate = Gate()
    review: PeerReview = PeerReview()
    checkins: LadderRules = USUAL_LADDER
    working: WorkingHours = USUAL
    quiet: QuietHours = USUAL_NIGHT
    monitoring: Monitoring = field(default_factory=Monitoring)
    digest: DigestRules = USUAL_DIGEST
    meetings: MeetingRules = USUAL_MEETINGS
    pages: Pages = NO_PAGES

    def goal(self, code: str | None) -> str:
        """What the city calls a goal; its code where there is no such goal any more."""
        return _name(self.goals, code)

    def field(self, code: str | None) -> str:
        """What the city calls a field; its code where there is no such field any more."""
        return _name(self.fields, code)


def _name(those: Sequence[Named], code: str | None) -> str:
    return next((one.name for one in those if one.code == code), code or "")
