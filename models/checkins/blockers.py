"""The obstacles of a batch: who sees them, answering somebody else's, closing them, and passing on those that last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select, update

from models.asking import Asker, FactsChanged
from models.availability.quiet_hours import QuietHours
from models.checkins.blocker import Blocker, BlockerAnswer
from models.checkins.reporting import close_blocker
from models.checkins.telling import ANSWERED, ESCALATED, tell, tell_facilitators
from models.members import Member, Role
from models.memberships import Membership, memberships, newest_memberships
from models.quickwins.rules import Rules
from models.subjects import number_in


@dataclass(frozen=True)
class Reply:
    """What somebody answered, and who that was."""

    by: str
    text: str


@dataclass(frozen=True)
class Obstacle:
    """An obstacle as one member of the batch sees it: their own, or a colleague's."""

    id: int
    what: str
    since: date
    days: int  # since then
    helper: str
    owner: Membership
    viewer: Membership
    escalated: bool
    open: bool
    solved_by: str
    replies: tuple[Reply, ...]

    @property
    def own(self) -> bool:
        """Whether it is the viewer's."""
        return self.owner.member_id == self.viewer.member_id

    @property
    def may_close(self) -> bool:
        """Whether the viewer may say that it is solved: whose it is, and a facilitator."""
        return self.open and (self.own or self.viewer.role is Role.FACILITATOR)

    @property
    def may_answer(self) -> bool:
        """Whether the viewer may say that they can help: everybody but whose it is, and leaders, who only look."""
        return self.open and not self.own and self.viewer.role is not Role.LEADER


@dataclass(frozen=True)
class Answer:
    """Somebody can help, and says how."""

    blocker_id: int
    member_id: int
    text: str


@dataclass(frozen=True)
class Solved:
    """It is solved, and by what."""

    blocker_id: int
    member_id: int
    by: str


def load_blockers(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, Sequence[Obstacle]]:
    """The open obstacles of each asker's batch, their own first and then the oldest; the one that the subject names also when closed."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    batches = {v.batch_id for v in viewers.values()}
    named = {number_in(a.subject) for a in askers}
    rows = session.exec(
        select(Blocker)
        .join(Member, col(Member.id) == Blocker.member_id)
        .where(
            col(Member.batch_id).in_(batches), col(Blocker.closed_at).is_(None) | col(Blocker.id).in_(named)
        )
        .order_by(col(Blocker.since), col(Blocker.id))
    ).all()
    answers = session.exec(
        select(BlockerAnswer)
        .where(col(BlockerAnswer.blocker_id).in_({row.id for row in rows}))
        .order_by(col(BlockerAnswer.id))
    ).all()
    people = memberships(session, {r.member_id for r in rows} | {a.member_id for a in answers})
    found: dict[Asker, Sequence[Obstacle]] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        theirs = [
            _obstacle(row, people, viewer, answers, now)
            for row in rows
            if viewer is not None
            and people[row.member_id].batch_id == viewer.batch_id
            and (row.closed_at is None or row.id == number_in(asker.subject))
        ]
        found[asker] = sorted(theirs, key=lambda one: not one.own)
    return found


def load_blocker(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, Obstacle | None]:
    """The obstacle whose id each asker's subject is; None where it is not in their batch."""
    everything = load_blockers(session, askers, now)
    return {a: next((one for one in everything[a] if one.id == number_in(a.subject)), None) for a in askers}


def keep_blocker(session: Session, _asker: Asker, result: Answer | Solved, at: datetime) -> None:
    """Write it down and let the others hear. Raises FactsChanged where it has been closed meanwhile."""
    match result:
        case Answer(blocker_id, member_id, text):
            row = session.exec(select(Blocker).where(Blocker.id == blocker_id).with_for_update()).one()
            if row.closed_at is not None:
                raise FactsChanged
            answer = BlockerAnswer(blocker_id=blocker_id, member_id=member_id, text=text, at=at)
            session.add(answer)
            session.flush()
            tell(session, ANSWERED, blocker_id, [row.member_id], at, f"{blocker_id} answer {answer.id}")
        case Solved(blocker_id, member_id, by):
            if not close_blocker(session, blocker_id, member_id, by, at):
                raise FactsChanged


_LASTING = (
    columns(col(Blocker.id), col(Member.batch_id))
    .join(Member, col(Member.id) == Blocker.member_id)
    .where(
        col(Blocker.closed_at).is_(None),
        col(Blocker.escalated_at).is_(None),
        col(Blocker.opened_at) <= bindparam("before"),
    )
    .order_by(col(Blocker.id))
    .with_for_update(skip_locked=True, of=Blocker)
)


def escalate_blockers(session: Session, now: datetime, _quiet: QuietHours, *, rules: Rules) -> int:
    """Let the facilitators hear of every obstacle that has been open for too long at `now` (aware, UTC); how many there are."""
    before = now - timedelta(days=rules.monitoring.escalate_after_days)
    lasting = session.connection().execute(_LASTING, {"before": before}).all()
    for blocker_id, batch_id in lasting:
        session.exec(update(Blocker).where(col(Blocker.id) == blocker_id).values(escalated_at=now))
        tell_facilitators(session, ESCALATED, blocker_id or 0, batch_id, now)
    return len(lasting)


def _obstacle(
    row: Blocker,
    people: Mapping[int, Membership],
    viewer: Membership,
    answers: Sequence[BlockerAnswer],
    now: datetime,
) -> Obstacle:
    return Obstacle(
        id=row.id or 0,
        what=row.what,
        since=row.since,
        days=max(0, (now.astimezone(ZoneInfo(viewer.zone)).date() - row.since).days),
        helper=row.helper,
        owner=people[row.member_id],
        viewer=viewer,
        escalated=row.escalated_at is not None,
        open=row.closed_at is None,
        solved_by=row.solved_by,
        replies=tuple(Reply(people[a.member_id].name, a.text) for a in answers if a.blocker_id == row.id),
    )
