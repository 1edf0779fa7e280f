"""Help that was offered: who sees it, and the thread in which both sides follow it up until it is done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select, update

from models.asking import Asker, FactsChanged
from models.memberships import Membership, memberships, newest_memberships
from models.nudges import Nudge, NudgeState
from models.quickwins.quickwin import Ownership, QuickWin, owners_of
from models.quickwins.states import QuickWinState
from models.reviews.help_offers import HelpKind, HelpNote, HelpOffer, HelpState
from models.reviews.review import Review
from models.reviews.telling import HELP, tell
from models.subjects import number_in

OPEN = frozenset({HelpState.OFFERED, HelpState.TAKEN})
"""In which both sides write to each other."""
NEXT: Mapping[HelpState, frozenset[HelpState]] = {
    HelpState.OFFERED: frozenset({HelpState.TAKEN, HelpState.DECLINED}),
    HelpState.TAKEN: frozenset({HelpState.DONE}),
}
"""From each state, those into which the owners may bring it."""


@dataclass(frozen=True)
class Line:
    """One message of a thread; the text is empty where its writer has been erased."""

    by: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Thread:
    """An offer as one side sees it: as an owner of the quick win (`owner`), or as who offers."""

    id: int
    quickwin_id: int
    code: str
    kind: HelpKind
    words: str
    state: HelpState
    viewer: Membership
    owner: bool
    offerer: Membership
    owners: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class HelpTurn:
    """What one side says or does: words, a new state, or both."""

    offer_id: int
    member_id: int
    before: HelpState
    text: str = ""
    state: HelpState | None = None


def load_threads(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Sequence[Thread]]:
    """Every offer that is each asker's business, those that are open first and then the newest."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    members = {viewer.member_id for viewer in viewers.values()}
    owned = select(Ownership.quickwin_id).where(col(Ownership.member_id).in_(members))
    offers = session.exec(
        select(HelpOffer)
        .where(or_(col(HelpOffer.member_id).in_(members), col(HelpOffer.quickwin_id).in_(owned)))
        .order_by(col(HelpOffer.id).desc())
    ).all()
    archive = _Archive(session, offers)
    found: dict[Asker, Sequence[Thread]] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        theirs = [t for offer in offers if viewer and (t := archive.thread(offer, viewer))]
        found[asker] = sorted(theirs, key=lambda thread: thread.state not in OPEN)
    return found


def load_thread(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, Thread | None]:
    """The offer whose id each asker's subject is; None where it is not their business."""
    everything = load_threads(session, askers, now)
    return {
        asker: next((one for one in everything[asker] if one.id == number_in(asker.subject)), None)
        for asker in askers
    }


def keep_help_turn(session: Session, _asker: Asker, turn: HelpTurn, at: datetime) -> None:
    """Write it into the thread and let the other side hear. Raises FactsChanged where the offer has moved on."""
    offer = session.get_one(HelpOffer, turn.offer_id)
    if turn.before not in OPEN or (turn.state is not None and turn.state not in NEXT[turn.before]):
        raise FactsChanged
    moved = session.exec(
        update(HelpOffer)
        .where(col(HelpOffer.id) == turn.offer_id, col(HelpOffer.state) == turn.before)
        .values(**({"state": turn.state, "state_since": at} if turn.state else {"state": turn.before}))
    )
    if moved.rowcount != 1:
        raise FactsChanged
    occasion = f"{turn.offer_id} {turn.state or ''}"
    if turn.text:
        note = HelpNote(offer_id=turn.offer_id, member_id=turn.member_id, text=turn.text, at=at)
        session.add(note)
        session.flush()
        occasion = f"{turn.offer_id} note {note.id}"
    involved = {offer.member_id, *owners_of(session, [offer.quickwin_id]).get(offer.quickwin_id, ())}
    others = _who_do_not_wait_to_hear(session, turn.offer_id, involved - {turn.member_id})
    tell(session, HELP, str(turn.offer_id), others, at, occasion=occasion)


def _who_do_not_wait_to_hear(session: Session, offer_id: int, members: Collection[int]) -> Sequence[int]:
    """Those who have no nudge about the thread before them: one is enough, it shows what is new."""
    waiting = set(
        session.exec(
            select(Nudge.person_id).where(
                Nudge.script == HELP, Nudge.subject == str(offer_id), Nudge.state == NudgeState.WAITING
            )
        )
    )
    return [m for m, one in memberships(session, members).items() if one.person_id not in waiting]


class _Archive:
    """What stands around some offers, read once for all of them."""

    def __init__(self, session: Session, offers: Sequence[HelpOffer]) -> None:
        ids = {offer.quickwin_id for offer in offers}
        quickwins = session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids))).all()
        self.quickwins = {q.id: q for q in quickwins}
        self.owners = owners_of(session, ids)
        reviews = {offer.review_id for offer in offers if offer.review_id is not None}
        self.rounds = dict(
            session.exec(select(Review.id, Review.round).where(col(Review.id).in_(reviews))).all()
        )
        notes = session.exec(
            select(HelpNote)
            .where(col(HelpNote.offer_id).in_({offer.id for offer in offers}))
            .order_by(col(HelpNote.id))
        ).all()
        self.notes: dict[int, list[HelpNote]] = {}
        for note in notes:
            self.notes.setdefault(note.offer_id, []).append(note)
        members = {offer.member_id for offer in offers} | {note.member_id for note in notes}
        self.people = memberships(session, members.union(*self.owners.values()))

    def thread(self, offer: HelpOffer, viewer: Membership) -> Thread | None:
        quickwin, offerer = self.quickwins[offer.quickwin_id], self.people[offer.member_id]
        theirs = self.owners.get(offer.quickwin_id, ())
        owner = viewer.member_id in theirs
        if not owner and viewer.member_id != offer.member_id:
            return None
        if owner and not self._is_open_to_owners(offer, quickwin):
            return None
        return Thread(
            id=offer.id or 0,
            quickwin_id=offer.quickwin_id,
            code=quickwin.code,
            kind=HelpKind(offer.kind),
            words=offer.text,
            state=HelpState(offer.state),
            viewer=viewer,
            owner=owner,
            offerer=offerer,
            owners=tuple(self.people[m].name for m in theirs if m in self.people),
            lines=tuple(
                Line(self.people[n.member_id].name, n.text, n.at) for n in self.notes.get(offer.id or 0, ())
            ),
        )

    def _is_open_to_owners(self, offer: HelpOffer, quickwin: QuickWin) -> bool:
        """Whether all reviews of its round are in: until then owners do not learn who reviews."""
        over = quickwin.state != QuickWinState.IN_REVIEW
        return over or offer.review_id is None or self.rounds.get(offer.review_id, 0) < quickwin.round
