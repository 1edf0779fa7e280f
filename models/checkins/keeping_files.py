"""Between a piece of evidence and its file: what has to be fetched, and writing down where it is kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from models.asking import Asker
from models.checkins.evidence import CheckInEvidence, safe_name
from models.checkins.stage_reports import ClosingState, StageClosing
from models.checkins.telling import CLOSED, hush
from models.facilitators import facilitators_in
from models.members import Member
from models.quickwins.rules import Rules
from models.subjects import number_in


@dataclass(frozen=True)
class Wanted:
    """A file that is to be kept in this folder: what it was said to be; its size in bytes, 0 where that was not said."""

    folder: str
    name: str
    media_type: str
    size: int
    most_bytes: int


@dataclass(frozen=True)
class Stored:
    """A file that is kept: its name as the sender had it, its checksum, type, size in bytes and place in the folder."""

    name: str
    sha256: str
    media_type: str
    size: int
    place: str


@dataclass(frozen=True)
class Shown:
    """A file that somebody may look at."""

    path: Path
    name: str
    text: str


def load_wanted(session: Session, asker: Asker, _now: datetime, *, rules: Rules) -> Wanted | None:
    """The file of the evidence that the subject names by its talk and question; None where that is gone."""
    row = _named(session, asker)
    if row is None or row.file is None:
        return None
    size = row.file.get("size")
    return Wanted(
        folder=rules.monitoring.folder,
        name=safe_name(str(row.file.get("name", ""))),
        media_type=str(row.file.get("media_type", "")),
        size=size if isinstance(size, int) else 0,
        most_bytes=rules.monitoring.most_bytes,
    )


def keep_stored(session: Session, asker: Asker, stored: Stored) -> bool:
    """Write down where the file is kept; whether the same person had sent the same file before."""
    row = _named(session, asker)
    if row is None or row.file is None:
        return False
    again = session.exec(
        select(CheckInEvidence.id).where(
            CheckInEvidence.member_id == row.member_id,
            CheckInEvidence.sha256 == stored.sha256,
            CheckInEvidence.id != row.id,
        )
    ).first()
    row.sha256, row.kept_as = stored.sha256, stored.place
    row.file = {**row.file, "media_type": stored.media_type, "size": stored.size}
    session.add(row)
    session.flush()
    return again is not None


def drop_refused(session: Session, asker: Asker, _now: datetime) -> None:
    """Forget evidence whose file cannot be kept; a stage that was closed with nothing else is open again."""
    row = _named(session, asker)
    if row is None:
        return
    step_id = row.step_id
    session.delete(row)
    session.flush()
    others = select(CheckInEvidence.id).where(CheckInEvidence.step_id == step_id)
    if step_id is None or session.exec(others).first() is not None:
        return
    for closing in session.exec(
        select(StageClosing).where(
            StageClosing.step_id == step_id, StageClosing.state == ClosingState.WAITING
        )
    ).all():
        hush(session, CLOSED, closing.id or 0)
        session.delete(closing)
    session.flush()


def load_shown(session: Session, asker: Asker, _now: datetime, *, rules: Rules) -> Shown | None:
    """The file of the piece of evidence whose id the subject is; None where it is not theirs to see, or not kept (yet)."""
    row = session.get(CheckInEvidence, number_in(asker.subject))
    if row is None or row.kept_as is None or row.file is None or asker.person_id is None:
        return None
    owner = session.get_one(Member, row.member_id)
    guides = facilitators_in(session, [owner.batch_id]).get(owner.batch_id, ())
    seeing = select(Member.id).where(
        Member.person_id == asker.person_id, col(Member.id).in_([*guides, owner.id])
    )
    if session.exec(seeing).first() is None:
        return None
    return Shown(Path(rules.monitoring.folder) / row.kept_as, str(row.file.get("name", "file")), row.text)


def kept_files(session: Session) -> set[str]:
    """The path in the folder of every file that is still somebody's evidence."""
    return {place for place in session.exec(select(CheckInEvidence.kept_as)) if place is not None}


def files_of(session: Session, person_id: int) -> set[str]:
    """The path in the folder of every file that is this person's evidence."""
    theirs = (
        select(CheckInEvidence.kept_as)
        .join(Member, col(Member.id) == CheckInEvidence.member_id)
        .where(Member.person_id == person_id)
    )
    return {place for place in session.exec(theirs) if place is not None}


def _named(session: Session, asker: Asker) -> CheckInEvidence | None:
    return session.exec(
        select(CheckInEvidence)
        .join(Member, col(Member.id) == CheckInEvidence.member_id)
        .where(Member.person_id == asker.person_id, CheckInEvidence.given_as == asker.subject)
    ).first()
