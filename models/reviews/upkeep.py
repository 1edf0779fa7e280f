"""What is seen to at every tick of the clock: rounds of review that do not stand as they should."""

from datetime import datetime, timedelta

from sqlalchemy import CompoundSelect, bindparam, case, union
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from models.availability.quiet_hours import QuietHours
from models.consents import Consent
from models.members import Member
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.review import STANDING, Conflict, Review, ReviewState
from models.reviews.rounds import Rounds, remind

BEFORE_DUE = timedelta(days=1)
"""How long before a review is due its writer is reminded."""


def see_to_reviews(session: Session, now: datetime, _quiet: QuietHours, *, rules: Rules) -> int:
    """Replace reviewers who are late or gone, fill rounds that are short, conclude what is complete at `now` (aware, UTC).

    Who has a day left is reminded. How many quick wins were looked at; what a turn is working on is left to it.
    """
    _remind(session, now, rules)
    ids = session.connection().execute(_ASKEW, {"now": now, "wanted": rules.review.reviewers}).scalars().all()
    if not ids:
        return 0
    found = session.exec(
        select(QuickWin)
        .where(col(QuickWin.id).in_(ids))
        .order_by(col(QuickWin.id))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    Rounds(session, found, rules.review, now).see_to()
    return len(found)


def _remind(session: Session, now: datetime, rules: Rules) -> None:
    if timedelta(days=rules.review.days) <= BEFORE_DUE:
        return  # being asked was reminder enough
    due = session.connection().execute(_DUE_SOON, {"now": now, "soon": now + BEFORE_DUE}).scalars().all()
    if due:
        for review in session.exec(select(Review).where(col(Review.id).in_(due)).order_by(col(Review.id))):
            remind(session, review, now)


_DUE_SOON = (
    columns(col(Review.id))
    .join(QuickWin, col(QuickWin.id) == Review.quickwin_id)
    .where(
        col(QuickWin.state) == QuickWinState.IN_REVIEW,
        col(Review.state) == ReviewState.ASSIGNED,
        col(Review.reminded).is_(False),
        col(Review.due_at) > bindparam("now"),
        col(Review.due_at) <= bindparam("soon"),
    )
    .with_for_update(skip_locked=True, of=Review)
)


def _askew() -> CompoundSelect[int]:
    """The ids of quick wins whose round has to be seen to."""
    here = (
        (col(Review.quickwin_id) == col(QuickWin.id))
        & (col(Review.round) == col(QuickWin.round))
        & col(Review.state).in_(STANDING)
    )
    in_review = col(QuickWin.state) == QuickWinState.IN_REVIEW
    open_ = col(Review.state) == ReviewState.ASSIGNED
    standing = columns(col(QuickWin.id)).join(Review, here).where(in_review)
    agrees = (
        select(Consent.id)
        .join(Member, col(Member.person_id) == Consent.person_id)
        .where(
            Member.id == Review.member_id,
            col(Consent.withdrawn_at).is_(None),
        )
        .exists()
    )
    owns = (
        select(Ownership.id)
        .where(Ownership.quickwin_id == QuickWin.id, Ownership.member_id == Review.member_id)
        .exists()
    )
    has_conflict = (
        select(Conflict.id)
        .where(Conflict.quickwin_id == QuickWin.id, Conflict.member_id == Review.member_id)
        .exists()
    )
    short_or_all_in = (
        columns(col(QuickWin.id))
        .join(Review, here, isouter=True)
        .where(in_review)
        .group_by(col(QuickWin.id))
        .having(
            (func.count(col(Review.id)) < bindparam("wanted")) | (func.sum(case((open_, 1), else_=0)) == 0)
        )
    )
    return union(
        standing.where(open_, (col(Review.due_at) <= bindparam("now")) | ~agrees),
        standing.where(owns | has_conflict),
        short_or_all_in,
    )


_ASKEW = _askew()
"""Put together once: it is asked at every tick."""
