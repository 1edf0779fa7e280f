"""Who the bot knows, and where it meets them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, bindparam
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, update

from models.asking import Asker


class Person(SQLModel, table=True):
    """Somebody the bot knows. Once erased, only a pseudonym is left."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    nip: str | None = Field(default=None, unique=True)
    phone: str | None = Field(default=None, index=True)  # E.164, as in +6281234567890
    language: str | None = None  # "id" or "en"; None until the roster or the person says
    zone: str | None = None  # IANA; None: the batch's
    created_at: datetime
    erased_at: datetime | None = None


class Chat(SQLModel, table=True):
    """A private chat in a channel: the person's address, bound to them once they consent."""

    __table_args__ = (UniqueConstraint("channel", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: int = Field(sa_type=BigInteger)
    person_id: int | None = Field(default=None, foreign_key="person.id", unique=True)
    language: str = "id"
    opened_at: datetime
    unreachable_since: datetime | None = None


def mark_unreachable(session: Session, chats: Iterable[tuple[str, int, datetime]]) -> None:
    """Note chats (channel, address) in which nothing could be said since an instant, until they write again."""
    chat = SQLModel.metadata.tables["chat"]
    session.connection().execute(
        update(chat)
        .where(
            chat.c.channel == bindparam("on"),
            chat.c.address == bindparam("to"),
            chat.c.unreachable_since.is_(None),
        )
        .values(unreachable_since=bindparam("since")),
        [{"on": channel, "to": address, "since": since} for channel, address, since in chats],
    )


def keep_language(session: Session, asker: Asker, language: str, _at: datetime) -> None:
    """Speak with the person in this language ("id" or "en") from now on."""
    session.exec(update(Person).where(col(Person.id) == asker.person_id).values(language=language))
    session.exec(
        update(Chat)
        .where(col(Chat.channel) == asker.channel, col(Chat.address) == asker.address)
        .values(language=language)
    )
