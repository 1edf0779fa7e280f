"""What scenes say, as calls of their channels: queued in the turn's transaction, sent after it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple

from sqlmodel import Session

from bot.channels.channel import Call, Channel
from bot.messages import Acknowledgement, Button, Message
from bot.outbox.queued import Queued
from bot.scene import Effect, OpenTalk, Prompt, Scene, Undoing
from bot.tapping import UNDO, pack
from models.outbound import LEASE, Priority, queue

_unstored = count(-1, -1)


class Piece(NamedTuple):
    """One call of a scene, with the talk and the key of the question it puts."""

    scene: Scene
    call: Call
    talk: OpenTalk | None = None
    question: str | None = None
    stored: bool = True


def queue_what_is_said(
    session: Session, scenes: Iterable[Scene], channels: Mapping[str, Channel], now: datetime
) -> Sequence[Queued]:
    """Write what the scenes say as messages to send; give them to be sent once that is committed.

    An acknowledgement beside something else that is said only ends a button's waiting, for which nobody waits
    longer than some seconds: it is sent without being stored.
    """
    pieces = [_piece(scene, effect, channels[scene.channel]) for scene in scenes for effect in scene.effects]
    rows = [_row(piece, now) for piece in pieces if piece.stored]
    ids = iter(queue(session, rows) if rows else ())
    return [
        Queued(
            next(ids) if piece.stored else next(_unstored),
            piece.scene.channel,
            piece.scene.address,
            piece.call,
            piece.scene.priority,
            now,
        )
        for piece in pieces
    ]


def queue_one(
    session: Session, channel: Channel, address: int, message: Message, priority: Priority, now: datetime
) -> Queued:
    """Write one message that belongs to no talk; give it to be sent once that is committed."""
    [queued] = queue_many(session, [(channel, address, message, None)], priority, now)
    return queued


def queue_many(
    session: Session,
    messages: Sequence[tuple[Channel, int, Message, str | None]],
    priority: Priority,
    now: datetime,
) -> list[Queued]:
    """Write messages that belong to no talk, each with its channel, its address and the occasion on which alone it may be said.

    They are given in the same order, to be sent once that is committed. An occasion that was there before is an IntegrityError.
    """
    calls = [
        (channel, address, channel.compose(address, message)) for channel, address, message, _o in messages
    ]
    rows = [
        _stored(channel.name, address, call, priority, now) | {"occasion": occasion}
        for (channel, address, call), (_c, _a, _m, occasion) in zip(calls, messages, strict=True)
    ]
    return [
        Queued(number, channel.name, address, call, priority, now)
        for number, (channel, address, call) in zip(queue(session, rows), calls, strict=True)
    ]


def _piece(scene: Scene, effect: Effect, channel: Channel) -> Piece:
    match effect:
        case Acknowledgement():
            return Piece(scene, channel.acknowledge(effect), stored=not effect.beside)
        case Message():
            return Piece(scene, channel.compose(scene.address, effect))
        case Undoing(talk, text, label):
            undo = [[Button(label, pack(talk.id, "", UNDO))]] if talk.id is not None else []
            return Piece(scene, channel.compose(scene.address, Message(text, undo)))
        case Prompt(talk, question, text, rows, contact_button, replaces):
            buttons = [
                [Button(option.label, pack(talk.id or 0, question.key, option.act)) for option in row]
                for row in rows
            ]
            message = Message(text, buttons, contact_button=contact_button, replaces=replaces)
            return Piece(scene, channel.compose(scene.address, message), talk, question.key)


def _row(piece: Piece, now: datetime) -> Mapping[str, Any]:
    scene = piece.scene
    return _stored(scene.channel, scene.address, piece.call, scene.priority, now) | {
        "talk_id": piece.talk.id if piece.talk else None,
        "question": piece.question,
    }


def _stored(channel: str, address: int, call: Call, priority: Priority, now: datetime) -> dict[str, Any]:
    return {
        "channel": channel,
        "address": address,
        "method": call.method,
        "payload": call.payload,
        "attachment": call.attachment.content if call.attachment else None,
        "attachment_name": call.attachment.name if call.attachment else None,
        "priority": priority,
        "occasion": None,
        "created_at": now,
        "lease_until": now + LEASE,
    }
