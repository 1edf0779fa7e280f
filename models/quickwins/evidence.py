"""What shows that a problem is there: words, a link, a photo or file, a place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import JSON, Column
from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col, delete, select


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    TEXT = "text"
    LINK = "link"
    PHOTO = "photo"
    FILE = "file"
    PLACE = "place"


class Evidence(SQLModel, table=True):
    """One piece of evidence. The bytes of a photo or file stay with the channel."""

    __table_args__ = (UniqueConstraint("quickwin_id", "given_as"),)

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    given_as: str  # the talk and the question that it answered
    kind: EvidenceKind = Field(sa_type=AutoString)
    text: str = ""  # the words, the link, or what was written under the file
    latitude: float | None = None  # degrees
    longitude: float | None = None
    file: dict[str, JsonValue] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # file_id, name, media_type, size in bytes
    at: datetime


@dataclass(frozen=True)
class Given:
    """A piece of evidence as it was handed over."""

    kind: EvidenceKind
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    file: Mapping[str, JsonValue] | None = None


def evidence_of(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[Evidence]]:
    """The evidence of each of these quick wins, in the order in which it came."""
    statement = select(Evidence).where(col(Evidence.quickwin_id).in_(ids)).order_by(col(Evidence.id))
    found: dict[int, list[Evidence]] = {}
    for piece in session.exec(statement):
        found.setdefault(piece.quickwin_id, []).append(piece)
    return found


def keep_evidence(
    session: Session, quickwin_id: int, member_id: int, talk: str, given: Mapping[str, Given], at: datetime
) -> None:
    """Make what was handed over in this talk, by question, the evidence that it gave; what others gave stays."""
    theirs = col(Evidence.quickwin_id) == quickwin_id, col(Evidence.given_as).startswith(f"{talk}/")
    before = {piece.given_as: piece for piece in session.exec(select(Evidence).where(*theirs))}
    now = {f"{talk}/{question}": piece for question, piece in given.items()}
    session.exec(delete(Evidence).where(*theirs, col(Evidence.given_as).not_in(now)))
    for given_as, piece in now.items():
        row = before.get(given_as) or Evidence(
            quickwin_id=quickwin_id, member_id=member_id, given_as=given_as, kind=piece.kind, at=at
        )
        row.kind, row.text = piece.kind, piece.text
        row.latitude, row.longitude = piece.latitude, piece.longitude
        row.file = dict(piece.file) if piece.file else None
        session.add(row)
