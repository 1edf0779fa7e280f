"""The quick wins of a batch by impact and effort: what the picture of them is drawn from."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.memberships import newest_memberships
from models.quickwins.gate import Verdict, judge
from models.quickwins.quickwin import QuickWin
from models.quickwins.rules import Gate, Rules
from models.quickwins.states import ALIVE


@dataclass(frozen=True)
class Spot:
    """One quick win: impact and effort from 1 to 5."""

    code: str
    impact: int
    effort: int
    verdict: Verdict


@dataclass(frozen=True)
class Picture:
    """A batch's quick wins whose figures are known, in the order of their numbers."""

    batch: str
    gate: Gate
    spots: tuple[Spot, ...]


def load_picture(session: Session, asker: Asker, _now: datetime, *, rules: Rules) -> Picture:
    """The picture of the asker's newest batch; empty where they are in none."""
    member = newest_memberships(session, {asker.person_id or 0}).get(asker.person_id or 0)
    if member is None:
        return Picture("", rules.gate, ())
    rows = session.exec(
        select(QuickWin)
        .where(QuickWin.batch_id == member.batch_id, col(QuickWin.state).in_(ALIVE))
        .order_by(col(QuickWin.number))
    )
    judged = [(row, judge(row.content, rules.gate)) for row in rows]
    return Picture(
        member.batch,
        rules.gate,
        tuple(
            Spot(row.code, row.impact or 0, row.effort or 0, verdict.verdict)
            for row, verdict in judged
            if verdict is not None
        ),
    )
