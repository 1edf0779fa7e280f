"""Who of a batch may review, and how much they have been given so far."""

from collections.abc import Mapping

from sqlmodel import Session, col, func, select

from models.consents import Consent
from models.members import Member, Role
from models.memberships import Membership, members_of_batch
from models.people import Chat
from models.reviews.assignment import Peer
from models.reviews.review import Review, ReviewState


def colleagues(session: Session, batch_id: int) -> Mapping[int, Membership]:
    """The agents of a batch who have joined and have not been erased, by the member's id."""
    agents = {m: a for m, a in members_of_batch(session, batch_id).items() if a.role is Role.AGENT}
    people = {agent.person_id for agent in agents.values()}
    joined = set(
        session.exec(
            select(Consent.person_id).where(
                col(Consent.person_id).in_(people), col(Consent.withdrawn_at).is_(None)
            )
        )
    )
    return {member: agent for member, agent in agents.items() if agent.person_id in joined}


def peers_of(session: Session, batch_id: int) -> dict[int, Peer]:
    """The same as those whom reviews are assigned to.

    Given counts whatever they were given in this batch and was not declined for a conflict: so work stays even over the
    weeks, and who lets reviews lie is not the first to get the next.
    """
    agents = colleagues(session, batch_id)
    people = {agent.person_id for agent in agents.values()}
    away = set(
        session.exec(
            select(Chat.person_id).where(
                col(Chat.person_id).in_(people), col(Chat.unreachable_since).is_not(None)
            )
        )
    )
    given = dict(
        session.exec(
            select(Review.member_id, func.count())
            .join(Member, col(Member.id) == Review.member_id)
            .where(Member.batch_id == batch_id, Review.state != ReviewState.DECLINED)
            .group_by(col(Review.member_id))
        ).all()
    )
    return {
        member: Peer(member, agent.agency_id, given.get(member, 0), agent.person_id not in away)
        for member, agent in agents.items()
    }
