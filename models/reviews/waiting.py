"""What waits for somebody's review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.asking import Asker
from models.members import Role
from models.memberships import newest_memberships
from models.quickwins.quickwin import QuickWin
from models.reviews.review import Review, ReviewState


@dataclass(frozen=True)
class Task:
    """A review that is to be written."""

    id: int
    code: str
    problem: str
    due_at: datetime


@dataclass(frozen=True)
class Tasks:
    """All that wait for somebody, what is due first at the top; `written` is how many they have handed in."""

    reviews: bool  # whether it is theirs to review
    waiting: tuple[Task, ...] = ()
    written: int = 0


def load_tasks(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, Tasks]:
    """What waits for each asker in their newest batch."""
    people = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    members = {member.member_id for member in people.values()}
    rows = session.exec(
        select(Review, QuickWin)
        .join(QuickWin, col(QuickWin.id) == Review.quickwin_id)
        .where(col(Review.member_id).in_(members), Review.state == ReviewState.ASSIGNED)
        .order_by(col(Review.due_at), col(Review.id))
    ).all()
    written = dict(
        session.exec(
            select(Review.member_id, func.count())
            .where(col(Review.member_id).in_(members), Review.state == ReviewState.DONE)
            .group_by(col(Review.member_id))
        ).all()
    )
    waiting: dict[int, list[Task]] = {}
    for review, quickwin in rows:
        task = Task(review.id or 0, quickwin.code, quickwin.problem or "", review.due_at)
        waiting.setdefault(review.member_id, []).append(task)
    found: dict[Asker, Tasks] = {}
    for asker in askers:
        member = people.get(asker.person_id or 0)
        found[asker] = (
            Tasks(
                member.role is Role.AGENT,
                tuple(waiting.get(member.member_id, ())),
                written.get(member.member_id, 0),
            )
            if member
            else Tasks(reviews=False)
        )
    return found
