"""What there is to do for somebody now: assessments, and the parts of the programme that concern them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.assessments import Offered, offered_to
from models.checkins.weeks import rules_of_batches
from models.meetings.agenda import invited_ahead
from models.members import Role
from models.memberships import Membership, newest_memberships
from models.past_programmes.past_programme import PastProgramme
from models.plans.plan import ActionPlan
from models.plans.states import PlanState
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.states import QuickWinState
from models.reviews.review import Review, ReviewState

QUICKWINS, REVIEWS, PLANS, CHECKINS, AGENDA = "quickwins", "reviews", "plans", "checkins", "agenda"
LOOKBACK, BATCH = "lookback", "batch"
"""The conversations that a menu leads to, in its order."""


@dataclass(frozen=True)
class Menu:
    """What somebody may open; `reviews` and `plans` are how many wait for them."""

    offered: Sequence[Offered]
    parts: tuple[str, ...] = ()
    reviews: int = 0
    plans: int = 0  # for an owner: validated quick wins; for a facilitator: plans sent for approval


def load_menus(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, Menu]:
    """The menu of each asker: the parts of the programme that concern them now."""
    offered = offered_to(session, askers, now)
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    members = {viewer.member_id for viewer in viewers.values()}
    batches = {viewer.batch_id for viewer in viewers.values()}
    looked_back = set(
        session.exec(
            select(PastProgramme.batch_id).where(col(PastProgramme.batch_id).in_(batches)).distinct()
        )
    )
    reporting = rules_of_batches(session, batches)
    owned = _owned(session, members)
    reviews = _reviews(session, members)
    sent = _sent(session, viewers.values())
    invited = invited_ahead(session, members, now)
    menus = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        if viewer is None:
            menus[asker] = Menu(offered[asker])
            continue
        states = owned.get(viewer.member_id, ())
        facilitates = viewer.role is Role.FACILITATOR
        waiting = reviews.get(viewer.member_id, 0)
        plans = sent.get(viewer.batch_id, 0) if facilitates else states.count(QuickWinState.VALIDATED)
        concerns = {
            QUICKWINS: viewer.role is Role.AGENT or bool(states),
            REVIEWS: waiting > 0,
            PLANS: plans > 0,
            CHECKINS: viewer.role is Role.AGENT and viewer.batch_id in reporting,
            AGENDA: facilitates or viewer.member_id in invited,
            LOOKBACK: facilitates or viewer.batch_id in looked_back,
            BATCH: facilitates or viewer.role is Role.LEADER,
        }
        parts = tuple(part for part, concerned in concerns.items() if concerned)
        menus[asker] = Menu(offered[asker], parts, waiting, plans)
    return menus


def _owned(session: Session, members: Collection[int]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    for member_id, state in session.exec(
        select(Ownership.member_id, QuickWin.state)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .where(col(Ownership.member_id).in_(members))
    ):
        found.setdefault(member_id, []).append(state)
    return found


def _reviews(session: Session, members: Collection[int]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    waiting = select(Review.member_id).where(
        col(Review.member_id).in_(members), Review.state == ReviewState.ASSIGNED
    )
    for member_id in session.exec(waiting):
        found[member_id] = found.get(member_id, 0) + 1
    return found


def _sent(session: Session, viewers: Collection[Membership]) -> Mapping[int, int]:
    facilitated = {viewer.batch_id for viewer in viewers if viewer.role is Role.FACILITATOR}
    found: dict[int, int] = {}
    sent = (
        select(QuickWin.batch_id)
        .join(ActionPlan, col(ActionPlan.quickwin_id) == QuickWin.id)
        .where(col(QuickWin.batch_id).in_(facilitated), ActionPlan.state == PlanState.SENT)
    )
    for batch_id in session.exec(sent):
        found[batch_id] = found.get(batch_id, 0) + 1
    return found
