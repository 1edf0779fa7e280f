"""What a person agreed to have kept on them, and when (UU PDP 27/2022, articles 20-22)."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select, update

TEXT_VERSION = "2026-11"
"""The version of what people agree to (handlers/join.py says it). A new one is agreed to anew."""


class Consent(SQLModel, table=True):
    """Agreement to one version of the text, in one language."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    text_version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None = None


def who_agreed(session: Session, person_ids: Collection[int]) -> set[int]:
    """Which of these people stand by their agreement to the present text."""
    return set(
        session.exec(
            select(Consent.person_id).where(
                col(Consent.person_id).in_(person_ids),
                Consent.text_version == TEXT_VERSION,
                col(Consent.withdrawn_at).is_(None),
            )
        )
    )


def withdraw(session: Session, person_id: int, at: datetime) -> None:
    """Note that from then on (aware, UTC) the person agrees to nothing."""
    session.exec(
        update(Consent)
        .where(col(Consent.person_id) == person_id, col(Consent.withdrawn_at).is_(None))
        .values(withdrawn_at=at)
    )
