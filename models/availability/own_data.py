"""What is kept on when somebody may be written to: for them to see, and to be forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, delete, select

from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.checkins.put_off import PutOff
from models.members import Member


@dataclass(frozen=True)
class OwnTimes:
    """One person's quiet hours and pause (None: never said), their leave, and the weeks whose report they put off."""

    preferences: Preferences | None = None
    leave: tuple[Leave, ...] = ()
    put_off: tuple[date, ...] = ()


NOTHING_SAID = OwnTimes()


def own_times(session: Session, person_ids: Collection[int]) -> Mapping[int, OwnTimes]:
    """That of each of these people."""
    said = session.exec(select(Preferences).where(col(Preferences.person_id).in_(person_ids)))
    preferences = {one.person_id: one for one in said}
    leave = session.exec(
        select(Leave).where(col(Leave.person_id).in_(person_ids)).order_by(col(Leave.first_day))
    ).all()
    put_off = session.exec(
        select(col(Member.person_id), col(PutOff.week))
        .join(Member, col(Member.id) == PutOff.member_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(PutOff.week))
    ).all()
    return {
        person_id: OwnTimes(
            preferences.get(person_id),
            tuple(one for one in leave if one.person_id == person_id),
            tuple(week for owner, week in put_off if owner == person_id),
        )
        for person_id in person_ids
    }


def forget_times(session: Session, person_id: int, member_ids: Collection[int]) -> None:
    """Let nothing stay of it: when somebody was on leave says who they were."""
    session.exec(delete(Preferences).where(col(Preferences.person_id) == person_id))
    session.exec(delete(Leave).where(col(Leave.person_id) == person_id))
    session.exec(delete(PutOff).where(col(PutOff.member_id).in_(member_ids)))
