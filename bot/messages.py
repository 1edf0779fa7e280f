"""What is heard from people and said to them, in no channel's own words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Act(StrEnum):
    """What a person did."""

    TEXT = "text"
    TAP = "tap"
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    CONTACT = "contact"
    LOCATION = "location"
    STICKER = "sticker"
    EDITED = "edited"  # changed a message they had sent; `text` is the new one
    MOVED = "moved"  # a place that they share for a while went on moving
    BLOCKED = "blocked"  # shut the bot out
    UNBLOCKED = "unblocked"
    GROUP_JOINED = "group_joined"  # the bot was added to a group
    GROUP_ADDRESSED = "group_addressed"  # a command or mention in a group
    GROUP_CHATTER = "group_chatter"  # anything else in a group: not meant for the bot
    OTHER = "other"  # something we have no use for, such as a poll or a dice


@dataclass(frozen=True)
class SharedContact:
    """A contact card; `own` when it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True)
class SentFile:
    """A file a person sent, still with the channel. Size in bytes."""

    file_id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Heard:
    """One thing that one person did in one chat."""

    channel: str
    address: int  # the chat in which it happened and to which answers go
    act: Act
    at: datetime  # received, aware, UTC
    text: str = ""  # cleaned; a caption where there was a file
    message_id: int | None = None  # the message they wrote, or on which they tapped
    reply_to: int | None = None  # the message they replied to
    tap_id: str | None = None  # a tap waits for its acknowledgement under this id
    data: str = ""  # what the tapped button carried
    contact: SharedContact | None = None
    location: tuple[float, float] | None = None  # latitude, longitude in degrees
    file: SentFile | None = None
    sender_name: str = ""
    sender_language: str = ""  # the language of their app, such as "id" or "en-GB"; often empty


class Button(NamedTuple):
    """A button under a message. `data` has at most 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True)
class Attachment:
    """A file to send, with its name and content. The channel shows pictures, sounds and films as such where it can."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """Something to say to one chat. `text` may carry marks of bot.markup."""

    text: str
    buttons: Sequence[Sequence[Button]] = ()
    contact_button: str = ""  # the label of a key that shares the person's own contact
    attachment: Attachment | None = None
    replaces: int | None = None  # change this message in place; send anew where it cannot be changed
    closes_keyboard: bool = False  # put away a key that an earlier message showed


@dataclass(frozen=True)
class Acknowledgement:
    """The answer to a tap, shown as a passing note, or as an alert to be dismissed.

    One that is given `beside` something else that is said only ends the button's waiting, and may be lost.
    """

    tap_id: str
    text: str = ""
    alert: bool = field(default=False)
    beside: bool = field(default=False)
