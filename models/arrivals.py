"""Who stands at the door with an invitation or their own contact, and whether they may come in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlmodel import Session, col, select

from models.asking import Asker
from models.consents import who_agreed
from models.facilitators import facilitators_of
from models.invitations import Invitation
from models.members import Member, Role
from models.people import Chat, Person
from models.phones import WrongPhone, read_shared_phone
from models.programmes import Agency, Batch, Programme

TOKEN, CONTACT = "token:", "contact:"
"""What a subject begins with: `token:XXXX`, or `contact:+62...`; a bare `contact:` is not the sender's own."""


class Refusal(Enum):
    """Why somebody cannot come in."""

    UNKNOWN = "no such invitation"
    REVOKED = "the invitation was taken back"
    USED_ELSEWHERE = "used on another phone"
    ALREADY_IN = "this chat is theirs already"
    SOMEBODY_ELSES = "this chat belongs to another person"
    NOT_OWN_CONTACT = "a contact that is not the sender's"
    NOBODY = "nobody in any roster has this number"
    SEVERAL = "several people have this number"


@dataclass(frozen=True)
class Refused:
    """They cannot come in. `facilitator` is who helps, `name` who this chat belongs to; empty if unknown."""

    reason: Refusal
    facilitator: str = ""
    name: str = ""


@dataclass(frozen=True)
class Guest:
    """They may come in, once they agree."""

    person_id: int
    invitation_id: int | None  # None: they came with their own contact
    name: str
    role: Role
    agency: str
    batch: str
    organisation: str
    facilitator: str  # empty where the batch has none but themselves
    language: str | None = None  # None: to be asked
    agreed: bool = False  # to the present text, on another phone
    elsewhere: bool = False  # in already, on another phone


Arrival = Guest | Refused


def load_arrivals(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, Arrival]:
    """Whom each asker's token or contact stands for, in a constant number of queries."""
    door = _Door(session, askers)
    return {asker: door.answer(asker) for asker in askers}


@dataclass(frozen=True)
class _Place:
    person: Person
    member: Member
    batch: Batch
    programme: Programme
    agency: str


class _Door:
    def __init__(self, session: Session, askers: Sequence[Asker]) -> None:
        tokens = {a.subject.removeprefix(TOKEN) for a in askers if a.subject.startswith(TOKEN)}
        phones = {phone for a in askers if (phone := _phone(a))}
        self.invitations = _invitations(session, tokens)
        self.by_phone: dict[str, set[int]] = defaultdict(set)
        for phone, person_id in session.exec(
            select(Person.phone, Person.id).where(col(Person.phone).in_(phones))
        ):
            self.by_phone[phone or ""].add(person_id or 0)
        invited = {person for _i, person in self.invitations.values()}
        people = invited.union(*self.by_phone.values(), (a.person_id for a in askers if a.person_id))
        self.places = _places(session, people)
        self.facilitators = facilitators_of(session, people)
        self.agreed = who_agreed(session, people)
        self.inside = set(session.exec(select(Chat.person_id).where(col(Chat.person_id).in_(people))))

    def answer(self, asker: Asker) -> Arrival:
        if asker.subject.startswith(TOKEN):
            return self._with_token(asker, asker.subject.removeprefix(TOKEN))
        return self._with_contact(asker)

    def _with_token(self, asker: Asker, token: str) -> Arrival:
        if token not in self.invitations:
            return Refused(Refusal.UNKNOWN, **self._host(asker.person_id))
        invitation, person_id = self.invitations[token]
        if asker.person_id is not None:
            return self._at_home(asker.person_id, person_id)
        if invitation.revoked_at is not None:
            return Refused(Refusal.REVOKED, self._facilitator(person_id))
        if invitation.used_at is not None:
            return Refused(Refusal.USED_ELSEWHERE, self._facilitator(person_id))
        return self._guest(person_id, invitation.id)

    def _with_contact(self, asker: Asker) -> Arrival:
        phone = _phone(asker)
        if phone is None:
            return Refused(Refusal.NOT_OWN_CONTACT)
        meant = {person_id for person_id in self.by_phone[phone] if person_id in self.places}
        if len(meant) > 1:
            return Refused(Refusal.SEVERAL, self._facilitator(min(meant)))
        if not meant:
            return Refused(Refusal.NOBODY, **self._host(asker.person_id))
        person_id = meant.pop()
        if asker.person_id is not None:
            return self._at_home(asker.person_id, person_id)
        return self._guest(person_id, None)

    def _at_home(self, resident: int, invited: int) -> Refused:
        reason = Refusal.ALREADY_IN if resident == invited else Refusal.SOMEBODY_ELSES
        return Refused(reason, **self._host(resident))

    def _host(self, resident: int | None) -> dict[str, str]:
        if resident is None:
            return {}
        name = self.places[resident].person.name if resident in self.places else ""
        return {"name": name, "facilitator": self._facilitator(resident)}

    def _facilitator(self, person_id: int) -> str:
        return next((f.name for f in self.facilitators.get(person_id, ())), "")

    def _guest(self, person_id: int, invitation_id: int | None) -> Guest:
        place = self.places[person_id]
        return Guest(
            person_id=person_id,
            invitation_id=invitation_id,
            name=place.person.name,
            role=Role(place.member.role),
            agency=place.agency,
            batch=place.batch.name,
            organisation=place.programme.organisation,
            facilitator=self._facilitator(person_id),
            language=place.person.language,
            agreed=person_id in self.agreed,
            elsewhere=person_id in self.inside,
        )


def _phone(asker: Asker) -> str | None:
    try:
        return read_shared_phone(asker.subject.removeprefix(CONTACT))
    except WrongPhone:
        return None


def _invitations(session: Session, tokens: Collection[str]) -> dict[str, tuple[Invitation, int]]:
    wanted = (
        select(Invitation, Member.person_id)
        .join(Member, col(Member.id) == Invitation.member_id)
        .where(col(Invitation.token).in_(tokens))
    )
    return {invitation.token: (invitation, person) for invitation, person in session.exec(wanted)}


def _places(session: Session, people: Iterable[int]) -> dict[int, "_Place"]:
    """Where each of these people belongs: the batch they were added to last."""
    wanted = (
        select(Person, Member, Batch, Programme)
        .join(Member, col(Member.person_id) == Person.id)
        .join(Batch, col(Batch.id) == Member.batch_id)
        .join(Programme, col(Programme.id) == Batch.programme_id)
        .where(col(Person.id).in_(list(people)))
        .order_by(col(Member.id))
    )
    rows = session.exec(wanted).all()
    ids = {member.agency_id for _p, member, _b, _o in rows}
    agencies = dict(session.exec(select(Agency.id, Agency.name).where(col(Agency.id).in_(ids))).all())
    return {
        person.id or 0: _Place(person, member, batch, programme, agencies.get(member.agency_id, ""))
        for person, member, batch, programme in rows
    }
