"""What goes with a meeting: links, and files that stay with the channel they were sent in."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

LONGEST_NAME = 80  # characters


class Material(SQLModel, table=True):
    """One link or one file; `name` is what it is called."""

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)  # who added it
    name: str
    link: str = ""
    file: dict[str, JsonValue] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # file_id, name, media_type, size in bytes
    added_at: datetime
