"""What came of it: what people gave held against what is stored, and what they were shown against what they should be."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from bot.phone.phone import Phone
from models.inbound import Inbound
from models.members import Member
from models.outbound import Outbound
from models.people import Person
from models.responses import Answer, Response
from tests.load.crowd import Answering

Said = tuple[int, str]  # chat and text


def acknowledged(phone: Phone) -> set[int]:
    """The numbers of the updates that Telegram was told we have."""
    everything = set(range(730_000_001, phone.world.updates.last_id + 1))
    return everything - {update.id for update in phone.pending}


def handled(database: Engine) -> set[int]:
    """The numbers of the updates that were handled, and well."""
    with Session(database) as session:
        done = select(Inbound.update_id).where(
            col(Inbound.done_at).is_not(None), col(Inbound.error).is_(None)
        )
        return set(session.exec(done))


def wrong(database: Engine, crowd: Sequence[Answering]) -> int:
    """How many people's answers are not stored as they gave them."""
    with Session(database) as session:
        rows = session.exec(
            select(Person.name, Answer.path, Answer.value)
            .join(Member, col(Member.person_id) == Person.id)
            .join(Response, col(Response.member_id) == Member.id)
            .join(Answer, col(Answer.response_id) == Response.id)
        ).all()
    stored: dict[str, dict[str, str]] = {}
    for name, path, value in rows:
        stored.setdefault(name, {})[path] = value
    return sum(stored.get(a.person.name) != a.expected() for a in crowd)


def asked_twice(database: Engine) -> int:
    """How many questions were put twice: what straight answers never lead to, unless a turn was taken twice."""
    with Session(database) as session:
        asked = (
            select(func.count() - 1)
            .where(col(Outbound.talk_id).is_not(None))
            .group_by(col(Outbound.talk_id), col(Outbound.question))
        )
        return sum(session.exec(asked))


def repeated(everybody: Sequence[Answering]) -> dict[Said, int]:
    """What chats show more than once, and how often too often."""
    said = Counter((a.person.id, m.text) for a in everybody for m in a.person.messages if m.from_bot)
    return {what: times - 1 for what, times in said.items() if times > 1}
