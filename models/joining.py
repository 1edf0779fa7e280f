"""Coming in: what somebody answered at the door, and what is kept of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from models.asking import Asker, FactsChanged
from models.consents import TEXT_VERSION, Consent, who_agreed
from models.forgetting import forget_chat
from models.invitations import redeem, use_up_others
from models.outlook import look_again
from models.people import Chat, Person
from models.talks import Talk, TalkState


@dataclass(frozen=True)
class Declined:
    """They do not agree: nothing is kept of the chat."""


@dataclass(frozen=True)
class Joined:
    """They agree to the text in this language, and this chat becomes theirs."""

    person_id: int
    invitation_id: int | None
    language: str
    moves: bool = False  # from another phone, on which they were in before


def keep_arrival(session: Session, asker: Asker, result: Joined | Declined, at: datetime) -> None:
    """Bind the chat to the person, keep their consent and use the invitation up; or forget the chat.

    Raises FactsChanged where the invitation, the chat or the person was taken meanwhile.
    """
    if isinstance(result, Declined):
        forget_chat(session, asker.channel, asker.address)
        return
    if result.invitation_id is not None:
        redeem(session, result.invitation_id, at)
    use_up_others(session, result.person_id, at)
    _leave_other_phone(session, asker, result)
    try:
        _bind(session, asker, result)
    except IntegrityError as error:  # they have just come in on another phone
        raise FactsChanged from error
    if result.person_id not in who_agreed(session, [result.person_id]):
        session.add(
            Consent(
                person_id=result.person_id, text_version=TEXT_VERSION, language=result.language, given_at=at
            )
        )
    session.flush()
    look_again(session, [result.person_id], at)


def _leave_other_phone(session: Session, asker: Asker, result: Joined) -> None:
    before = session.exec(select(Chat).where(Chat.person_id == result.person_id)).first()
    if before is None:
        return
    if not result.moves or (before.channel, before.address) == (asker.channel, asker.address):
        raise FactsChanged
    here = select(Chat.id).where(Chat.channel == asker.channel, Chat.address == asker.address)
    session.exec(
        update(Talk)
        .where(col(Talk.chat_id) == before.id, col(Talk.state) == TalkState.OPEN)
        .values(state=TalkState.RESTING)
    )
    session.exec(update(Talk).where(col(Talk.chat_id) == before.id).values(chat_id=here.scalar_subquery()))
    before.person_id = None
    session.flush()


def _bind(session: Session, asker: Asker, result: Joined) -> None:
    bound = session.exec(
        update(Chat)
        .where(
            col(Chat.channel) == asker.channel,
            col(Chat.address) == asker.address,
            col(Chat.person_id).is_(None),
        )
        .values(person_id=result.person_id, language=result.language)
    )
    if bound.rowcount != 1:
        raise FactsChanged
    person = session.get_one(Person, result.person_id)
    if person.erased_at is not None:
        raise FactsChanged
    person.language = result.language
