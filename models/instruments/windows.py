"""When a batch may answer an instrument, and for how long."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select, update

from models.talks import UNFINISHED, Talk

MINUTES = range(1, 1441)
SCRIPT = "assess"
"""The conversation in which an assessment is answered; its subject is `subject_of` a window and a version."""


class Window(SQLModel, table=True):
    """An instrument opened to a batch; every member answers it once within the window."""

    __table_args__ = (UniqueConstraint("instrument_id", "batch_id"),)

    id: int | None = Field(default=None, primary_key=True)
    instrument_id: int = Field(foreign_key="instrument.id", index=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    opens_at: datetime
    closes_at: datetime | None = None
    minutes: int | None = None  # allowed from the first question on


class BrokenWindow(ValueError):
    """A window that nobody could answer in; the message says why. Permanent."""


@dataclass(frozen=True)
class Wish:
    """What is said about a window; None leaves it as it is, or as it is by default."""

    opens_at: datetime | None = None  # by default now
    closes_at: datetime | None = None  # by default never
    minutes: int | None = None  # by default as long as the window is open


def subject_of(window_id: int, version_id: int) -> str:
    """The subject of a talk about a window, answered in one version of its instrument."""
    return f"{window_id}:{version_id}"


def open_window(session: Session, instrument_id: int, batch_id: int, wish: Wish, now: datetime) -> Window:
    """Open the instrument to the batch, or change the window it has. Raises BrokenWindow.

    Whoever is in the middle is held to a new end from now on, also if they never write again.
    """
    if wish.minutes is not None and wish.minutes not in MINUTES:
        raise BrokenWindow(f"{wish.minutes} minutes cannot be allowed; it should be 1 to 1440")
    window = session.exec(
        select(Window).where(Window.instrument_id == instrument_id, Window.batch_id == batch_id)
    ).first()
    if window is None:
        window = Window(instrument_id=instrument_id, batch_id=batch_id, opens_at=now)
    window.opens_at = wish.opens_at or window.opens_at
    window.closes_at = wish.closes_at or window.closes_at
    window.minutes = wish.minutes or window.minutes
    if window.closes_at is not None and window.closes_at <= window.opens_at:
        raise BrokenWindow("the window would close before it opens")
    session.add(window)
    session.flush()
    if window.closes_at is not None:
        _hold_to(session, window.id or 0, window.closes_at)
    return window


def _hold_to(session: Session, window_id: int, end: datetime) -> None:
    """Have unfinished talks looked at when the window ends; one that has an earlier end of its own keeps it."""
    session.exec(
        update(Talk)
        .where(
            col(Talk.script) == SCRIPT,
            col(Talk.subject).startswith(f"{window_id}:"),
            col(Talk.state).in_(UNFINISHED),
            col(Talk.deadline).is_(None) | (col(Talk.deadline) > end),
        )
        .values(deadline=end)
    )
