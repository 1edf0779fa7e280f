"""What facilitators decided about quick wins, as they see it themselves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.members import Member
from models.quickwins.quickwin import Decision, QuickWin

LET_THROUGH = "let_through"
"""The decision that a quick win may be reviewed though it is none by its figures."""


@dataclass(frozen=True)
class OwnDecision:
    """One decision, as the facilitator who took it sees it."""

    quickwin: str  # its code
    decision: str
    reason: str
    at: datetime


def decisions_of(session: Session, person_ids: Collection[int]) -> Mapping[int, Sequence[OwnDecision]]:
    """What each of these people decided as a facilitator, the oldest first."""
    found: dict[int, list[OwnDecision]] = {}
    for person_id, quickwin, decision in session.exec(
        select(Member.person_id, QuickWin, Decision)
        .join(Decision, col(Decision.member_id) == Member.id)
        .join(QuickWin, col(QuickWin.id) == Decision.quickwin_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Decision.id))
    ):
        found.setdefault(person_id, []).append(
            OwnDecision(quickwin.code, decision.decision, decision.reason, decision.at)
        )
    return found
