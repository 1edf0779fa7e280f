"""Two processes at one PostgreSQL: the last two reviews come in at once, and two owners send at once."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.asking import Asker, FactsChanged
from models.nudges import Nudge
from models.quickwins.quickwin import QuickWin
from models.quickwins.states import QuickWinState
from models.reviews.review import Criterion, Review
from models.reviews.reviewing import Reviewed, keep_review
from models.reviews.sending import Sent, keep_sent
from tests.bot.test_two_processes import meet
from tests.models.reviews.workshop import RULES, Workshop

NOBODY = Asker("phone", 1, None)
FOUR = {criterion.value: 4 for criterion in Criterion}


@pytest.fixture
def postgresql(postgresql_database: Engine) -> Iterator[Engine]:
    yield postgresql_database
    postgresql_database.dispose()


@pytest.fixture
def sent(postgresql: Engine, clock: StoppedClock) -> dict[str, Callable[[Session], None]]:
    """QW-1 is with Budi, Yohana and Grace; what each of them does to hand in their review."""
    with Session(postgresql) as session, session.begin():
        workshop = Workshop(session, clock.now())
        workshop.send("Rahmat")
        said = {
            name: Reviewed(review.id or 0, review.quickwin_id, FOUR, "Mulai dari satu posyandu")
            for name in workshop.reviewers()
            for review in [workshop.review_of(name)]
        }
    return {name: partial(_hand_in, said=one, at=clock.now()) for name, one in said.items()}


def _hand_in(session: Session, said: Reviewed, at: object) -> None:
    keep_review(session, NOBODY, said, at, rules=RULES)  # type: ignore[arg-type]


def test_the_last_two_reviews_come_in_at_once(
    postgresql: Engine, sent: dict[str, Callable[[Session], None]]
) -> None:
    with Session(postgresql) as session, session.begin():
        sent["Budi"](session)
    meet(postgresql, sent["Yohana"], sent["Grace"])
    with Session(postgresql) as session:
        assert session.exec(select(QuickWin.state)).one() == QuickWinState.VALIDATED
        assert len(session.exec(select(Nudge).where(Nudge.script == "review_result")).all()) == 1


def test_the_same_review_comes_in_at_two_places(
    postgresql: Engine, sent: dict[str, Callable[[Session], None]]
) -> None:
    with pytest.raises(FactsChanged):
        meet(postgresql, sent["Budi"], sent["Budi"])


def test_it_is_sent_at_two_places(postgresql: Engine, clock: StoppedClock) -> None:
    with Session(postgresql) as session, session.begin():
        workshop = Workshop(session, clock.now())
        quickwin, siti = workshop.quickwin, workshop.members["Siti"].id or 0
        order = Sent(quickwin.id or 0, siti, quickwin.content)

    def send(session: Session) -> None:
        keep_sent(session, NOBODY, order, clock.now(), rules=RULES)

    with pytest.raises(FactsChanged):
        meet(postgresql, send, send)
    with Session(postgresql) as session:
        assert session.exec(select(QuickWin.round)).one() == 1
        assert len(session.exec(select(Review)).all()) == RULES.review.reviewers
