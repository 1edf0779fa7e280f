"""A review, as the one who writes it finds it, and what becomes of what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlmodel import Session, col, select

from models.asking import Asker, FactsChanged
from models.inserting import insert_unless_there
from models.memberships import Membership, memberships
from models.quickwins.content import Content
from models.quickwins.evidence import Evidence, evidence_of
from models.quickwins.quickwin import QuickWin, owners_of, versions_of
from models.quickwins.rules import Rules
from models.reviews.help_offers import HelpKind, HelpOffer, HelpState
from models.reviews.review import Conflict, Criterion, Review, ReviewState
from models.reviews.rounds import Rounds, end, locked
from models.subjects import number_in


@dataclass(frozen=True)
class Earlier:
    """What a reviewer was shown and said in the round before."""

    content: Content
    ratings: Mapping[str, int]  # by Criterion, 1 to 5
    better: str


@dataclass(frozen=True)
class Reviewing:
    """A review that somebody has been given; `content` is what the quick win says in it."""

    id: int
    state: ReviewState
    reviewer: Membership
    quickwin_id: int
    code: str
    content: Content
    evidence: tuple[Evidence, ...]
    owners: tuple[Membership, ...]
    round: int
    due_at: datetime
    earlier: Earlier | None
    offered: frozenset[str]  # kinds of help that they have offered before
    rules: Rules


@dataclass(frozen=True)
class Reviewed:
    """What a reviewer says: ratings by Criterion from 1 to 5, words, and the help they offer."""

    review_id: int
    quickwin_id: int
    ratings: Mapping[str, int]
    better: str
    seen: str = ""
    seen_as: Mapping[str, JsonValue] | None = None
    help: tuple[HelpKind, ...] = ()
    help_words: str = ""


@dataclass(frozen=True)
class Excused:
    """A reviewer should not judge it."""

    review_id: int
    quickwin_id: int


def load_reviewings(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Reviewing | None]:
    """The review whose id each asker's subject is; None where it is not theirs."""
    wanted = {number_in(asker.subject) for asker in askers}
    rows = {r.id: r for r in session.exec(select(Review).where(col(Review.id).in_(wanted)))}
    ids = {row.quickwin_id for row in rows.values()}
    quickwins = {q.id: q for q in session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids)))}
    owners, evidence = owners_of(session, ids), evidence_of(session, ids)
    versions = {
        (v.quickwin_id, v.number): Content.of(v.content)
        for those in versions_of(session, ids).values()
        for v in those
    }
    reviewers = {row.member_id for row in rows.values()}
    people = memberships(session, reviewers.union(*owners.values()))
    earlier = _earlier(session, ids, reviewers, versions)
    offered = _offered(session, ids, reviewers)
    found: dict[Asker, Reviewing | None] = {}
    for asker in askers:
        row = rows.get(number_in(asker.subject))
        reviewer = people.get(row.member_id) if row else None
        if row is None or reviewer is None or reviewer.person_id != asker.person_id:
            found[asker] = None
            continue
        quickwin = quickwins[row.quickwin_id]
        found[asker] = Reviewing(
            id=row.id or 0,
            state=ReviewState(row.state),
            reviewer=reviewer,
            quickwin_id=row.quickwin_id,
            code=quickwin.code,
            content=versions.get((row.quickwin_id, row.version), quickwin.content),
            evidence=tuple(evidence.get(row.quickwin_id, ())),
            owners=tuple(people[m] for m in owners.get(row.quickwin_id, ()) if m in people),
            round=row.round,
            due_at=row.due_at,
            earlier=earlier.get((row.quickwin_id, row.member_id, row.round)),
            offered=offered.get((row.quickwin_id, row.member_id), frozenset()),
            rules=rules,
        )
    return found


def keep_review(
    session: Session, _asker: Asker, said: Reviewed | Excused, at: datetime, *, rules: Rules
) -> None:
    """Take down what a reviewer says, or ask somebody else where they should not judge it, and see to the round.

    Raises FactsChanged where the review is not waited for any more.
    """
    quickwin = locked(session, said.quickwin_id)
    review = session.get_one(Review, said.review_id, populate_existing=True)
    if review.state != ReviewState.ASSIGNED:
        raise FactsChanged
    if isinstance(said, Excused):
        end(session, review, ReviewState.DECLINED, at)
        conflict = {
            "quickwin_id": review.quickwin_id,
            "member_id": review.member_id,
            "declared_by": review.member_id,
            "at": at,
        }
        insert_unless_there(session, Conflict, [conflict], ["quickwin_id", "member_id"])
    else:
        ratings = {criterion.value: said.ratings[criterion] for criterion in Criterion}
        seen_as = dict(said.seen_as) if said.seen_as else None
        words = {"ratings": ratings, "better": said.better, "seen": said.seen, "seen_as": seen_as}
        end(session, review, ReviewState.DONE, at, **words)
        session.add_all(_offers(review, said, at))
    Rounds(session, [quickwin], rules.review, at).see_to()


def _offers(review: Review, said: Reviewed, at: datetime) -> Sequence[HelpOffer]:
    return [
        HelpOffer(
            quickwin_id=review.quickwin_id,
            member_id=review.member_id,
            review_id=review.id,
            kind=kind,
            text=said.help_words,
            at=at,
            state_since=at,
        )
        for kind in said.help
    ]


def _earlier(
    session: Session, ids: set[int], members: set[int], versions: Mapping[tuple[int, int], Content]
) -> Mapping[tuple[int, int, int], Earlier]:
    """What was said before, by quick win, member and the round that follows."""
    done = select(Review).where(
        col(Review.quickwin_id).in_(ids),
        col(Review.member_id).in_(members),
        Review.state == ReviewState.DONE,
    )
    return {
        (r.quickwin_id, r.member_id, r.round + 1): Earlier(
            versions[r.quickwin_id, r.version], r.ratings or {}, r.better
        )
        for r in session.exec(done)
        if (r.quickwin_id, r.version) in versions
    }


def _offered(session: Session, ids: set[int], members: set[int]) -> Mapping[tuple[int, int], frozenset[str]]:
    offers = select(HelpOffer).where(
        col(HelpOffer.quickwin_id).in_(ids),
        col(HelpOffer.member_id).in_(members),
        HelpOffer.state != HelpState.DECLINED,
    )
    found: dict[tuple[int, int], frozenset[str]] = {}
    for offer in session.exec(offers):
        key = offer.quickwin_id, offer.member_id
        found[key] = found.get(key, frozenset()) | {str(offer.kind)}
    return found
