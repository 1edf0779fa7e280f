"""What is kept of a person in weekly reports: to be shown to them, and to be forgotten.

When somebody is erased, their words go: what happened, obstacles and what solved them, answers, thanks that they gave and
received, remarks on stages of others, and all evidence with its files; a stage that waits to be verified is open again. Percents, judgements, readings and weeks stay, for
the statistics.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from models.checkins.blocker import Blocker, BlockerAnswer
from models.checkins.checkin import CheckIn, CheckInVersion
from models.checkins.evidence import CheckInEvidence
from models.checkins.high_five import HighFive
from models.checkins.stage_reports import ClosingState, StageClosing, StageReport
from models.checkins.telling import CLOSED, hush
from models.members import Member
from models.plans.plan import ActionStep

FORGOTTEN = "–"


@dataclass(frozen=True)
class OwnStage:
    """What a report of theirs says of a stage."""

    name: str
    percent: int
    what: str


@dataclass(frozen=True)
class OwnReport:
    """One of their reports, what it says of each stage, and what they sent with it."""

    report: CheckIn
    stages: tuple[OwnStage, ...]
    evidence: tuple[CheckInEvidence, ...]
    versions: int


@dataclass(frozen=True)
class OwnReporting:
    """All of it, the oldest first. `thanks` are those that they gave, `remarks` those with which they decided on stages."""

    reports: tuple[OwnReport, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    answers: tuple[BlockerAnswer, ...] = ()
    thanks: tuple[HighFive, ...] = ()
    received: tuple[HighFive, ...] = ()
    decided: tuple[StageClosing, ...] = ()


NOTHING_REPORTED = OwnReporting()


def own_reporting(session: Session, person_ids: Collection[int]) -> Mapping[int, OwnReporting]:
    """What each of these people has in weekly reports."""
    members = dict(
        session.exec(select(Member.id, Member.person_id).where(col(Member.person_id).in_(person_ids))).all()
    )
    ids = list(members)
    reports = session.exec(
        select(CheckIn).where(col(CheckIn.member_id).in_(ids)).order_by(col(CheckIn.week), col(CheckIn.id))
    ).all()
    checkins = [report.id for report in reports]
    stages: dict[int, list[OwnStage]] = {}
    for said, name in session.exec(
        select(StageReport, ActionStep.name)
        .join(ActionStep, col(ActionStep.id) == StageReport.step_id, isouter=True)
        .where(col(StageReport.checkin_id).in_(checkins))
        .order_by(col(StageReport.id))
    ):
        stages.setdefault(said.checkin_id, []).append(
            OwnStage(name or said.name or "–", said.percent, said.what)
        )
    evidence = session.exec(
        select(CheckInEvidence)
        .where(col(CheckInEvidence.checkin_id).in_(checkins))
        .order_by(col(CheckInEvidence.id))
    ).all()
    versions = session.exec(
        select(CheckInVersion.checkin_id).where(col(CheckInVersion.checkin_id).in_(checkins))
    ).all()
    blockers = session.exec(
        select(Blocker).where(col(Blocker.member_id).in_(ids)).order_by(col(Blocker.id))
    ).all()
    answers = session.exec(
        select(BlockerAnswer).where(col(BlockerAnswer.member_id).in_(ids)).order_by(col(BlockerAnswer.id))
    ).all()
    thanks = session.exec(
        select(HighFive)
        .where(col(HighFive.from_id).in_(ids) | col(HighFive.to_id).in_(ids))
        .order_by(col(HighFive.id))
    ).all()
    decided = session.exec(
        select(StageClosing).where(col(StageClosing.decided_by).in_(ids)).order_by(col(StageClosing.id))
    ).all()
    return {
        person: OwnReporting(
            tuple(
                OwnReport(
                    one,
                    tuple(stages.get(one.id or 0, ())),
                    tuple(piece for piece in evidence if piece.checkin_id == one.id),
                    versions.count(one.id or 0),
                )
                for one in reports
                if members[one.member_id] == person
            ),
            tuple(one for one in blockers if members[one.member_id] == person),
            tuple(one for one in answers if members[one.member_id] == person),
            tuple(one for one in thanks if members.get(one.from_id) == person),
            tuple(one for one in thanks if members.get(one.to_id) == person),
            tuple(one for one in decided if members.get(one.decided_by) == person),
        )
        for person in person_ids
    }


def forget_reporting(session: Session, member_ids: Collection[int], now: datetime) -> None:
    """Forget what these members, who are one person, wrote; see above. What was open of theirs is closed at `now`."""
    mine = select(CheckIn.id).where(col(CheckIn.member_id).in_(member_ids))
    checkins = list(session.exec(mine))
    session.exec(
        update(CheckIn)
        .where(col(CheckIn.member_id).in_(member_ids), col(CheckIn.words) != "")
        .values(words=FORGOTTEN)
    )
    session.exec(
        update(CheckIn)
        .where(col(CheckIn.member_id).in_(member_ids), col(CheckIn.next_thing) != "")
        .values(next_thing=FORGOTTEN)
    )
    session.exec(
        update(StageReport)
        .where(col(StageReport.checkin_id).in_(checkins), col(StageReport.what) != "")
        .values(what=FORGOTTEN)
    )
    session.exec(
        update(StageReport)
        .where(col(StageReport.checkin_id).in_(checkins), col(StageReport.name) != "")
        .values(name=FORGOTTEN)
    )
    session.exec(delete(CheckInVersion).where(col(CheckInVersion.checkin_id).in_(checkins)))
    session.exec(delete(CheckInEvidence).where(col(CheckInEvidence.member_id).in_(member_ids)))
    waiting = col(StageClosing.member_id).in_(member_ids), StageClosing.state == ClosingState.WAITING
    for closing in session.exec(select(StageClosing).where(*waiting)).all():
        hush(session, CLOSED, closing.id or 0)  # nothing is left that a facilitator could look at
        session.delete(closing)
    theirs = col(Blocker.member_id).in_(member_ids)
    session.exec(
        update(Blocker).where(theirs, col(Blocker.closed_at).is_(None)).values(closed_at=now, solved_by="")
    )
    session.exec(update(Blocker).where(theirs).values(what=FORGOTTEN, helper="", solved_by=FORGOTTEN))
    session.exec(
        update(Blocker).where(col(Blocker.closed_by).in_(member_ids), ~theirs).values(solved_by=FORGOTTEN)
    )
    session.exec(delete(BlockerAnswer).where(col(BlockerAnswer.member_id).in_(member_ids)))
    session.exec(
        delete(HighFive).where(col(HighFive.from_id).in_(member_ids) | col(HighFive.to_id).in_(member_ids))
    )
    session.exec(
        update(StageClosing)
        .where(col(StageClosing.decided_by).in_(member_ids), col(StageClosing.remark) != "")
        .values(remark=FORGOTTEN)
    )
    session.flush()
