"""Forgetting a person: what goes, and what stays under a name that nobody knows.

What stays is what the programme's statistics are made of: that somebody in a role at an agency was
in a batch, when they filled in which instrument, what they chose and which numbers they gave. Dates
and words of their own go, since they can say who it was; so do the position and the echelon. Of past programmes,
quick wins and plans that they judged or decided on, what they chose stays, and why goes.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from models.availability.own_data import forget_times
from models.broadcasts.own_data import forget_broadcasts
from models.checkins.own_data import forget_reporting
from models.consents import withdraw
from models.erasures import Erasure
from models.forgetting import forget_chat
from models.instruments.form import Form
from models.instruments.items import Item
from models.instruments.places import path_of
from models.instruments.versions import InstrumentVersion
from models.invitations import revoke
from models.meetings.calendar_link import forget_links
from models.meetings.own_data import forget_meetings
from models.members import Member
from models.nudges import Nudge, NudgeState
from models.outbound import Delivery, Outbound
from models.past_programmes.words import forget_reasons
from models.people import Chat, Person
from models.plans.own_data import forget_planning
from models.quickwins.own_data import forget_quickwins
from models.responses import Answer, Response
from models.reviews.own_data import forget_reviewing

PSEUDONYM = "Peserta"


class NothingAsked(LookupError):
    """This person has not asked to be forgotten, or no longer. Permanent until they ask."""


def carry_out(session: Session, person_id: int, now: datetime) -> str:
    """Forget the person (`now`: aware, UTC) and give the pseudonym that is left. Commits nothing.

    Raises NothingAsked.
    """
    requests = session.exec(select(Erasure).where(Erasure.person_id == person_id)).all()
    waiting = [request for request in requests if request.open]
    if not waiting:
        raise NothingAsked(f"person {person_id} has not asked to be erased")
    person = session.get_one(Person, person_id)
    _forget_chats(session, person_id)
    _forget_words(session, person_id)
    _take_back(session, person, now)
    person.name = _pseudonym(session)
    person.nip = person.phone = person.zone = person.language = None
    person.erased_at = now
    for request in waiting:
        request.done_at = now
    session.flush()
    return person.name


def _forget_chats(session: Session, person_id: int) -> None:
    for chat in session.exec(select(Chat).where(Chat.person_id == person_id)).all():
        channel, address = chat.channel, chat.address
        session.expunge(chat)
        session.exec(
            update(Outbound)
            .where(
                col(Outbound.channel) == channel,
                col(Outbound.address) == address,
                col(Outbound.delivery) == Delivery.QUEUED,
            )
            .values(delivery=Delivery.UNDELIVERABLE, error="the person has been erased")
        )
        forget_chat(session, channel, address)


def _forget_words(session: Session, person_id: int) -> None:
    answers = session.exec(
        select(Answer, Response.version_id)
        .join(Response, col(Response.id) == Answer.response_id)
        .join(Member, col(Member.id) == Response.member_id)
        .where(Member.person_id == person_id)
    ).all()
    versions = {version for _answer, version in answers}
    forms = {
        v: Form.load(form)
        for v, form in session.exec(
            select(InstrumentVersion.id, InstrumentVersion.form).where(
                col(InstrumentVersion.id).in_(versions)
            )
        )
    }
    telling = [
        a.id
        for a, version in answers
        if not _says_nothing_of(forms[version].nodes.get(path_of(a.path)), a.value)
    ]
    session.exec(delete(Answer).where(col(Answer.id).in_(telling)))


def _says_nothing_of(node: object, value: str) -> bool:
    """Whether an answer cannot say whose it is: a choice, or a number."""
    if not isinstance(node, Item):
        return False
    if node.type == "calculate":
        return _is_number(value)
    return node.has_choices or node.range is not None or node.data_type in {"int", "decimal"}


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _take_back(session: Session, person: Person, now: datetime) -> None:
    person_id = person.id or 0
    members = session.exec(select(Member).where(Member.person_id == person_id)).all()
    for member in members:
        member.position = member.echelon = ""
    ids = [member.id or 0 for member in members]
    forget_reasons(session, ids)
    forget_quickwins(session, ids)
    forget_planning(session, ids, person.name)
    forget_reporting(session, ids, now)
    forget_reviewing(session, ids, now)
    forget_times(session, person_id, ids)
    forget_meetings(session, ids)
    forget_links(session, [person_id])
    forget_broadcasts(session, ids, now)
    revoke(session, ids, now)
    withdraw(session, person_id, now)
    session.exec(
        update(Nudge)
        .where(col(Nudge.person_id) == person_id, col(Nudge.state) == NudgeState.WAITING)
        .values(state=NudgeState.DROPPED)
    )


def _pseudonym(session: Session) -> str:
    taken = set(session.exec(select(Person.name).where(col(Person.name).startswith(f"{PSEUDONYM} "))))
    return next(name for name in _names() if name not in taken)


def _names() -> Iterator[str]:
    while True:
        yield f"{PSEUDONYM} {secrets.token_hex(2).upper()}"
