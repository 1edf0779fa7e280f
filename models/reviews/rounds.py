"""A round of peer review, from the sending to the verdict.

Whatever happens to one - a review comes in, somebody has a conflict, is late, is gone, becomes an owner - is written down
and then the round is seen to: it is brought to where it has to be, which is the same however often that is done.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from models.asking import FactsChanged
from models.memberships import memberships
from models.quickwins.quickwin import QuickWin, move, owners_of, versions_of
from models.quickwins.rules import PeerReview
from models.quickwins.states import QuickWinState
from models.reviews.assignment import Case, assign
from models.reviews.peers import peers_of
from models.reviews.review import STANDING, Review, ReviewState, conflicts_of, reviews_of
from models.reviews.telling import ASKED, ENDED, LATE, REMINDED, RESULT, tell, tell_facilitators
from models.reviews.verdict import peer_verdict

SHORT, OVERDUE, USED_UP, GATE = "short", "overdue", "used_up", "gate"
"""Why a quick win does not go on without a facilitator: too few may review it; a reviewer is late and nobody else may; it was
revised as often as may be; it is no quick win by its figures, and its owners ask to have it reviewed all the same."""


def locked(session: Session, quickwin_id: int) -> QuickWin:
    """The quick win as it is now; nobody else touches its reviews until the transaction ends."""
    [quickwin] = session.exec(
        select(QuickWin)
        .where(QuickWin.id == quickwin_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return quickwin


def send(session: Session, quickwin: QuickWin, rule: PeerReview, at: datetime) -> None:
    """Begin the next round of a locked quick win: who reviewed it before does so again, others are found.

    Raises WrongStep, and FactsChanged where somebody else was faster.
    """
    move(session, quickwin, QuickWinState.IN_REVIEW, at)
    quickwin.round += 1
    session.add(quickwin)
    session.flush()
    rounds = Rounds(session, [quickwin], rule, at)
    rounds.ask_the_same(quickwin)
    rounds.see_to()


def end(session: Session, review: Review, state: ReviewState, at: datetime, **said: object) -> None:
    """Let a review come to its end, with what was said in it. Raises FactsChanged where it has ended already."""
    ended = session.exec(
        update(Review)
        .where(col(Review.id) == review.id, col(Review.state) == review.state)
        .values(state=state, ended_at=at, **said)
    )
    if ended.rowcount != 1:
        raise FactsChanged
    session.refresh(review)


def call_off(session: Session, quickwin: QuickWin, at: datetime) -> None:
    """End what is still open in a locked quick win's round, and tell those who would have written it."""
    for review in reviews_of(session, [quickwin.id or 0]).get(quickwin.id or 0, ()):
        if review.state == ReviewState.ASSIGNED:
            end(session, review, ReviewState.CALLED_OFF, at)
            tell(session, ENDED, str(review.id), [review.member_id], at)


def remind(session: Session, review: Review, at: datetime) -> None:
    """Remind a reviewer, once for each time at which the review is due."""
    review.reminded = True
    session.add(review)
    occasion = f"{review.id} due {review.due_at:%Y-%m-%d}"
    tell(
        session, REMINDED, str(review.id), [review.member_id], at, occasion=occasion, expires_at=review.due_at
    )


class Rounds:
    """The present rounds of some quick wins, all of them locked; what they stand on is read once for all of them."""

    def __init__(
        self, session: Session, quickwins: Sequence[QuickWin], rule: PeerReview, at: datetime
    ) -> None:
        self.session = session
        self.quickwins = [q for q in quickwins if q.state == QuickWinState.IN_REVIEW]
        self.rule = rule
        self.at = at
        ids = [q.id or 0 for q in self.quickwins]
        owners = owners_of(session, ids)
        self.owners = {of: set(owners.get(of, ())) for of in ids}
        self.conflicts = conflicts_of(session, ids)
        reviews = reviews_of(session, ids)
        self.earlier = {q.id: reviews.get(q.id or 0, ()) for q in self.quickwins}
        self.reviews = {q.id: [r for r in self.earlier[q.id] if r.round == q.round] for q in self.quickwins}
        self.peers = {batch: peers_of(session, batch) for batch in {q.batch_id for q in self.quickwins}}
        people = {r.member_id for those in reviews.values() for r in those}.union(*self.owners.values())
        self.agencies = {m: one.agency_id for m, one in memberships(session, people).items()}
        self.versions = {of: those[-1].number for of, those in versions_of(session, ids).items()}

    def ask_the_same(self, quickwin: QuickWin) -> None:
        """Ask those who reviewed it in the round before, as far as they still may."""
        before = [
            r for r in self.earlier[quickwin.id]
            if r.round == quickwin.round - 1 and r.state == ReviewState.DONE
        ]  # fmt: skip
        there, barred = self.peers[quickwin.batch_id], self._barred(quickwin)
        for review in before[: self.rule.reviewers]:
            if review.member_id in there and review.member_id not in barred:
                self._ask(quickwin, review.member_id)

    def see_to(self) -> None:
        """Bring each to where it has to be: let go who may not review, fill up, replace who is late, conclude."""
        for quickwin in self.quickwins:
            self._let_go(quickwin)
        self._fill(self.quickwins)
        for quickwin in self.quickwins:
            self._replace_late(quickwin)
            self._conclude(quickwin)

    def _let_go(self, quickwin: QuickWin) -> None:
        may_not = self.owners[quickwin.id or 0] | self.conflicts.get(quickwin.id or 0, set())
        for review in self._standing(quickwin):
            if review.member_id in may_not:
                end(self.session, review, ReviewState.DECLINED, self.at)
            elif review.state == ReviewState.ASSIGNED and not self._is_there(quickwin, review):
                end(self.session, review, ReviewState.REPLACED, self.at)

    def _fill(self, quickwins: Collection[QuickWin]) -> None:
        lacking = [q for q in quickwins if len(self._standing(q)) < self.rule.reviewers]
        for batch, peers in self.peers.items():
            here = {q.id or 0: q for q in lacking if q.batch_id == batch}
            found = assign([self._case(q) for q in here.values()], peers.values(), self.rule)
            for of, assigned in found.items():
                for member in assigned.reviewers:
                    self._ask(here[of], member)
                if assigned.missing:
                    self._say_it_is_stuck(here[of], SHORT)

    def _replace_late(self, quickwin: QuickWin) -> None:
        for review in self._standing(quickwin):
            if review.state != ReviewState.ASSIGNED or review.due_at > self.at:
                continue
            case = self._case(quickwin, without=review)
            [found] = assign([case], self.peers[quickwin.batch_id].values(), self.rule).values()
            if found.reviewers:
                end(self.session, review, ReviewState.REPLACED, self.at)
                tell(self.session, ENDED, str(review.id), [review.member_id], self.at)
                self._ask(quickwin, found.reviewers[0])
            else:  # nobody else may: better late than never
                review.due_at = self.at + timedelta(days=self.rule.days)
                review.reminded = False
                self.session.add(review)
                tell(
                    self.session,
                    LATE,
                    str(review.id),
                    [review.member_id],
                    self.at,
                    occasion=f"{review.id} {self.at:%Y-%m-%d}",
                )
                self._say_it_is_stuck(quickwin, OVERDUE)

    def _conclude(self, quickwin: QuickWin) -> None:
        standing = self._standing(quickwin)
        done = [review.ratings or {} for review in standing if review.state == ReviewState.DONE]
        if len(done) < len(standing) or len(done) < self.rule.reviewers:
            return
        if peer_verdict(done, self.rule).holds:
            move(self.session, quickwin, QuickWinState.VALIDATED, self.at)
        else:
            move(self.session, quickwin, QuickWinState.TO_REVISE, self.at)
            if quickwin.round > self.rule.revisions:
                self._say_it_is_stuck(quickwin, USED_UP)
        of = quickwin.id or 0
        tell(self.session, RESULT, f"{of}:{quickwin.round}", self.owners[of], self.at)

    def _ask(self, quickwin: QuickWin, member: int) -> None:
        review = Review(
            quickwin_id=quickwin.id or 0,
            round=quickwin.round,
            member_id=member,
            version=self.versions.get(quickwin.id or 0, 0),
            assigned_at=self.at,
            due_at=self.at + timedelta(days=self.rule.days),
        )
        self.session.add(review)
        self.session.flush()
        self.reviews[quickwin.id].append(review)
        peer = self.peers[quickwin.batch_id][member]
        self.peers[quickwin.batch_id][member] = replace(peer, given=peer.given + 1)
        self.agencies[member] = peer.agency
        tell(self.session, ASKED, str(review.id), [member], self.at)

    def _case(self, quickwin: QuickWin, without: Review | None = None) -> Case:
        home = frozenset(self.agencies.get(owner) for owner in self.owners[quickwin.id or 0])
        case = Case(quickwin.id or 0, home, frozenset(self._barred(quickwin)))
        staying = [review for review in self._standing(quickwin) if review is not without]
        at_home = sum(case.is_home(self.agencies.get(review.member_id)) for review in staying)
        return replace(case, staying=len(staying), staying_home=at_home)

    def _barred(self, quickwin: QuickWin) -> set[int]:
        of = quickwin.id or 0
        had_it = {review.member_id for review in self.reviews[of]}
        return self.owners[of] | self.conflicts.get(of, set()) | had_it

    def _standing(self, quickwin: QuickWin) -> list[Review]:
        return [review for review in self.reviews[quickwin.id] if review.state in STANDING]

    def _is_there(self, quickwin: QuickWin, review: Review) -> bool:
        return review.member_id in self.peers[quickwin.batch_id]

    def _say_it_is_stuck(self, quickwin: QuickWin, why: str) -> None:
        occasion = f"round {quickwin.round}"
        tell_facilitators(self.session, quickwin.batch_id, quickwin.id or 0, why, self.at, occasion)
