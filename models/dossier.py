"""Everything that is kept on a person, for the person to see (UU PDP 27/2022, article 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.availability.own_data import NOTHING_SAID, OwnTimes, own_times
from models.broadcasts.own_data import NOTHING_BROADCAST, OwnBroadcasts, own_broadcasts
from models.checkins.own_data import NOTHING_REPORTED, OwnReporting, own_reporting
from models.consents import Consent
from models.correspondence import Line, lines_of
from models.erasures import Erasure
from models.fillings import Filling, fillings_of
from models.invitations import Invitation
from models.meetings.own_data import NO_MEETINGS, OwnMeetings, own_meetings
from models.members import Member, Role
from models.nip import masked
from models.nudges import Nudge
from models.past_programmes.words import OwnJudgement, judgements_of
from models.people import Chat, Person
from models.phones import masked_phone
from models.plans.own_data import NOTHING_PLANNED, OwnPlanning, own_planning
from models.programmes import Agency, Batch, Programme
from models.quickwins.decisions import OwnDecision, decisions_of
from models.quickwins.own_data import OwnQuickWin, own_quickwins
from models.reviews.own_data import NOTHING_REVIEWED, OwnReviewing, own_reviewing
from models.talks import Reply, Talk


@dataclass(frozen=True)
class Place:
    """Where the person belongs, or belonged."""

    role: Role
    position: str
    echelon: str
    agency: str
    batch: str
    programme: str
    organisation: str


@dataclass(frozen=True)
class Said:
    """One answer in a conversation: which, when (aware, UTC), and as it is kept."""

    conversation: str
    question: str
    answer: str
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """All that is kept, the newest last. NIP and phone number are masked, empty where none is kept."""

    name: str
    nip: str
    phone: str
    language: str
    zone: str
    known_since: datetime
    places: tuple[Place, ...]
    chats: tuple[Chat, ...]
    consents: tuple[Consent, ...]
    invitations: tuple[Invitation, ...]
    erasures: tuple[Erasure, ...]
    fillings: tuple[Filling, ...]
    said: tuple[Said, ...]
    lines: tuple[Line, ...]
    nudges: tuple[Nudge, ...]
    judgements: tuple[OwnJudgement, ...] = ()
    decisions: tuple[OwnDecision, ...] = ()
    quickwins: tuple[OwnQuickWin, ...] = ()
    reviewing: OwnReviewing = NOTHING_REVIEWED
    planning: OwnPlanning = NOTHING_PLANNED
    times: OwnTimes = NOTHING_SAID
    reporting: OwnReporting = NOTHING_REPORTED
    meetings: OwnMeetings = NO_MEETINGS
    broadcasts: OwnBroadcasts = NOTHING_BROADCAST

    @property
    def answers(self) -> int:
        """How many answers are kept: those sent, and those in conversations."""
        return sum(len(filling.answers) for filling in self.fillings) + len(self.said)


def load_dossiers(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Dossier | None]:
    """The dossier of each asker, in a constant number of queries; None where nobody is known."""
    archive = _Archive(session, sorted({a.person_id for a in askers if a.person_id is not None}))
    return {asker: archive.dossier(asker.person_id) for asker in askers}


class _Archive:
    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        people = session.exec(select(Person).where(col(Person.id).in_(ids)))
        self.people = {person.id: person for person in people}
        self.places = _places(session, ids)
        self.chats = session.exec(select(Chat).where(col(Chat.person_id).in_(ids))).all()
        consents = select(Consent).where(col(Consent.person_id).in_(ids)).order_by(col(Consent.id))
        self.consents = session.exec(consents).all()
        erasures = select(Erasure).where(col(Erasure.person_id).in_(ids)).order_by(col(Erasure.id))
        self.erasures = session.exec(erasures).all()
        nudges = select(Nudge).where(col(Nudge.person_id).in_(ids)).order_by(col(Nudge.id))
        self.nudges = session.exec(nudges).all()
        self.invitations = session.exec(
            select(Member.person_id, Invitation)
            .join(Invitation, col(Invitation.member_id) == Member.id)
            .where(col(Member.person_id).in_(ids))
            .order_by(col(Invitation.id))
        ).all()
        self.quickwins = own_quickwins(session, ids)
        self.reviewing = own_reviewing(session, ids)
        self.planning = own_planning(session, ids)
        self.times = own_times(session, ids)
        self.reporting = own_reporting(session, ids)
        self.meetings = own_meetings(session, ids)
        self.broadcasts = own_broadcasts(session, ids)
        self.said = _said(session, ids)
        self.fillings = fillings_of(session, ids)
        self.judgements = judgements_of(session, ids)
        self.decisions = decisions_of(session, ids)
        self.lines = lines_of(session, [(c.channel, c.address) for c in self.chats])

    def dossier(self, person_id: int | None) -> Dossier | None:
        person = self.people.get(person_id)
        if person is None or person_id is None:
            return None
        chats = tuple(c for c in self.chats if c.person_id == person_id)
        return Dossier(
            name=person.name,
            nip=masked(person.nip) if person.nip else "",
            phone=masked_phone(person.phone) if person.phone else "",
            language=person.language or "",
            zone=person.zone or "",
            known_since=person.created_at,
            places=tuple(self.places.get(person_id, ())),
            chats=chats,
            consents=tuple(c for c in self.consents if c.person_id == person_id),
            invitations=tuple(i for owner, i in self.invitations if owner == person_id),
            erasures=tuple(e for e in self.erasures if e.person_id == person_id),
            fillings=tuple(self.fillings.get(person_id, ())),
            said=tuple(self.said.get(person_id, ())),
            lines=tuple(line for c in chats for line in self.lines.get((c.channel, c.address), ())),
            nudges=tuple(n for n in self.nudges if n.person_id == person_id),
            judgements=tuple(self.judgements.get(person_id, ())),
            decisions=tuple(self.decisions.get(person_id, ())),
            quickwins=tuple(self.quickwins.get(person_id, ())),
            reviewing=self.reviewing[person_id],
            planning=self.planning[person_id],
            times=self.times[person_id],
            reporting=self.reporting[person_id],
            meetings=self.meetings[person_id],
            broadcasts=self.broadcasts[person_id],
        )


def _places(session: Session, ids: Sequence[int]) -> dict[int, list[Place]]:
    agencies = dict(
        session.exec(
            select(Member.id, Agency.name)
            .join(Agency, col(Agency.id) == Member.agency_id)
            .where(col(Member.person_id).in_(ids))
        ).all()
    )
    belonging = (
        select(Member, Batch, Programme)
        .join(Batch, col(Batch.id) == Member.batch_id)
        .join(Programme, col(Programme.id) == Batch.programme_id)
        .where(col(Member.person_id).in_(ids))
        .order_by(col(Member.id))
    )
    places: dict[int, list[Place]] = {}
    for member, batch, programme in session.exec(belonging):
        places.setdefault(member.person_id, []).append(
            Place(
                role=Role(member.role),
                position=member.position,
                echelon=member.echelon,
                agency=agencies.get(member.id, ""),
                batch=batch.name,
                programme=programme.name,
                organisation=programme.organisation,
            )
        )
    return places


def _said(session: Session, ids: Sequence[int]) -> dict[int, list[Said]]:
    replies = (
        select(Chat.person_id, Talk.script, Reply)
        .join(Talk, col(Talk.chat_id) == Chat.id)
        .join(Reply, col(Reply.talk_id) == Talk.id)
        .where(col(Chat.person_id).in_(ids))
        .order_by(col(Reply.at), col(Reply.id))
    )
    said: dict[int, list[Said]] = {}
    for person_id, script, reply in session.exec(replies):
        value = reply.value
        shown = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
        said.setdefault(person_id or 0, []).append(Said(script, reply.key, shown, reply.at))
    return said
