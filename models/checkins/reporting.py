"""Handing in a week: everything that was said of it, kept in one go; what it said before stays as a version."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select, update

from models.asking import Asker, FactsChanged
from models.checkins.blocker import Blocker, BlockerAnswer
from models.checkins.checkin import CheckIn, CheckInVersion, Judgement, Manner, NothingBecause
from models.checkins.evidence import CheckInEvidence, safe_name
from models.checkins.readings import IndicatorReading
from models.checkins.stage_reports import (
    DONE_PERCENT,
    STANDING,
    ClosingState,
    StageClosing,
    StageReport,
)
from models.checkins.telling import CLOSED, SOLVED, hush, tell, tell_facilitators
from models.quickwins.evidence import Given


@dataclass(frozen=True)
class StageSaid:
    """How far a stage is, 0 to 100 percent, what happened, and what the stage is called."""

    step_id: int
    percent: int
    what: str = ""
    name: str = ""


@dataclass(frozen=True)
class EvidenceGiven:
    """A piece of evidence, of a stage or of the week, and the question that it answered."""

    question: str
    step_id: int | None
    given: Given


@dataclass(frozen=True)
class Told:
    """An obstacle, as it was told."""

    what: str
    since: date
    helper: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that is said of one week. `readings` are by the quick win, `solved` what solved an obstacle, by its id."""

    member_id: int
    batch_id: int
    week: date
    manner: Manner
    because: NothingBecause | None = None
    words: str = ""
    judgement: Judgement | None = None
    next_thing: str = ""
    stages: tuple[StageSaid, ...] = ()
    readings: Mapping[int, str] = field(default_factory=dict)
    evidence: tuple[EvidenceGiven, ...] = ()
    told: Told | None = None
    solved: Mapping[int, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """What a version keeps of it: all but the evidence and obstacles, which are kept by themselves."""
        return {
            "manner": self.manner.value,
            "because": self.because.value if self.because else None,
            "words": self.words,
            "judgement": self.judgement.value if self.judgement else None,
            "next_thing": self.next_thing,
            "stages": [asdict(stage) for stage in self.stages],
            "readings": {str(quickwin): value for quickwin, value in self.readings.items()},
        }


def named_by(opened_at: datetime, question: str) -> str:
    """What evidence or an obstacle is called by the talk, opened at an instant, and the question that brought it."""
    return f"{opened_at:%Y%m%d%H%M%S}/{question}"


def keep_report(session: Session, asker: Asker, report: Report, at: datetime) -> None:
    """Hand it in, or let it say this instead. Raises FactsChanged where another talk has begun the same report just now."""
    row = _row(session, report, at)
    row.touched_at = at
    row.handed_in_at = row.handed_in_at or at
    row.manner, row.because = report.manner, report.because
    row.words, row.judgement, row.next_thing = report.words, report.judgement, report.next_thing
    session.add(row)
    checkin_id = row.id or 0
    session.exec(
        delete(StageReport).where(
            col(StageReport.checkin_id) == checkin_id, col(StageReport.step_id).is_not(None)
        )
    )
    session.exec(delete(IndicatorReading).where(col(IndicatorReading.checkin_id) == checkin_id))
    session.add_all(
        StageReport(checkin_id=checkin_id, step_id=s.step_id, name=s.name, percent=s.percent, what=s.what)
        for s in report.stages
    )
    session.add_all(
        IndicatorReading(checkin_id=checkin_id, quickwin_id=quickwin, value=value)
        for quickwin, value in report.readings.items()
    )
    for piece in report.evidence:
        session.add(_evidence(checkin_id, report.member_id, asker.opened_at or at, piece, at))
    session.flush()
    _see_to_closings(session, report, checkin_id, at)
    _see_to_blockers(session, asker, report, at)
    number = session.exec(
        select(func.max(CheckInVersion.number)).where(CheckInVersion.checkin_id == checkin_id)
    ).one()
    session.add(
        CheckInVersion(checkin_id=checkin_id, number=(number or 0) + 1, content=report.stored(), at=at)
    )
    session.flush()


def _row(session: Session, report: Report, at: datetime) -> CheckIn:
    row = session.exec(
        select(CheckIn)
        .where(CheckIn.member_id == report.member_id, CheckIn.week == report.week)
        .with_for_update()
    ).one_or_none()
    if row is None:
        row = CheckIn(member_id=report.member_id, week=report.week, begun_at=at, touched_at=at)
        session.add(row)
        try:
            session.flush()
        except IntegrityError as error:
            raise FactsChanged from error
    return row


def _evidence(
    checkin_id: int, member_id: int, opened_at: datetime, piece: EvidenceGiven, at: datetime
) -> CheckInEvidence:
    given = piece.given
    file = dict(given.file) if given.file else None
    if file:
        file["name"] = safe_name(str(file.get("name", "")))
    return CheckInEvidence(
        checkin_id=checkin_id, step_id=piece.step_id, member_id=member_id, kind=given.kind,
        given_as=named_by(opened_at, piece.question), text=given.text, latitude=given.latitude,
        longitude=given.longitude, file=file, at=at,
    )  # fmt: skip


def _see_to_closings(session: Session, report: Report, checkin_id: int, at: datetime) -> None:
    """Close what is done and has evidence; open again what this report had closed and now says is not done."""
    steps = {stage.step_id for stage in report.stages}
    newest: dict[int, StageClosing] = {
        one.step_id or 0: one
        for one in session.exec(
            select(StageClosing).where(col(StageClosing.step_id).in_(steps)).order_by(col(StageClosing.id))
        )
    }
    proven = _proven(session, steps, newest)
    for stage in report.stages:
        closing = newest.get(stage.step_id)
        done = stage.percent >= DONE_PERCENT
        if done and stage.step_id in proven and (closing is None or closing.state not in STANDING):
            closing = StageClosing(
                step_id=stage.step_id, checkin_id=checkin_id, member_id=report.member_id, closed_at=at
            )
            session.add(closing)
            session.flush()
            tell_facilitators(session, CLOSED, closing.id or 0, report.batch_id, at)
        elif not done and closing is not None and closing.state == ClosingState.WAITING:
            _withdraw(session, closing)
    for closing in session.exec(
        select(StageClosing).where(
            StageClosing.checkin_id == checkin_id,
            StageClosing.state == ClosingState.WAITING,
            col(StageClosing.step_id).not_in(steps),
        )
    ).all():
        _withdraw(session, closing)  # that nothing was done is said now


def _withdraw(session: Session, closing: StageClosing) -> None:
    hush(session, CLOSED, closing.id or 0)
    session.delete(closing)


def _proven(
    session: Session, steps: Collection[int], closings: Mapping[int, StageClosing]
) -> Collection[int]:
    """The stages that have evidence; where one was returned, such as came after that."""
    pieces = session.exec(
        select(CheckInEvidence.step_id, CheckInEvidence.at).where(col(CheckInEvidence.step_id).in_(steps))
    )
    found = set()
    for step, at in pieces:
        closing = closings.get(step or 0)
        since = closing.decided_at if closing and closing.state == ClosingState.RETURNED else None
        if since is None or at >= since:
            found.add(step or 0)
    return found


def _see_to_blockers(session: Session, asker: Asker, report: Report, at: datetime) -> None:
    if told := report.told:
        session.add(
            Blocker(
                member_id=report.member_id, given_as=named_by(asker.opened_at or at, "blocker"), what=told.what,
                since=told.since, helper=told.helper, opened_at=at,
            )
        )  # fmt: skip
    for blocker_id, solved_by in report.solved.items():
        close_blocker(session, blocker_id, report.member_id, solved_by, at)


def close_blocker(session: Session, blocker_id: int, member_id: int, solved_by: str, at: datetime) -> bool:
    """Close it with what solved it, and let those hear who answered, or whose it is; False where it was closed before."""
    closed = session.exec(
        update(Blocker)
        .where(col(Blocker.id) == blocker_id, col(Blocker.closed_at).is_(None))
        .values(closed_at=at, closed_by=member_id, solved_by=solved_by)
    )
    if closed.rowcount != 1:
        return False
    answered = session.exec(select(BlockerAnswer.member_id).where(BlockerAnswer.blocker_id == blocker_id))
    owner = session.exec(select(Blocker.member_id).where(Blocker.id == blocker_id)).one()
    tell(session, SOLVED, blocker_id, {*answered, owner} - {member_id}, at)
    return True
