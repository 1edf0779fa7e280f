"""Who in the programme works on a problem like this one."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.neighbours.likeness import alike
from models.programmes import Batch
from models.quickwins.quickwin import QuickWin
from models.quickwins.states import ALIVE

SHOWN = 3  # that many are shown: more, nobody reads


def find_alike(session: Session, quickwin: QuickWin) -> Sequence[int]:
    """The ids of quick wins in the same programme with a problem like this one's, the most alike first."""
    if not quickwin.problem:
        return []
    here = select(Batch.programme_id).where(Batch.id == quickwin.batch_id).scalar_subquery()
    others = (
        select(QuickWin.id, QuickWin.problem)
        .join(Batch, col(Batch.id) == QuickWin.batch_id)
        .where(
            Batch.programme_id == here,
            QuickWin.id != quickwin.id,
            col(QuickWin.state).in_(ALIVE),
            col(QuickWin.problem).is_not(None),
        )
    )
    problems = {other: problem or "" for other, problem in session.exec(others) if other is not None}
    return [neighbour.id for neighbour in alike(quickwin.problem, problems, SHOWN)]
