"""An agent looks back: the programmes that ran before, and what they judge should become of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Role
from models.memberships import Membership, newest_memberships
from models.past_programmes.past_programme import Judgement, PastProgramme, Verdict
from models.programmes import Agency
from models.quickwins.rules import Rules

OWN, OTHERS, FIELD, ONE = "agency", "others", "field:", "one:"
"""What a talk is about: those of one's own agency, those of no priority field, of one field by its code, or one by its id."""


@dataclass(frozen=True)
class Judged:
    """What somebody thinks should become of a programme, and why."""

    verdict: Verdict
    reason: str
    at: datetime


@dataclass(frozen=True)
class Remembered:
    """A past programme as an agent sees it, with what they think of it, if they have said so."""

    id: int
    name: str
    field: str  # a priority field, by its code; "" where it belongs to none
    agency_id: int | None
    agency: str
    year: int | None
    about: str
    judged: Judged | None


@dataclass(frozen=True)
class LookingBack:
    """All past programmes of the batch, in the order in which they were added; `judged` counts everybody's judgements."""

    viewer: Membership
    rules: Rules
    programmes: tuple[Remembered, ...]
    judged: int = 0

    @property
    def judges(self) -> bool:
        """Whether it is theirs to judge."""
        return self.viewer.role is Role.AGENT

    @property
    def adds(self) -> bool:
        """Whether it is theirs to add programmes."""
        return self.viewer.role is Role.FACILITATOR

    @property
    def groups(self) -> Sequence[str]:
        """What can be looked back on at once, by what the talk is then about; each has a programme at least."""
        every = [f"{FIELD}{field.code}" for field in self.rules.fields]
        return [group for group in (OWN, *every, OTHERS) if self.of(group)]

    def of(self, subject: str) -> Sequence[Remembered]:
        """The programmes that a talk is about."""
        return [programme for programme in self.programmes if subject in self._subjects(programme)]

    def _subjects(self, programme: Remembered) -> Iterator[str]:
        yield f"{ONE}{programme.id}"
        if any(field.code == programme.field for field in self.rules.fields):
            yield f"{FIELD}{programme.field}"
        else:
            yield OTHERS
        if programme.agency_id is not None and programme.agency_id == self.viewer.agency_id:
            yield OWN


@dataclass(frozen=True)
class Verdicts:
    """What a member judged in a talk, by the programmes' ids."""

    member_id: int
    given: Mapping[int, Judged]


def load_looking_back(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, LookingBack | None]:
    """The past programmes of each asker's newest batch; None where they are in none."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    members = {viewer.member_id for viewer in viewers.values()}
    programmes: dict[int, list[tuple[PastProgramme, str]]] = {}
    judged: dict[tuple[int, int], Judged] = {}
    counts: dict[int, int] = {}
    for programme, agency in session.exec(
        select(PastProgramme, Agency.name)
        .join(Agency, col(Agency.id) == PastProgramme.agency_id, isouter=True)
        .where(col(PastProgramme.batch_id).in_({viewer.batch_id for viewer in viewers.values()}))
        .order_by(col(PastProgramme.id))
    ):
        programmes.setdefault(programme.batch_id, []).append((programme, agency or ""))
    for judgement, batch_id in session.exec(
        select(Judgement, PastProgramme.batch_id)
        .join(PastProgramme, col(PastProgramme.id) == Judgement.past_programme_id)
        .where(col(PastProgramme.batch_id).in_(programmes))
    ):
        counts[batch_id] = counts.get(batch_id, 0) + 1
        if judgement.member_id in members:
            key = judgement.member_id, judgement.past_programme_id
            judged[key] = Judged(Verdict(judgement.verdict), judgement.reason, judgement.at)
    found: dict[Asker, LookingBack | None] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        if viewer is None:
            found[asker] = None
            continue
        theirs = (
            _remembered(programme, agency, judged.get((viewer.member_id, programme.id or 0)))
            for programme, agency in programmes.get(viewer.batch_id, ())
        )
        found[asker] = LookingBack(viewer, rules, tuple(theirs), counts.get(viewer.batch_id, 0))
    return found


def keep_verdicts(session: Session, _asker: Asker, verdicts: Verdicts, _at: datetime) -> None:
    """Keep what was judged, each as of when it was said; what was said elsewhere since stands."""
    there = {
        judgement.past_programme_id: judgement
        for judgement in session.exec(
            select(Judgement).where(
                Judgement.member_id == verdicts.member_id,
                col(Judgement.past_programme_id).in_(verdicts.given),
            )
        )
    }
    for programme_id, given in verdicts.given.items():
        judgement = there.get(programme_id)
        if judgement is None:
            judgement = Judgement(
                past_programme_id=programme_id,
                member_id=verdicts.member_id,
                verdict=given.verdict,
                reason=given.reason,
                at=given.at,
            )
        elif judgement.at <= given.at:
            judgement.verdict, judgement.reason, judgement.at = given.verdict, given.reason, given.at
        session.add(judgement)


def _remembered(programme: PastProgramme, agency: str, judged: Judged | None) -> Remembered:
    return Remembered(
        programme.id or 0,
        programme.name,
        programme.field,
        programme.agency_id,
        agency,
        programme.year,
        programme.about,
        judged,
    )
