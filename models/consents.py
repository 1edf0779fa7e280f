"""What a person agreed to have kept on them, and when (UU PDP 27/2022, articles 20-22)."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Consent(SQLModel, table=True):
    """Agreement to one version of the text, in one language."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    text_version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None = None
