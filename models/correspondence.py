"""What was written back and forth in a chat, as far as it is still kept."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from sqlmodel import Session, col, select

from models.inbound import Inbound
from models.outbound import Outbound

_TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class Line:
    """One message: when (aware, UTC), whether the person wrote it or we did, and its words."""

    at: datetime
    ours: bool
    words: str


def lines_of(
    session: Session, places: Collection[tuple[str, int]]
) -> Mapping[tuple[str, int], Sequence[Line]]:
    """The messages of these chats (channel, address) that have not been emptied, in order."""
    addresses = {address for _channel, address in places}
    lines: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for heard in session.exec(select(Inbound).where(col(Inbound.address).in_(addresses))):
        if heard.payload and heard.address is not None:
            line = Line(heard.received_at, ours=False, words=_heard(heard.payload))
            lines[heard.channel, heard.address].append(line)
    wanted = select(Outbound.channel, Outbound.address, Outbound.created_at, Outbound.payload)
    for channel, address, at, payload in session.exec(wanted.where(col(Outbound.address).in_(addresses))):
        if words := _said(payload):
            lines[channel, address].append(Line(at, ours=True, words=words))
    return {place: sorted(found, key=lambda line: line.at) for place, found in lines.items()}


def _heard(update: Mapping[str, Any]) -> str:
    """The words of an update as the channel sent it: written, under a file, or behind a button."""
    for event in update.values():
        if isinstance(event, dict):
            for key in ("text", "caption", "data"):
                if isinstance(event.get(key), str):
                    return str(event[key])
    return ", ".join(sorted(key for key in update if key != "update_id"))


def _said(payload: Mapping[str, Any]) -> str:
    words = str(payload.get("text") or payload.get("caption") or "")
    return unescape(_TAG.sub("", words)) if payload.get("parse_mode") == "HTML" else words
