"""A batch at work: agents of several agencies, a facilitator, and one quick win that they send round."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.asking import Asker
from models.availability.quiet_hours import NEVER_QUIET
from models.consents import TEXT_VERSION, Consent, withdraw
from models.members import Member, Role
from models.nudges import Nudge
from models.people import Person
from models.programmes import Agency, add_batch
from models.quickwins.content import Content
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.deciding import Choice, Decided, keep_decision
from models.reviews.help_offers import HelpKind
from models.reviews.review import Criterion, Review, ReviewState
from models.reviews.reviewing import Excused, Reviewed, keep_review
from models.reviews.sending import Sent, keep_sent
from models.reviews.upkeep import see_to_reviews
from tests.rig.quick_wins import add_quickwin

RULES = Rules()
AGENTS = {
    "Siti": "Dinas Kesehatan",
    "Rahmat": "Dinas Kesehatan",
    "Budi": "DPMPTSP",
    "Yohana": "Dinas Sosial",
    "Grace": "Dinas Pendidikan",
}
GOOD, POOR = "4 4 5 4 4 4", "4 3 3 3 4 2"


@dataclass
class Workshop:
    """Siti owns QW-1, which is ready; everybody in AGENTS has joined, and Made facilitates."""

    session: Session
    now: datetime
    members: dict[str, Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.batch = add_batch(self.session, "a-1", "Angkatan 1", "Penggerak", "Kota Tirtanagari")
        for name, agency in AGENTS.items():
            self.agent(name, agency)
            self.joins(name)
        self.facilitator = self.agent("Made", "BKPSDM", Role.FACILITATOR)
        self.quickwin = add_quickwin(self.session, self.members["Siti"], QuickWinState.READY, self.now)

    def stands(self) -> QuickWinState:
        """Where QW-1 stands."""
        return QuickWinState(self.quickwin.state)

    def agent(self, name: str, agency: str, role: Role = Role.AGENT) -> Member:
        """Somebody of the batch who has not joined yet."""
        place = self.session.exec(select(Agency).where(Agency.name == agency)).first()
        if place is None:
            place = Agency(programme_id=self.batch.programme_id, name=agency)
        person = Person(name=name, created_at=self.now)
        self.session.add_all([place, person])
        self.session.flush()
        member = Member(person_id=person.id or 0, batch_id=self.batch.id or 0, agency_id=place.id, role=role)
        self.session.add(member)
        self.session.flush()
        self.members[name] = member
        return member

    def joins(self, name: str) -> None:
        """They open their invitation and agree."""
        consent = Consent(
            person_id=self.members[name].person_id,
            text_version=TEXT_VERSION,
            language="id",
            given_at=self.now,
        )
        self.session.add(consent)
        self.session.flush()

    def leaves(self, name: str) -> None:
        """They agree to nothing any more."""
        withdraw(self.session, self.members[name].person_id, self.now)

    def comes_to_own(self, name: str) -> None:
        """They are let in by the owners."""
        of, member = self.quickwin.id or 0, self.members[name].id or 0
        self.session.add(Ownership(quickwin_id=of, member_id=member, since=self.now))
        self.session.flush()

    def send(self, *conflicts: str) -> None:
        """Siti sends it. Raises FactsChanged."""
        self.session.refresh(self.quickwin)
        barred = tuple(self.members[name].id or 0 for name in conflicts)
        sent = Sent(self.quickwin.id or 0, self.members["Siti"].id or 0, self.quickwin.content, barred)
        with self.session.begin_nested():
            keep_sent(self.session, self._asker("Siti"), sent, self.now, rules=RULES)

    def reviews(self, *states: ReviewState) -> Sequence[Review]:
        """The reviews of the present round, in these states."""
        self.session.expire_all()
        found = select(Review).where(
            Review.quickwin_id == self.quickwin.id, Review.round == self.quickwin.round
        )
        return [
            r
            for r in self.session.exec(found.order_by(col(Review.id)))
            if r.state in (states or tuple(ReviewState))
        ]

    def reviewers(self, *states: ReviewState) -> set[str]:
        """The names of those who have one."""
        return {self.name_of(review.member_id) for review in self.reviews(*states)}

    def name_of(self, member_id: int) -> str:
        """Who that is."""
        return next(name for name, member in self.members.items() if member.id == member_id)

    def hand_in(self, name: str, ratings: str, *help_: HelpKind) -> None:
        """They hand their review in. Raises FactsChanged."""
        review = self.review_of(name)
        given = dict(zip(map(str, Criterion), map(int, ratings.split()), strict=True))
        said = Reviewed(review.id or 0, review.quickwin_id, given, f"Saran {name}", help=help_)
        with self.session.begin_nested():
            keep_review(self.session, self._asker(name), said, self.now, rules=RULES)

    def excuse(self, name: str) -> None:
        """They should not judge it. Raises FactsChanged."""
        review = self.review_of(name)
        with self.session.begin_nested():
            said = Excused(review.id or 0, review.quickwin_id)
            keep_review(self.session, self._asker(name), said, self.now, rules=RULES)

    def review_of(self, name: str) -> Review:
        """Their newest review."""
        theirs = select(Review).where(Review.member_id == self.members[name].id)
        return list(self.session.exec(theirs.order_by(col(Review.id))))[-1]

    def decide(self, choice: Choice) -> None:
        """Made decides. Raises FactsChanged."""
        self.session.refresh(self.quickwin)
        decided = Decided(
            self.quickwin.id or 0, self.facilitator.id or 0, choice, "Sudah jelas.", self.quickwin.state
        )
        with self.session.begin_nested():
            keep_decision(self.session, self._asker("Made"), decided, self.now)

    def wait(self, **span: float) -> None:
        """Time passes, and the clock ticks."""
        self.now += timedelta(**span)
        see_to_reviews(self.session, self.now, NEVER_QUIET, rules=RULES)
        self.session.flush()
        self.session.expire_all()

    def told(self, name: str) -> list[tuple[str, str]]:
        """The conversations that have been opened for somebody, with their subjects."""
        theirs = select(Nudge.script, Nudge.subject).where(Nudge.person_id == self.members[name].person_id)
        return list(self.session.exec(theirs.order_by(col(Nudge.id))).all())

    def revised(self, **changes: object) -> Content:
        """What it would say with these changes."""
        return replace(self.quickwin.content, **changes)  # type: ignore[arg-type]

    def another_quickwin(self, owner: str) -> QuickWin:
        """One more that is ready."""
        return add_quickwin(self.session, self.members[owner], QuickWinState.READY, self.now)

    def _asker(self, name: str) -> Asker:
        return Asker("phone", 1, self.members[name].person_id)
