"""When each member is next to be looked at about their weekly reports, so that a tick looks at few people."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, update
from sqlmodel.sql.expression import SelectOfScalar

from models.among import among


class Outlook(SQLModel, table=True):
    """Before `look_at` (UTC) there is nothing new to be said to a member, unless something changes about them."""

    member_id: int = Field(primary_key=True, foreign_key="member.id", ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    look_at: datetime = Field(index=True)


def look_again(session: Session, people: Collection[int] | SelectOfScalar[int], now: datetime) -> None:
    """Have these people, by their ids, looked at at `now` (aware, UTC): what they are to hear and when has changed."""
    session.exec(
        update(Outlook)
        .where(col(Outlook.person_id).in_(people), col(Outlook.look_at) > now)
        .values(look_at=now)
        .execution_options(synchronize_session=False)
    )


def look_at_all(session: Session, now: datetime) -> None:
    """Have everybody looked at at `now` (aware, UTC)."""
    session.exec(
        update(Outlook)
        .where(col(Outlook.look_at) > now)
        .values(look_at=now)
        .execution_options(synchronize_session=False)
    )


def look_later(session: Session, looks: Mapping[int, datetime]) -> None:
    """Write when each of these members, by their ids, is next to be looked at (aware)."""
    together: dict[datetime, list[int]] = {}
    for member_id, at in looks.items():
        together.setdefault(at, []).append(member_id)
    for at, members in together.items():
        session.connection().execute(_LOOK_LATER, {"at": at, "members": members})


_LOOK_LATER = update(Outlook).where(among(col(Outlook.member_id), "members")).values(look_at=bindparam("at"))
