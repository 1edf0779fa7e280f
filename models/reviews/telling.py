"""Who hears what about reviews: the conversations that say it, and the nudges that open them."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from models.members import Role
from models.memberships import members_of_batch, memberships
from models.nudges import add_new

ASKED, REMINDED = "review_asked", "review_due"
LATE, ENDED = "review_late", "review_ended"
"""To a reviewer: they are asked; it is due tomorrow; it was due, and nobody else may write it; it is no longer waited for.
The subject is the review's id."""
RESULT = "review_result"
"""To the owners: all reviews are in. The subject is the quick win's id and the round, as in "7:1"."""
DECIDED = "quickwin_decided"
"""To the owners: a facilitator has decided. The subject is the decision's id."""
STUCK = "quickwin_stuck"
"""To the facilitators: it does not go on without them. The subject is the quick win's id and why, as in "7:short"."""
HELP = "help_offer"
"""To the other side of an offer of help: there is something new in its thread. The subject is the offer's id."""


def tell(
    session: Session,
    script: str,
    subject: str,
    members: Collection[int],
    at: datetime,
    *,
    occasion: str = "",
    expires_at: datetime | None = None,
) -> None:
    """Let each of these members hear of it at an instant (aware, UTC), once an occasion; that is the subject, if nothing else."""
    nudges = [
        {
            "person_id": member.person_id,
            "script": script,
            "subject": subject,
            "occasion": f"{script} {occasion or subject}:member {member.member_id}",
            "due_at": at,
            "expires_at": expires_at,
        }
        for member in memberships(session, members).values()
    ]
    if nudges:
        add_new(session, nudges)


def tell_facilitators(
    session: Session, batch_id: int, quickwin_id: int, why: str, at: datetime, occasion: str
) -> None:
    """Let the facilitators of a batch hear why a quick win does not go on, once an occasion."""
    everybody = members_of_batch(session, batch_id).values()
    facilitators = [member.member_id for member in everybody if member.role is Role.FACILITATOR]
    tell(session, STUCK, f"{quickwin_id}:{why}", facilitators, at, occasion=f"{quickwin_id}:{why}:{occasion}")
