"""One member's filling of an instrument, and the answers in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, Column
from sqlalchemy import select as columns
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.instruments.versions import InstrumentVersion
from models.members import Member, Role
from models.people import Person
from models.programmes import Agency, Batch


class Response(SQLModel, table=True):
    """What a member sent, or what was there when time ran out (`complete` is then False)."""

    __table_args__ = (UniqueConstraint("window_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    window_id: int = Field(foreign_key="window.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    version_id: int = Field(foreign_key="instrumentversion.id", index=True)
    language: str
    started_at: datetime
    ended_at: datetime
    complete: bool = True


class Answer(SQLModel, table=True):
    """The value of one node of the form, as ODK writes it.

    Of a file that was sent, `value` is its name and `file` what the channel says of it; its bytes stay there.
    """

    __table_args__ = (UniqueConstraint("response_id", "path"),)

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", ondelete="CASCADE")
    path: str  # "group/name", in repeats "child[2]/name"
    value: str
    file: dict[str, JsonValue] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # file_id, name, media_type, size
    at: datetime | None = None  # when it was answered; None for what the form computed


@dataclass(frozen=True)
class Respondent:
    """Who answered, as they are known now: a pseudonym once they are erased."""

    name: str
    nip: str | None
    agency: str
    role: Role
    batch: str
    zone: str  # the batch's, IANA


@dataclass(frozen=True)
class Received:
    """A response with everything in it. Instants are aware and in UTC."""

    id: int
    respondent: Respondent
    version: int  # its number within the instrument
    language: str
    started_at: datetime
    ended_at: datetime
    complete: bool
    values: dict[str, str]  # by path
    times: dict[str, datetime]  # when each path was answered; none for what the form computed


def count_received(session: Session, instrument_id: int) -> int:
    """How many responses there are to any version of the instrument."""
    return session.exec(
        select(func.count())
        .select_from(Response)
        .join(InstrumentVersion, col(InstrumentVersion.id) == Response.version_id)
        .where(InstrumentVersion.instrument_id == instrument_id)
    ).one()


def received(session: Session, instrument_id: int, after: int, limit: int) -> Sequence[Received]:
    """The next `limit` responses to the instrument whose id is greater than `after`, in order, in two queries."""
    rows = session.execute(
        columns(
            Response,
            col(InstrumentVersion.number),
            col(Person.name),
            col(Person.nip),
            col(Agency.name),
            col(Member.role),
            Batch,
        )
        .join(InstrumentVersion, col(InstrumentVersion.id) == Response.version_id)
        .join(Member, col(Member.id) == Response.member_id)
        .join(Person, col(Person.id) == Member.person_id)
        .join(Batch, col(Batch.id) == Member.batch_id)
        .join(Agency, col(Agency.id) == Member.agency_id, isouter=True)
        .where(col(InstrumentVersion.instrument_id) == instrument_id, col(Response.id) > after)
        .order_by(col(Response.id))
        .limit(limit)
    ).all()
    answers = select(Answer.response_id, Answer.path, Answer.value, Answer.at).where(
        col(Answer.response_id).in_([row[0].id for row in rows])
    )
    values: dict[int, dict[str, str]] = {row[0].id: {} for row in rows}
    times: dict[int, dict[str, datetime]] = {row[0].id: {} for row in rows}
    for response_id, path, value, at in session.exec(answers):
        values[response_id][path] = value
        if at is not None:
            times[response_id][path] = at
    return [
        Received(
            response.id,
            Respondent(name, nip, agency or "", Role(role), batch.code, batch.zone),
            number,
            response.language,
            response.started_at,
            response.ended_at,
            response.complete,
            values[response.id],
            times[response.id],
        )
        for response, number, name, nip, agency, role, batch in rows
    ]
