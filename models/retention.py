"""What is no longer needed is forgotten: payloads after a while, strangers at once."""

from datetime import datetime, timedelta

from sqlalchemy import null
from sqlmodel import Session, col, delete, select, update

from models.inbound import Inbound
from models.outbound import Delivery, Outbound
from models.outbound import forget_before as forget_messages
from models.people import Chat

HESITATION = timedelta(days=7)  # how long somebody who was shown the consent text may think about it
STRANGERS = timedelta(minutes=10)  # how long what was said to somebody unknown stays, so that it can be sent


def forget_what_is_not_needed(session: Session, now: datetime, keep: timedelta) -> None:
    """Drop what was received and sent longer than `keep` ago, and all that is kept of people without consent.

    Update numbers go with it. Telegram repeats none after a day, and after a quiet week may begin anew anywhere:
    an old number must not then pass for a new one.
    """
    session.execute(delete(Inbound).where(col(Inbound.done_at) < now - keep))
    forget_messages(session, now - keep)
    hesitating = (col(Chat.person_id).is_(None)) & (col(Chat.opened_at) < now - HESITATION)
    session.execute(delete(Chat).where(hesitating))
    known = select(Chat.address)
    session.execute(
        update(Inbound)
        .where(
            col(Inbound.done_at) < now - STRANGERS,
            col(Inbound.address).is_not(None),
            col(Inbound.address).not_in(known),
        )
        .values(payload=null(), address=None)
    )
    session.execute(
        delete(Outbound).where(
            col(Outbound.delivery) != Delivery.QUEUED,
            col(Outbound.created_at) < now - STRANGERS,
            col(Outbound.address).not_in(known),
        )
    )
