"""The quick wins of a batch: what they say now, who owns them, and every state they have been in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.exc import IntegrityError
from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col, func, select, update

from models.asking import FactsChanged
from models.quickwins.content import FIELDS, Content
from models.quickwins.states import QuickWinState, check_step


class QuickWin(SQLModel, table=True):
    """A small change soon visible: what is wrong, what would be done, and what it would come to (see Content)."""

    __table_args__ = (UniqueConstraint("batch_id", "number"), UniqueConstraint("begun_by", "begun_as"))

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    number: int  # 1, 2, 3 ... within the batch: people call it QW-7
    begun_by: int = Field(foreign_key="member.id", index=True)
    begun_as: str  # the subject of the talk in which it is first written
    state: QuickWinState = Field(default=QuickWinState.DRAFT, sa_type=AutoString, index=True)
    state_since: datetime
    created_at: datetime
    touched_at: datetime  # when its owners last wrote something
    merged_into: int | None = Field(default=None, foreign_key="quickwin.id", index=True)
    round: int = 0  # of peer review: how often it has been sent
    alike: list[int] = Field(
        default_factory=list, sa_type=JSON
    )  # others with a problem like this one, of which its owner has not heard yet
    let_through: bool = False  # a facilitator lets it be reviewed though it is no quick win by its figures
    problem: str | None = None
    source: str | None = None
    frequency: str | None = None
    gains: str | None = None
    goal: str | None = None
    field: str | None = None
    idea: str | None = None
    aim: str | None = None
    first_sign: str | None = None
    impact: int | None = None
    effort: int | None = None
    days: int | None = None
    within_authority: bool | None = None
    within_budget: bool | None = None
    indicator: str | None = None
    unit: str | None = None
    baseline: str | None = None
    target: str | None = None

    @property
    def code(self) -> str:
        """What people call it."""
        return f"QW-{self.number}"

    @property
    def content(self) -> Content:
        """What it says."""
        return Content.of({name: getattr(self, name) for name in FIELDS})


class Ownership(SQLModel, table=True):
    """A member who owns a quick win; who began it is the first."""

    __table_args__ = (UniqueConstraint("quickwin_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    since: datetime


class QuickWinVersion(SQLModel, table=True):
    """What a quick win said at one time, and why it was changed. The newest is what it says now."""

    __table_args__ = (UniqueConstraint("quickwin_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    number: int  # 1, 2, 3 ...
    content: dict[str, Any] = Field(sa_type=JSON)  # Content.stored()
    member_id: int = Field(foreign_key="member.id", index=True)  # who wrote it
    reason: str = ""
    at: datetime


class Decision(SQLModel, table=True):
    """What a facilitator decided about a quick win, and why."""

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)  # the facilitator
    decision: str  # "let_through", or the state it was given
    reason: str
    at: datetime


def begin(
    session: Session, batch_id: int, member_id: int, begun_as: str, content: Content, at: datetime
) -> QuickWin:
    """A new draft with its first owner. Raises FactsChanged where two took the same number at once."""
    highest = session.exec(select(func.max(QuickWin.number)).where(QuickWin.batch_id == batch_id)).one()
    quickwin = QuickWin(
        batch_id=batch_id,
        number=(highest or 0) + 1,
        begun_by=member_id,
        begun_as=begun_as,
        state_since=at,
        created_at=at,
        touched_at=at,
        **content.stored(),
    )
    session.add(quickwin)
    try:
        session.flush()
    except IntegrityError as error:
        raise FactsChanged from error
    session.add(Ownership(quickwin_id=quickwin.id or 0, member_id=member_id, since=at))
    return quickwin


def move(session: Session, quickwin: QuickWin, after: QuickWinState, at: datetime) -> None:
    """Take the one step. Raises WrongStep, and FactsChanged where somebody else was faster."""
    before = QuickWinState(quickwin.state)
    check_step(before, after)
    moved = session.exec(
        update(QuickWin)
        .where(col(QuickWin.id) == quickwin.id, col(QuickWin.state) == before)
        .values(state=after, state_since=at)
    )
    if moved.rowcount != 1:
        raise FactsChanged
    session.refresh(quickwin)


def write(
    session: Session, quickwin: QuickWin, content: Content, member_id: int, at: datetime, reason: str = ""
) -> None:
    """Let it say this from now on, and keep that as a version where it differs from the one before or has a reason."""
    for name, value in content.stored().items():
        setattr(quickwin, name, value)
    quickwin.touched_at = at
    session.add(quickwin)
    newest = versions_of(session, [quickwin.id or 0]).get(quickwin.id or 0, [])
    if newest and Content.of(newest[-1].content) == content and not reason:
        return
    session.add(
        QuickWinVersion(
            quickwin_id=quickwin.id or 0,
            number=len(newest) + 1,
            content=content.stored(),
            member_id=member_id,
            reason=reason,
            at=at,
        )
    )


def versions_of(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[QuickWinVersion]]:
    """All versions of these quick wins, the oldest first."""
    statement = (
        select(QuickWinVersion)
        .where(col(QuickWinVersion.quickwin_id).in_(ids))
        .order_by(col(QuickWinVersion.number))
    )
    found: dict[int, list[QuickWinVersion]] = {}
    for version in session.exec(statement):
        found.setdefault(version.quickwin_id, []).append(version)
    return found


def owners_of(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """The members who own each of these quick wins, the first one first."""
    statement = select(Ownership).where(col(Ownership.quickwin_id).in_(ids)).order_by(col(Ownership.id))
    found: dict[int, list[int]] = {}
    for ownership in session.exec(statement):
        found.setdefault(ownership.quickwin_id, []).append(ownership.member_id)
    return found
