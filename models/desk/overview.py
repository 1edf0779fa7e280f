"""The desk itself: everybody in a facilitator's batch, who is stuck, and what waits for the facilitator."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.asking import Asker
from models.checkins.progress import ProgressCard, progress_of
from models.checkins.status import Light
from models.desk.standing import Reach, Standing, Step
from models.desk.standings import first_begun, standings_of
from models.desk.stuck import Stuck, longest_first, stuck
from models.members import Role
from models.memberships import Membership, members_of_batch, newest_memberships
from models.quickwins.rules import Rules

MAY_LOOK = frozenset({Role.FACILITATOR, Role.LEADER})


@dataclass(frozen=True)
class Desk:
    """A batch as a facilitator sees it, or a leader, who only looks. `now` is aware and in UTC."""

    viewer: Membership
    everybody: tuple[Standing, ...]  # by name
    stuck: Mapping[int, tuple[Stuck, ...]]  # by the member's id
    now: datetime
    progress: Mapping[int, ProgressCard] = field(
        default_factory=dict
    )  # of agents who report weekly, by the member's id

    @property
    def acts(self) -> bool:
        """Whether it is theirs to do something, and not only to look."""
        return self.viewer.role is Role.FACILITATOR

    @property
    def today(self) -> date:
        """The day it is where the batch is."""
        return self.now.astimezone(ZoneInfo(self.viewer.zone)).date()

    @property
    def agents(self) -> Sequence[Standing]:
        """The agents, by name."""
        return [standing for standing in self.everybody if standing.member.role is Role.AGENT]

    @property
    def unreached(self) -> Sequence[Standing]:
        """Whoever the bot cannot write to."""
        return [standing for standing in self.everybody if standing.reach is not Reach.HERE]

    @property
    def who_is_stuck(self) -> Sequence[Standing]:
        """Those who are stuck at something that is theirs, who has been for longest first."""
        return longest_first(
            [(standing, self.stuck.get(standing.member.member_id, ())) for standing in self.agents]
        )

    @property
    def waiting(self) -> Sequence[Stuck]:
        """What waits for a facilitator, each quick win once, the longest first."""
        found = {
            one.quickwin.id: one
            for causes in self.stuck.values()
            for one in causes
            if one.waits_for_facilitator and one.quickwin
        }
        return sorted(found.values(), key=lambda one: one.since)

    @property
    def obstacles(self) -> int:
        """How many obstacles are open."""
        return sum(len(card.blockers) for card in self.progress.values())

    @property
    def lights(self) -> Mapping[Light, int]:
        """How many of those who report weekly stand at each light, the worst first."""
        lights = [card.status.light for card in self.progress.values()]
        return {light: lights.count(light) for light in reversed(Light) if light in lights}

    @property
    def steps(self) -> Mapping[Step, int]:
        """How many agents are at each step, in the order of the steps."""
        return {step: sum(agent.step is step for agent in self.agents) for step in Step}

    def of(self, member_id: int) -> Standing | None:
        """Where one of them stands."""
        return next((one for one in self.everybody if one.member.member_id == member_id), None)


def load_desks(
    session: Session, askers: Sequence[Asker], now: datetime, *, rules: Rules
) -> Mapping[Asker, Desk | None]:
    """The batch of each asker; None where it is not theirs to look at."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    looking = {v.batch_id for v in viewers.values() if v.role in MAY_LOOK}
    batches = batches_of(session, looking, now, rules)
    members = {
        one.member.member_id: one.member for everybody, _causes in batches.values() for one in everybody
    }
    progress = progress_of(session, members, now, rules)
    desks: dict[Asker, Desk | None] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        if viewer is None or viewer.role not in MAY_LOOK:
            desks[asker] = None
        else:
            everybody, causes = batches[viewer.batch_id]
            theirs = {m: progress[m] for one in everybody if (m := one.member.member_id) in progress}
            desks[asker] = Desk(viewer, everybody, causes, now, theirs)
    return desks


Batches = Mapping[int, tuple[tuple[Standing, ...], Mapping[int, tuple[Stuck, ...]]]]


def batches_of(session: Session, batch_ids: Collection[int], now: datetime, rules: Rules) -> Batches:
    """Everybody in each of these batches, by name, and at what each agent is stuck."""
    begun = first_begun(session, batch_ids)
    found = {}
    for batch_id in sorted(batch_ids):  # a facilitator has one; who comes in together is rarely of two
        standings = standings_of(session, members_of_batch(session, batch_id), now, rules)
        causes = {m: stuck(standing, begun.get(batch_id), now) for m, standing in standings.items()}
        by_name = sorted(
            standings.values(), key=lambda one: (one.member.name.casefold(), one.member.member_id)
        )
        found[batch_id] = tuple(by_name), causes
    return found
