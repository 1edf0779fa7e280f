"""Taking away what was kept of a chat: of one that declined, of one that is erased."""

from sqlalchemy import null
from sqlmodel import Session, col, delete, update

from models.inbound import Inbound
from models.outbound import Delivery, Outbound
from models.people import Chat


def forget_chat(session: Session, channel: str, address: int) -> None:
    """Drop a chat with its talks and answers, and what was said and heard in it.

    What is still to be sent goes out; updates keep their number alone, so that none is taken twice.
    """
    session.exec(delete(Chat).where(col(Chat.channel) == channel, col(Chat.address) == address))
    session.exec(
        delete(Outbound).where(
            col(Outbound.channel) == channel,
            col(Outbound.address) == address,
            col(Outbound.delivery) != Delivery.QUEUED,
        )
    )
    session.exec(
        update(Inbound)
        .where(
            col(Inbound.channel) == channel,
            col(Inbound.address) == address,
            col(Inbound.done_at).is_not(None),
        )
        .values(payload=null(), address=None)
    )
