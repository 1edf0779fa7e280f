"""Whatever people do, in whatever order and however often: no step is skipped, and every review counts once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.asking import Asker, FactsChanged
from models.database import connect
from models.nudges import Nudge
from models.quickwins.cards import Act, Changed, Wish, keep_act, keep_change
from models.quickwins.quickwin import Decision, owners_of
from models.quickwins.states import NEXT, QuickWinState
from models.reviews.deciding import Choice
from models.reviews.results import rounds_of
from models.reviews.review import STANDING, Review, ReviewState, conflicts_of
from tests.models.reviews.workshop import AGENTS, GOOD, POOR, RULES, Workshop

SPARE = {"Agus": "Dinas Perhubungan", "Dewi": "Satpol PP"}
ENDED = (QuickWinState.VALIDATED, QuickWinState.TURNED_DOWN)
EVERYBODY = sorted({*AGENTS, *SPARE} - {"Siti"})


class Batch(RuleBasedStateMachine):
    """A batch at work on QW-1; what cannot be done now is refused with FactsChanged and changes nothing."""

    engine: Engine

    @initialize()
    def begin(self) -> None:
        self.session = Session(self.engine)
        self.workshop = Workshop(self.session, datetime(2026, 11, 23, 2, tzinfo=UTC))
        for name, agency in SPARE.items():
            self.workshop.agent(name, agency)
        self.joined = set(AGENTS)
        self.owning = {"Siti"}
        self.before = QuickWinState.READY
        self.texts = 0

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()

    # What people do

    @rule(conflicts=st.sets(st.sampled_from(EVERYBODY), max_size=2), twice=st.booleans())
    def send(self, conflicts: set[str], twice: bool) -> None:
        before = self.state
        changed = self._may(lambda: self.workshop.send(*sorted(conflicts)), twice)
        assert not changed or before in (QuickWinState.READY, QuickWinState.TO_REVISE)

    @rule(name=st.sampled_from(EVERYBODY), ratings=st.sampled_from([GOOD, POOR]), twice=st.booleans())
    def hand_in(self, name: str, ratings: str, twice: bool) -> None:
        """Whoever was ever given one hands it in, in time or not."""
        if theirs := self._newest(name):
            open_ = theirs.state == ReviewState.ASSIGNED
            assert self._may(lambda: self.workshop.hand_in(name, ratings), twice) == open_

    @precondition(lambda self: self.state == QuickWinState.IN_REVIEW)
    @rule(ratings=st.sampled_from([GOOD, POOR, POOR]))
    def all_hand_in(self, ratings: str) -> None:
        for name in sorted(self.workshop.reviewers(ReviewState.ASSIGNED)):
            self.workshop.hand_in(name, ratings)

    @precondition(lambda self: self.state == QuickWinState.TO_REVISE)
    @rule()
    def revise_and_send_again(self) -> None:
        self.change(stale=False)
        again = self.workshop.quickwin.round <= RULES.review.revisions
        assert self._may(self.workshop.send) == again

    @precondition(lambda self: self.state in ENDED)
    @rule()
    def turn_to_another_one(self) -> None:
        self.workshop.quickwin = self.workshop.another_quickwin("Siti")
        self.owning, self.before = {"Siti"}, QuickWinState.READY

    @rule(name=st.sampled_from(EVERYBODY), twice=st.booleans())
    def excuse(self, name: str, twice: bool) -> None:
        if theirs := self._newest(name):
            open_ = theirs.state == ReviewState.ASSIGNED
            assert self._may(lambda: self.workshop.excuse(name), twice) == open_

    @precondition(lambda self: self.texts > 0)
    @rule(choice=st.sampled_from(Choice), twice=st.booleans())
    def decide(self, choice: Choice, twice: bool) -> None:
        self._may(lambda: self.workshop.decide(choice), twice)

    @rule(stale=st.booleans())
    def change(self, stale: bool) -> None:
        self.texts += 1
        content = self.workshop.quickwin.content
        after = self.workshop.revised(gains=f"Warga di {self.texts} kelurahan")
        shown = self.workshop.revised(gains="Siapa saja") if stale else content
        done = self._may(lambda: self._keep_change(Changed(self._id, self._siti, shown, after)))
        assert not (done and stale)

    @rule(wish=st.sampled_from([Wish.DROP, Wish.REVIVE]), twice=st.booleans())
    def give_up_or_take_up(self, wish: Wish, twice: bool) -> None:
        self._may(lambda: self._keep_act(wish), twice)

    # What happens

    @rule(days=st.sampled_from([0.01, 1, 4, 6]))
    def time_passes(self, days: float) -> None:
        self.workshop.wait(days=days)

    @rule(name=st.sampled_from(sorted(SPARE)))
    def somebody_joins(self, name: str) -> None:
        if name not in self.joined:
            self.workshop.joins(name)
            self.joined.add(name)
        self.workshop.wait(seconds=5)

    @rule(name=st.sampled_from(EVERYBODY))
    def somebody_leaves(self, name: str) -> None:
        if len(self.joined) > 4:
            self.workshop.leaves(name)
            self.joined.discard(name)
        self.workshop.wait(seconds=5)

    @precondition(lambda self: len(self.owning) < 2)
    @rule(name=st.sampled_from(EVERYBODY))
    def somebody_comes_to_own_it(self, name: str) -> None:
        self.workshop.comes_to_own(name)
        self.owning.add(name)
        self.workshop.wait(seconds=5)

    @rule()
    def the_bot_is_started_again(self) -> None:
        self.session.flush()
        self.session.expire_all()

    # What always holds

    @invariant()
    def no_step_is_skipped(self) -> None:
        if hasattr(self, "session"):
            assert self.state == self.before or self.state in NEXT[self.before]
            self.before = self.state

    @invariant()
    def nobody_judges_twice_or_what_is_their_own(self) -> None:
        if not hasattr(self, "session"):
            return
        here = [r.member_id for r in self.workshop.reviews(*STANDING)]
        assert len(set(here)) == len(here) <= RULES.review.reviewers
        if self.state == QuickWinState.IN_REVIEW:
            assert not set(here) & set(owners_of(self.session, [self._id])[self._id])
            assert not set(here) & conflicts_of(self.session, [self._id]).get(self._id, set())

    @invariant()
    def it_has_its_reviewers_or_the_facilitator_knows(self) -> None:
        if not hasattr(self, "session") or self.state != QuickWinState.IN_REVIEW:
            return
        if len(self.workshop.reviews(*STANDING)) < RULES.review.reviewers:
            occasion = f"quickwin_stuck {self._id}:short:round {self.workshop.quickwin.round}"
            told = self.session.exec(select(Nudge).where(Nudge.occasion.startswith(occasion))).all()
            assert len(told) == 1

    @invariant()
    def every_review_counts_once(self) -> None:
        if not hasattr(self, "session") or self.workshop.quickwin.round == 0:
            return
        done = self.workshop.reviews(ReviewState.DONE)
        rounds = rounds_of(self.session, [self._id], RULES.review).get(self._id, [])
        assert self.workshop.quickwin.round <= RULES.review.revisions + 1
        last = [r for r in rounds if r.number == self.workshop.quickwin.round]
        assert sum(len(r.said) for r in last) == len(done)
        if self.state in (QuickWinState.VALIDATED, QuickWinState.TO_REVISE) and not self._decided:
            [verdict] = [r.verdict for r in last]
            assert verdict is not None
            assert len(done) == RULES.review.reviewers
            assert verdict.holds == (self.state == QuickWinState.VALIDATED)

    # Means

    @property
    def _id(self) -> int:
        return self.workshop.quickwin.id or 0

    @property
    def _siti(self) -> int:
        return self.workshop.members["Siti"].id or 0

    @property
    def state(self) -> QuickWinState:
        self.session.refresh(self.workshop.quickwin)
        return QuickWinState(self.workshop.quickwin.state)

    @property
    def _decided(self) -> bool:
        verdicts = [Choice.VALIDATE.value, Choice.TURN_DOWN.value]
        decisions = select(Decision).where(
            Decision.quickwin_id == self._id,
            Decision.decision.in_(verdicts),  # type: ignore[attr-defined]
        )
        return bool(self.session.exec(decisions).all())

    def _newest(self, name: str) -> Review | None:
        self.session.expire_all()
        theirs = select(Review).where(Review.member_id == self.workshop.members[name].id)
        return max(self.session.exec(theirs), key=lambda review: review.id or 0, default=None)

    def _may(self, act: "object", twice: bool = False) -> bool:
        """Whether it was taken; the second of two is refused."""
        try:
            act()  # type: ignore[operator]
        except FactsChanged:
            return False
        if twice:
            with pytest.raises(FactsChanged):
                act()  # type: ignore[operator]
        return True

    def _keep_change(self, changed: Changed) -> None:
        with self.session.begin_nested():
            keep_change(self.session, Asker("phone", 1, None), changed, self.workshop.now)

    def _keep_act(self, wish: Wish) -> None:
        with self.session.begin_nested():
            keep_act(
                self.session, Asker("phone", 1, None), Act(self._id, wish), self.workshop.now, rules=RULES
            )


@pytest.fixture
def empty(tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    file = tmp_path / "penggerak.db"
    copyfile(sqlite_template, file)
    engine = connect(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def test_whatever_people_do_in_whatever_order(empty: Engine) -> None:
    Batch.engine = empty
    run_state_machine_as_test(
        Batch, settings=settings(max_examples=20, stateful_step_count=40, deadline=None)
    )
