"""What a batch of turns came to, written in bulk: chats, talks and answers."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from bot.scene import OpenTalk, Scene
from models.addresses import add_chats, note_reachability
from models.errands import add_errands
from models.talks import (
    UNFINISHED,
    TalkMove,
    TalkState,
    add_replies,
    add_talks,
    change_replies,
    move_talks,
)


def write_scenes(session: Session, scenes: Sequence[Scene], now: datetime) -> None:
    """Write what changed in the scenes. Raises Overtaken where another process was faster."""
    _write_chats(session, scenes, now)
    _write_orders(session, scenes, now)
    _write_talks(session, [(s, t) for s in scenes if s.chat_id is not None for t in s.talks if t.moved])


def _write_chats(session: Session, scenes: Sequence[Scene], now: datetime) -> None:
    new = [s for s in scenes if s.chat_id is None and any(t.state in UNFINISHED for t in s.talks)]
    if new:
        rows = [
            {"channel": s.channel, "address": s.address, "language": s.language, "opened_at": now}
            for s in new
        ]
        for scene, chat_id in zip(new, add_chats(session, rows), strict=True):
            scene.chat_id = chat_id
    changed = {
        s.chat_id: now if s.unreachable else None for s in scenes if s.reachability_changed and s.chat_id
    }
    if changed:
        note_reachability(session, changed)


def _write_orders(session: Session, scenes: Sequence[Scene], now: datetime) -> None:
    rows = [
        {
            "kind": order.kind,
            "subject": order.subject,
            "channel": scene.channel,
            "address": scene.address,
            "person_id": scene.person_id,
            "language": scene.language,
            "file": asdict(order.file) if order.file else None,
            "created_at": now,
            "lease_until": now,
        }
        for scene in scenes
        for order in scene.orders
    ]
    if rows:
        add_errands(session, rows)


def _write_talks(session: Session, talks: Sequence[tuple[Scene, OpenTalk]]) -> None:
    moved = [talk for _scene, talk in talks if talk.id is not None]
    new = [(s, t) for s, t in talks if t.id is None and (t.state != TalkState.DONE or t.kept)]
    if moved:
        move_talks(
            session,
            [TalkMove(t.id or 0, t.turn, t.state, t.waiting, t.touched_at, t.deadline) for t in moved],
        )
    if new:
        rows = [
            {
                "chat_id": s.chat_id, "script": t.script, "subject": t.subject, "state": t.state, "turn": 1,
                "waiting": t.waiting, "opened_at": t.opened_at, "touched_at": t.touched_at, "deadline": t.deadline,
            }
            for s, t in new
        ]  # fmt: skip
        for (_scene, talk), talk_id in zip(new, add_talks(session, rows), strict=True):
            talk.id = talk_id
    replies = [
        (t, {"talk_id": t.id, "key": key, "value": kept.value, "settled": kept.settled, "at": kept.at})
        for t in [*moved, *(t for _s, t in new)]
        for key in t.changed
        if (kept := t.kept[key])
    ]
    if first := [row for t, row in replies if row["key"] not in t.stored]:
        add_replies(session, first)
    if again := [row for t, row in replies if row["key"] in t.stored]:
        change_replies(session, again)
