"""What shows that a report is so: words, a link, a photo, a file, a voice message, a place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

from pydantic import JsonValue
from sqlalchemy import JSON, Column
from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col, select

from models.quickwins.evidence import EvidenceKind

LONGEST_NAME = 80  # characters of a file's name
FILE_TYPES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "video/mp4": ".mp4",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
"""The media types that are taken, with how a file of each is called where it is kept."""


class FileFault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"


class CheckInEvidence(SQLModel, table=True):
    """One piece of evidence of one report. Its file is fetched beside the talk, and kept under its checksum."""

    __table_args__ = (UniqueConstraint("checkin_id", "given_as"),)

    id: int | None = Field(default=None, primary_key=True)
    checkin_id: int = Field(foreign_key="checkin.id", index=True, ondelete="CASCADE")
    step_id: int | None = Field(default=None, foreign_key="actionstep.id", index=True, ondelete="SET NULL")
    member_id: int = Field(foreign_key="member.id", index=True)
    given_as: str  # the talk and the question that it answered
    kind: EvidenceKind = Field(sa_type=AutoString)
    text: str = ""
    latitude: float | None = None  # degrees
    longitude: float | None = None
    file: dict[str, JsonValue] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # file_id, name, media_type, size in bytes
    sha256: str | None = Field(default=None, index=True)  # of the file once it is kept, in hexadecimal
    kept_as: str | None = None  # its path in the folder of evidence
    at: datetime


def fault_of(size: int, media_type: str, most_bytes: int) -> FileFault | None:
    """What is wrong with a file of so many bytes and this media type; None where it may be taken."""
    if size <= 0:
        return FileFault.EMPTY
    if size > most_bytes:
        return FileFault.TOO_LARGE
    return None if media_type in FILE_TYPES else FileFault.WRONG_TYPE


def safe_name(name: str) -> str:
    """A file's name without folders and control characters: "../../etc/passwd" is "passwd"; "file" where nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(c for c in last if c.isprintable()).strip(" .")
    if len(kept) > LONGEST_NAME:
        stem, dot, ending = kept.rpartition(".")
        kept = (
            f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
            if dot and len(ending) < 8
            else kept[:LONGEST_NAME]
        )
    return kept or "file"


def evidence_in(session: Session, checkin_ids: Collection[int]) -> Mapping[int, Sequence[CheckInEvidence]]:
    """The evidence of each of these reports, in the order in which it came."""
    statement = select(CheckInEvidence).where(col(CheckInEvidence.checkin_id).in_(checkin_ids))
    found: dict[int, list[CheckInEvidence]] = {}
    for piece in session.exec(statement.order_by(col(CheckInEvidence.id))):
        found.setdefault(piece.checkin_id, []).append(piece)
    return found
