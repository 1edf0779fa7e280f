"""The people of the sample: by the name they go by, where the bot meets them, and how they come in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.phone.phone import FIRST_PERSON
from models.addresses import add_chats
from models.asking import Asker
from models.invitations import Invitation, invitations_of
from models.joining import Joined, keep_arrival
from models.memberships import Membership, members_of_batch
from models.people import Person
from models.programmes import Batch

CHANNEL = "telegram"
_TITLE = re.compile(r"^(?:\w+\.\s*)+")


def called(name: str) -> str:
    """How people call themselves on their phones: without titles and degrees."""
    return _TITLE.sub("", name.partition(",")[0]).strip()


def address_of(person_id: int) -> int:
    """The chat with a person of the sample: that of the phone they are given, the same one each time."""
    return FIRST_PERSON + 7 * person_id


@dataclass(frozen=True)
class Cast:
    """Everybody in the batch, by the name they go by."""

    batch_code: str
    members: Mapping[str, Membership]

    def asker(self, name: str, at: datetime, subject: str = "") -> Asker:
        """Somebody at the other end of a talk that is opened at an instant (aware, UTC)."""
        person_id = self.members[name].person_id
        return Asker(CHANNEL, address_of(person_id), person_id, subject, at)


def cast_of(session: Session, batch: Batch) -> Cast:
    """The people of a batch."""
    everybody = members_of_batch(session, batch.id or 0).values()
    return Cast(batch.code, {called(member.name): member for member in everybody})


def come_in(session: Session, cast: Cast, name: str, at: datetime) -> None:
    """Let somebody open their invitation and agree to what they are asked."""
    member = cast.members[name]
    person = session.get_one(Person, member.person_id)
    language, asker = person.language or "id", cast.asker(name, at)
    add_chats(
        session,
        [{"channel": CHANNEL, "address": asker.address, "language": language, "opened_at": at}],
    )
    tokens = {one.member_id: one.token for one in invitations_of(session, cast.batch_code, at)}
    invited = select(Invitation.id).where(col(Invitation.token) == tokens[member.member_id])
    joined = Joined(member.person_id, session.exec(invited).one(), language)
    keep_arrival(session, asker, joined, at)
