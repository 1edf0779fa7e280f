"""What is kept of a person in peer reviews: to be shown to them, and to be forgotten.

When somebody is erased, what they wrote goes: what would make a quick win better, what they saw, what they said of help they
offer, their side of the threads. Ratings, kinds of help and times stay under the pseudonym, since verdicts rest on them. Help
that was not given yet is withdrawn, and reviews that they have not written are asked of somebody else at the next tick.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select, update

from models.members import Member
from models.quickwins.quickwin import QuickWin
from models.reviews.help_offers import HelpKind, HelpNote, HelpOffer, HelpState
from models.reviews.review import Conflict, Review, ReviewState

T = TypeVar("T", Review, HelpOffer, Conflict)


@dataclass(frozen=True)
class OwnReview:
    """A review that was asked of the person, and what they said in it."""

    code: str  # of the quick win
    round: int
    state: ReviewState
    assigned_at: datetime
    ended_at: datetime | None
    ratings: Mapping[str, int]  # by Criterion, 1 to 5
    better: str
    seen: str
    seen_as: str  # the sort of what they sent, "" for words


@dataclass(frozen=True)
class OwnHelp:
    """Help that the person offered; where there is no kind, a note of theirs in the thread of an offer."""

    code: str
    kind: HelpKind | None
    state: HelpState | None
    text: str
    at: datetime


@dataclass(frozen=True)
class OwnReviewing:
    """All of it, the oldest first."""

    reviews: tuple[OwnReview, ...] = ()
    help: tuple[OwnHelp, ...] = ()  # offers, and notes in threads
    conflicts: tuple[tuple[str, datetime], ...] = ()  # quick wins that they are not to judge, and since when


NOTHING_REVIEWED = OwnReviewing()


def own_reviewing(session: Session, person_ids: Collection[int]) -> Mapping[int, OwnReviewing]:
    """What each of these people has in peer reviews."""
    reviews: dict[int, list[OwnReview]] = {}
    for person, code, review in _rows(session, Review, person_ids):
        reviews.setdefault(person, []).append(
            OwnReview(
                code=code,
                round=review.round,
                state=ReviewState(review.state),
                assigned_at=review.assigned_at,
                ended_at=review.ended_at,
                ratings=review.ratings or {},
                better=review.better,
                seen=review.seen,
                seen_as=str((review.seen_as or {}).get("kind", "")),
            )
        )
    help_: dict[int, list[OwnHelp]] = {}
    for person, code, offer in _rows(session, HelpOffer, person_ids):
        kind, state = HelpKind(offer.kind), HelpState(offer.state)
        help_.setdefault(person, []).append(OwnHelp(code, kind, state, offer.text, offer.at))
    notes = session.exec(
        select(Member.person_id, QuickWin, HelpNote)
        .join(HelpNote, col(HelpNote.member_id) == Member.id)
        .join(HelpOffer, col(HelpOffer.id) == HelpNote.offer_id)
        .join(QuickWin, col(QuickWin.id) == HelpOffer.quickwin_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(HelpNote.id))
    )
    for person, quickwin, note in notes:
        help_.setdefault(person, []).append(OwnHelp(quickwin.code, None, None, note.text, note.at))
    conflicts: dict[int, list[tuple[str, datetime]]] = {}
    for person, code, conflict in _rows(session, Conflict, person_ids):
        conflicts.setdefault(person, []).append((code, conflict.at))
    return {
        person: OwnReviewing(
            tuple(reviews.get(person, ())), tuple(help_.get(person, ())), tuple(conflicts.get(person, ()))
        )
        for person in person_ids
    }


def forget_reviewing(session: Session, member_ids: Collection[int], now: datetime) -> None:
    """Forget what these members, who are one person, wrote; see above. `now` is aware, UTC."""
    theirs = col(Review.member_id).in_(member_ids)
    session.exec(update(Review).where(theirs).values(better="", seen="", seen_as=None))
    offered = col(HelpOffer.member_id).in_(member_ids)
    session.exec(update(HelpOffer).where(offered).values(text=""))
    session.exec(
        update(HelpOffer)
        .where(offered, col(HelpOffer.state).in_((HelpState.OFFERED, HelpState.TAKEN)))
        .values(state=HelpState.WITHDRAWN, state_since=now)
    )
    session.exec(update(HelpNote).where(col(HelpNote.member_id).in_(member_ids)).values(text=""))
    session.flush()


def _rows(session: Session, table: type[T], person_ids: Collection[int]) -> Sequence[tuple[int, str, T]]:
    rows = session.exec(
        select(Member.person_id, QuickWin, table)
        .join(table, col(table.member_id) == Member.id)
        .join(QuickWin, col(QuickWin.id) == table.quickwin_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(table.id))
    )
    return [(person, quickwin.code, row) for person, quickwin, row in rows]
