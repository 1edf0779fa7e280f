"""What a batch of turns came to, written in bulk: chats, talks, answers, and messages to send."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.channels.channel import Call, Channel
from bot.messages import Acknowledgement, Button, Message
from bot.scene import Effect, OpenTalk, Prompt, Scene, Undoing
from bot.tapping import UNDO, pack
from models.addresses import add_chats, note_reachability
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


def calls_of(scene: Scene, channel: Channel) -> list[tuple[Call, OpenTalk | None, str | None]]:
    """Every effect of a scene as its channel wants it, with the talk and the question it puts."""
    return [_call(effect, scene.address, channel) for effect in scene.effects]


def _call(effect: Effect, address: int, channel: Channel) -> tuple[Call, OpenTalk | None, str | None]:
    match effect:
        case Acknowledgement():
            return channel.acknowledge(effect), None, None
        case Message():
            return channel.compose(address, effect), None, None
        case Undoing(talk, text, label):
            undo = [[Button(label, pack(talk.id, "", UNDO))]] if talk.id is not None else []
            return channel.compose(address, Message(text, undo)), None, None
        case Prompt(talk, question, text, rows, contact_button, replaces):
            buttons = [
                [Button(option.label, pack(talk.id or 0, question.key, option.act)) for option in row]
                for row in rows
            ]
            message = Message(text, buttons, contact_button=contact_button, replaces=replaces)
            return channel.compose(address, message), talk, question.key


def outbound_row(
    scene: Scene,
    call: Call,
    talk: OpenTalk | None,
    question: str | None,
    now: datetime,
    lease: timedelta,
) -> Mapping[str, Any]:
    """One call as a row to be queued."""
    return {
        "channel": scene.channel,
        "address": scene.address,
        "method": call.method,
        "payload": call.payload,
        "attachment": call.attachment.content if call.attachment else None,
        "attachment_name": call.attachment.name if call.attachment else None,
        "priority": scene.priority,
        "occasion": None,
        "talk_id": talk.id if talk else None,
        "question": question,
        "created_at": now,
        "lease_until": now + lease,
    }
