"""The link to which somebody's calendar program subscribes: a secret of their own, which they can change or take back."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, delete, select

from models.asking import Asker
from models.people import Person


class CalendarLink(SQLModel, table=True):
    """One person's link. Whoever has its secret can read their agenda."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True, ondelete="CASCADE")
    secret: str = Field(default_factory=lambda: secrets.token_urlsafe(24), unique=True)
    made_at: datetime


class LinkWish(StrEnum):
    """What somebody wants of their link."""

    MAKE = "make"  # the first, or a new one in place of it
    TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Subscription:
    """Somebody's link as they see it; `secret` is "" where they have none."""

    person_id: int
    secret: str = ""


def load_subscriptions(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Subscription | None]:
    """The link of each asker; None where nobody is known."""
    people = {asker.person_id for asker in askers if asker.person_id is not None}
    links = {
        one.person_id: one.secret
        for one in session.exec(select(CalendarLink).where(col(CalendarLink.person_id).in_(people)))
    }
    return {
        asker: Subscription(asker.person_id, links.get(asker.person_id, ""))
        if asker.person_id is not None
        else None
        for asker in askers
    }


def keep_subscription(session: Session, asker: Asker, wish: LinkWish, at: datetime) -> None:
    """Make a link with a secret of its own, or none; the one before is good for nothing from now on."""
    person_id = asker.person_id
    if person_id is None:
        return
    session.exec(select(Person.id).where(Person.id == person_id).with_for_update()).one()
    forget_links(session, [person_id])
    if wish is LinkWish.MAKE:
        session.add(CalendarLink(person_id=person_id, made_at=at))
    session.flush()


def forget_links(session: Session, person_ids: Collection[int]) -> None:
    """Let the links of these people lead nowhere."""
    session.exec(delete(CalendarLink).where(col(CalendarLink.person_id).in_(person_ids)))


def links_made(session: Session, person_ids: Collection[int]) -> Mapping[int, datetime]:
    """When those of these people who have a link made it (aware, UTC)."""
    made = select(CalendarLink.person_id, CalendarLink.made_at)
    return dict(session.exec(made.where(col(CalendarLink.person_id).in_(person_ids))).all())
