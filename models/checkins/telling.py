"""Who hears what about weekly reports, obstacles and thanks; each nudge opens the conversation that says it."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, update

from models.facilitators import facilitators_in
from models.memberships import memberships
from models.nudges import Hours, Nudge, NudgeState, add_new

CLOSED, DECIDED = "stage_closed", "stage_decided"
"""To the facilitators: a stage was closed, with evidence. To its owners: what they made of it. The subject is the closing's id."""
ESCALATED, ANSWERED, SOLVED = "blocker_escalated", "blocker_answered", "blocker_solved"
"""To the facilitators: an obstacle lasts. To whose it is: a colleague answers. To who answered, or whose it is: it is solved.
The subject is the obstacle's id."""
ASKS = frozenset({CLOSED, ESCALATED})
"""What asks something of somebody's work, and waits for working hours; the rest only tells."""
THANKED = "thanked"
"""To a colleague: somebody thanks them. The subject is the id of the thanks."""


def tell(
    session: Session, script: str, subject: int, members: Collection[int], at: datetime, occasion: str = ""
) -> None:
    """Let each of these members hear of it at an instant (aware, UTC), once an occasion; that is the subject, if nothing else."""
    nudges = [
        {
            "person_id": member.person_id,
            "script": script,
            "subject": str(subject),
            "occasion": f"{script} {occasion or subject}:member {member.member_id}",
            "due_at": at,
            "hours": Hours.WORKING if script in ASKS else Hours.WAKING,
        }
        for member in memberships(session, members).values()
    ]
    if nudges:
        add_new(session, nudges)


def tell_facilitators(session: Session, script: str, subject: int, batch_id: int, at: datetime) -> None:
    """Let those who facilitate the batch hear of it."""
    tell(session, script, subject, facilitators_in(session, [batch_id]).get(batch_id, ()), at)


def hush(session: Session, script: str, subject: int) -> None:
    """Tell nobody any more who has not been told yet."""
    session.exec(
        update(Nudge)
        .where(
            col(Nudge.script) == script,
            col(Nudge.subject) == str(subject),
            col(Nudge.state) == NudgeState.WAITING,
        )
        .values(state=NudgeState.DROPPED)
    )
