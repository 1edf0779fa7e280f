"""What a batch thinks should become of the programmes that ran before: counts for a chart, and reasons to read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Member
from models.memberships import Membership, newest_memberships
from models.past_programmes.past_programme import Judgement, PastProgramme, Verdict
from models.programmes import Agency


@dataclass(frozen=True)
class Opinion:
    """One judgement as the batch reads it: with the agency that it comes from, and no name.

    The reason is "" where whoever gave it has been erased.
    """

    verdict: Verdict
    reason: str
    agency: str


@dataclass(frozen=True)
class Tally:
    """What the batch thinks of one programme."""

    id: int
    name: str
    field: str  # a priority field, by its code
    agency: str  # who ran it
    year: int | None
    opinions: tuple[Opinion, ...] = ()

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many want it to become what, of all four."""
        return {v: sum(opinion.verdict is v for opinion in self.opinions) for v in Verdict}

    @property
    def dispute(self) -> float:
        """How much opinions differ: the chance that two of them, taken at random, are not the same (0 to 0.75).

        This is the Gini-Simpson index of the four counts.
        """
        total = len(self.opinions)
        return 1 - sum((n / total) ** 2 for n in self.counts.values()) if total else 0.0


@dataclass(frozen=True)
class Tallies:
    """All past programmes of a batch, the most disputed first."""

    viewer: Membership
    tallies: tuple[Tally, ...]


def most_disputed_first(tallies: Collection[Tally]) -> Sequence[Tally]:
    """In the order of dispute; of two that are disputed alike, the one that more have judged goes first."""
    return sorted(tallies, key=lambda t: (-t.dispute, -len(t.opinions), t.name.casefold(), t.id))


def tallies_of(session: Session, batch_ids: Collection[int]) -> Mapping[int, Sequence[Tally]]:
    """What each of these batches thinks, the most disputed programme first."""
    theirs = aliased(Agency)
    opinions: dict[int, list[Opinion]] = {}
    for programme_id, verdict, reason, agency in session.exec(
        select(Judgement.past_programme_id, Judgement.verdict, Judgement.reason, theirs.name)
        .join(PastProgramme, col(PastProgramme.id) == Judgement.past_programme_id)
        .join(Member, col(Member.id) == Judgement.member_id)
        .join(theirs, col(theirs.id) == Member.agency_id, isouter=True)
        .where(col(PastProgramme.batch_id).in_(batch_ids))
        .order_by(col(theirs.name), col(Judgement.id))
    ):
        opinions.setdefault(programme_id, []).append(Opinion(Verdict(verdict), reason, agency or ""))
    found: dict[int, list[Tally]] = {}
    for programme, agency in session.exec(
        select(PastProgramme, Agency.name)
        .join(Agency, col(Agency.id) == PastProgramme.agency_id, isouter=True)
        .where(col(PastProgramme.batch_id).in_(batch_ids))
    ):
        found.setdefault(programme.batch_id, []).append(
            Tally(
                programme.id or 0,
                programme.name,
                programme.field,
                agency or "",
                programme.year,
                tuple(opinions.get(programme.id or 0, ())),
            )
        )
    return {batch_id: most_disputed_first(tallies) for batch_id, tallies in found.items()}


def load_tallies(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, Tallies | None]:
    """What each asker's newest batch thinks; None where they are in none."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    tallies = tallies_of(session, {viewer.batch_id for viewer in viewers.values()})
    found: dict[Asker, Tallies | None] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        found[asker] = Tallies(viewer, tuple(tallies.get(viewer.batch_id, ()))) if viewer else None
    return found
