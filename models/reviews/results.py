"""What rounds of peer review have come to, for the owners, for charts and for exports."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.memberships import memberships
from models.quickwins.rules import PeerReview
from models.reviews.review import Criterion, Review, ReviewState, reviews_of
from models.reviews.verdict import PeerVerdict, peer_verdict


@dataclass(frozen=True)
class Said:
    """What one reviewer said; `seen_as` is the sort of what they sent from the field ("photo", "place"), "" for words."""

    member_id: int
    name: str
    agency: str
    ratings: Mapping[Criterion, int]  # 1 to 5
    better: str
    seen: str
    seen_as: str
    at: datetime


@dataclass(frozen=True)
class Round:
    """A round: who has said what, how many reviews are open, and what they come to once none is."""

    quickwin_id: int
    number: int
    version: int  # of the quick win, that was judged
    said: tuple[Said, ...]
    open: int
    verdict: PeerVerdict | None  # of what is in so far; None where nothing is

    @property
    def count(self) -> int:
        """How many reviews it has, open or done."""
        return len(self.said) + self.open


def rounds_of(
    session: Session, quickwin_ids: Collection[int], rule: PeerReview
) -> Mapping[int, Sequence[Round]]:
    """The rounds of each of these quick wins, the first one first; who was let go or replaced is not in them."""
    reviews = reviews_of(session, quickwin_ids)
    people = memberships(session, {r.member_id for those in reviews.values() for r in those})
    found: dict[int, list[Round]] = {}
    for of, those in reviews.items():
        for number in sorted({review.round for review in those}):
            in_it = [review for review in those if review.round == number]
            done = [review for review in in_it if review.state == ReviewState.DONE]
            said = [
                _said(r, people[r.member_id].name, people[r.member_id].agency)
                for r in done
                if r.member_id in people
            ]
            found.setdefault(of, []).append(
                Round(
                    quickwin_id=of,
                    number=number,
                    version=max((r.version for r in in_it), default=0),
                    said=tuple(said),
                    open=sum(r.state == ReviewState.ASSIGNED for r in in_it),
                    verdict=peer_verdict([r.ratings or {} for r in done], rule) if done else None,
                )
            )
    return found


def _said(review: Review, name: str, agency: str) -> Said:
    return Said(
        member_id=review.member_id,
        name=name,
        agency=agency,
        ratings={criterion: (review.ratings or {})[criterion] for criterion in Criterion},
        better=review.better,
        seen=review.seen,
        seen_as=str((review.seen_as or {}).get("kind", "")),
        at=review.ended_at or review.assigned_at,
    )
