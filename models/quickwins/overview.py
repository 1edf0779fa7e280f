"""A person's own quick wins, and what waits for them in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Role
from models.memberships import newest_memberships
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.states import QuickWinState


@dataclass(frozen=True)
class Mine:
    """One of a person's quick wins."""

    id: int
    code: str
    state: QuickWinState
    problem: str


@dataclass(frozen=True)
class Overview:
    """What a person has under way, those they touched last first; `writes` where it is theirs to begin one."""

    writes: bool
    mine: tuple[Mine, ...] = ()


def load_overviews(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, Overview]:
    """The quick wins that each asker owns in their newest batch."""
    members = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    by_member: dict[int, list[Mine]] = {m.member_id: [] for m in members.values()}
    rows = session.exec(
        select(Ownership.member_id, QuickWin)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .where(col(Ownership.member_id).in_(by_member), QuickWin.state != QuickWinState.MERGED)
        .order_by(col(QuickWin.touched_at).desc(), col(QuickWin.id).desc())
    )
    for member, row in rows:
        by_member[member].append(
            Mine(
                id=row.id or 0,
                code=row.code,
                state=QuickWinState(row.state),
                problem=row.problem or "",
            )
        )
    overviews = {}
    for asker in askers:
        owner = members.get(asker.person_id or 0)
        overviews[asker] = (
            Overview(owner.role is Role.AGENT, tuple(by_member[owner.member_id]))
            if owner
            else Overview(writes=False)
        )
    return overviews
