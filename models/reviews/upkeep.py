"""What is seen to at every tick of the clock: rounds of review that do not stand as they should."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.consents import TEXT_VERSION, Consent
from models.members import Member
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reminders import QuietHours
from models.reviews.review import STANDING, Conflict, Review, ReviewState
from models.reviews.rounds import Rounds


def see_to_reviews(session: Session, now: datetime, _quiet: QuietHours, *, rules: Rules) -> int:
    """Replace reviewers who are late or gone, fill rounds that are short, conclude what is complete at `now` (aware, UTC).

    How many quick wins were looked at. What a turn is working on is left to it.
    """
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
            Consent.text_version == TEXT_VERSION,
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
    short = (
        select(col(QuickWin.id))
        .join(Review, here, isouter=True)
        .where(in_review)
        .group_by(col(QuickWin.id))
        .having(func.count(col(Review.id)) < rules.review.reviewers)
    )
    open_here = (
        select(Review.id)
        .where(Review.quickwin_id == QuickWin.id, Review.round == QuickWin.round, open_)
        .exists()
    )
    return (
        standing.where(open_, col(Review.due_at) <= now),
        standing.where(open_, ~agrees),
        standing.where(owns | has_conflict),
        standing.where(~open_here),
        short,
    )
