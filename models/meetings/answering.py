"""What people say of a meeting: whether they come, and afterwards what they thought of it. And what a facilitator adds to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlmodel import Session, col, delete, select, update

from models.asking import Asker, FactsChanged
from models.inserting import insert_unless_there
from models.meetings.attendance import attended
from models.meetings.feedback import Feedback
from models.meetings.invitee import Coming, Invitee
from models.meetings.material import Material
from models.meetings.meeting import Meeting
from models.meetings.telling import tell_recap


@dataclass(frozen=True)
class Answer:
    """Whether a member comes to a meeting, as it was planned at `sequence`, and why not."""

    meeting_id: int
    member_id: int
    sequence: int
    coming: Coming
    reason: str = ""


@dataclass(frozen=True)
class Opinion:
    """A member's three answers about a meeting; useful and clear from 1 to 5."""

    meeting_id: int
    member_id: int
    useful: int
    clear: int
    words: str


@dataclass(frozen=True)
class Added:
    """A link, or a file as bot.messages.SentFile has it, that goes with a meeting."""

    meeting_id: int
    member_id: int
    name: str
    link: str = ""
    file: Mapping[str, JsonValue] | None = None


@dataclass(frozen=True)
class TakenOut:
    """A material that is to go, by its id."""

    meeting_id: int
    material_id: int


@dataclass(frozen=True)
class Recap:
    """What those who missed a meeting should know."""

    meeting_id: int
    words: str


def keep_answer(session: Session, _asker: Asker, answer: Answer, at: datetime) -> None:
    """Keep it. Raises FactsChanged where the meeting has been changed meanwhile."""
    its_sequence = select(Meeting.sequence).where(Meeting.id == answer.meeting_id)
    sequence = session.exec(its_sequence.with_for_update(read=True)).one()  # nobody moves it meanwhile
    if sequence != answer.sequence:
        raise FactsChanged
    session.exec(
        update(Invitee)
        .where(
            col(Invitee.meeting_id) == answer.meeting_id,
            col(Invitee.member_id) == answer.member_id,
        )
        .values(coming=answer.coming, reason=answer.reason, answered_at=at)
    )


def keep_opinion(session: Session, _asker: Asker, opinion: Opinion, at: datetime) -> None:
    """Keep it, unless they have given theirs already."""
    insert_unless_there(session, Feedback, [vars(opinion) | {"at": at}], ["meeting_id", "member_id"])


def keep_material(session: Session, _asker: Asker, result: Added | TakenOut, at: datetime) -> None:
    """Add it to the meeting, or take it out."""
    if isinstance(result, TakenOut):
        session.exec(
            delete(Material).where(
                col(Material.id) == result.material_id, col(Material.meeting_id) == result.meeting_id
            )
        )
        return
    file = dict(result.file) if result.file else None
    session.add(
        Material(
            meeting_id=result.meeting_id,
            member_id=result.member_id,
            name=result.name,
            link=result.link,
            file=file,
            added_at=at,
        )
    )
    session.flush()


def keep_recap(session: Session, _asker: Asker, recap: Recap, at: datetime) -> None:
    """Keep it, and tell those who were not there; nobody twice."""
    meeting = session.get_one(Meeting, recap.meeting_id)
    meeting.recap, meeting.missed_told = recap.words, True
    session.flush()
    there = attended(session, [recap.meeting_id]).get(recap.meeting_id, {})
    invited = session.exec(select(Invitee.member_id).where(Invitee.meeting_id == recap.meeting_id))
    tell_recap(session, meeting, set(invited) - set(there), at)
