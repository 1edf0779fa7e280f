"""Whose broadcast has come further since they saw it, so that they are shown it anew in place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select, update

from models.broadcasts.broadcast import Broadcast, Recipient, RecipientState
from models.broadcasts.upkeep import PROGRESS
from models.members import Member
from models.outbound import newest_prompts
from models.people import Chat
from models.talks import Talk, TalkState

SHOWN_EVERY = timedelta(seconds=10)
"""How long a facilitator sees the same figures before they are brought up to date."""
_AFTER = timedelta(microseconds=1)


_SHOWN = (
    columns(
        col(Broadcast.id), col(Broadcast.shown), col(Broadcast.ended_at), col(Chat.id), col(Chat.channel),
        col(Chat.address),
    )
    .join(Member, col(Member.id) == col(Broadcast.member_id))
    .join(Chat, col(Chat.person_id) == col(Member.person_id))
    .where(
        col(Broadcast.ended_at).is_(None) & (col(Broadcast.shown_at) <= bindparam("before"))
        | (col(Broadcast.shown_at) <= col(Broadcast.ended_at))
    )
)  # fmt: skip


def come_further(session: Session, now: datetime) -> Collection[tuple[str, int]]:
    """The chats (channel, address) of those who have to be shown it anew; that counts as done at `now` (aware, UTC).

    Where the message that shows it has not arrived yet, it is left for later.
    """
    rows: Sequence[Row[*tuple[Any, ...]]] = (
        session.connection().execute(_SHOWN, {"before": now - SHOWN_EVERY}).all()
    )
    if not rows:
        return ()
    known = _known(session, [of for of, *_rest in rows])
    on_their_way = _prompts_on_their_way(session, {chat for _of, _shown, _ended, chat, *_place in rows})
    places = set()
    for of, shown, ended_at, chat, channel, address in rows:
        if chat in on_their_way or (ended_at is None and known.get(of, 0) == shown):
            continue
        seen_at = max(now, ended_at + _AFTER) if ended_at else now  # also by a clock that was put back
        session.exec(
            update(Broadcast)
            .where(col(Broadcast.id) == of)
            .values(shown_at=seen_at, shown=known.get(of, 0))
            .execution_options(synchronize_session=False)
        )
        places.add((channel, address))
    return places


def _known(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    """Of how many people it is known what became of it, by the broadcast."""
    return dict(
        session.exec(
            select(Recipient.broadcast_id, func.count())
            .where(
                col(Recipient.broadcast_id).in_(ids),
                col(Recipient.state).not_in((RecipientState.WAITING, RecipientState.QUEUED)),
            )
            .group_by(col(Recipient.broadcast_id))
        ).all()
    )


def _prompts_on_their_way(session: Session, chat_ids: Collection[int]) -> Collection[int]:
    """Those chats in which a broadcast is shown, in a message that has not arrived."""
    talks = dict(
        session.exec(
            select(Talk.id, Talk.chat_id).where(
                col(Talk.chat_id).in_(chat_ids), Talk.script == PROGRESS, Talk.state == TalkState.OPEN
            )
        ).all()
    )
    arrived = (
        {talk for talk, _key, _message in newest_prompts(session, [of or 0 for of in talks])} if talks else ()
    )
    return {chat for talk, chat in talks.items() if talk not in arrived}
