"""What is seen to at every tick of the clock: rounds of review that do not stand as they should."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

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
    ids = {of for query in _askew(now, rules) for of in session.exec(query)}
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
    due = (
        select(Review)
        .join(QuickWin, col(QuickWin.id) == Review.quickwin_id)
        .where(
            QuickWin.state == QuickWinState.IN_REVIEW,
            Review.state == ReviewState.ASSIGNED,
            col(Review.reminded).is_(False),
            col(Review.due_at) > now,
            col(Review.due_at) <= now + BEFORE_DUE,
        )
        .order_by(col(Review.id))
        .with_for_update(skip_locked=True, of=Review)
    )
    for review in session.exec(due).all():
        remind(session, review, now)


def _askew(now: datetime, rules: Rules) -> Sequence[SelectOfScalar[int | None]]:
    """Queries for the ids of quick wins whose round has to be seen to."""
    here = (
        (col(Review.quickwin_id) == col(QuickWin.id))
        & (col(Review.round) == col(QuickWin.round))
        & col(Review.state).in_(STANDING)
    )
    in_review = col(QuickWin.state) == QuickWinState.IN_REVIEW
    open_ = col(Review.state) == ReviewState.ASSIGNED
    standing = select(col(QuickWin.id)).join(Review, here).where(in_review)
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
        select(col(QuickWin.id))
        .join(Review, here, isouter=True)
        .where(in_review)
        .group_by(col(QuickWin.id))
        .having(
            (func.count(col(Review.id)) < rules.review.reviewers) | (func.sum(case((open_, 1), else_=0)) == 0)
        )
    )
    return (
        standing.where(open_, col(Review.due_at) <= now),
        standing.where(open_, ~agrees),
        standing.where(owns | has_conflict),
        short_or_all_in,
    )
