"""A draft while it is being written: what is known of it so far, and keeping what was written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Role
from models.memberships import Membership, memberships, newest_memberships
from models.quickwins.alike import find_alike
from models.quickwins.content import FIELDS, Content
from models.quickwins.evidence import Given, evidence_of, keep_evidence
from models.quickwins.quickwin import QuickWin, begin, move, owners_of, write
from models.quickwins.rules import Rules
from models.quickwins.states import OPEN_TO_MERGING, QuickWinState

OF = "of:"
"""A talk's subject is "of:7" for the draft with that id; any other one is a draft of its own, begun in that talk."""


@dataclass(frozen=True)
class Neighbour:
    """Another quick win with a problem like this one."""

    id: int
    code: str
    problem: str
    owners: tuple[str, ...]  # names
    agency: str  # of the first of them
    state: QuickWinState

    @property
    def may_be_joined(self) -> bool:
        """Whether the draft that is being written may still go into it."""
        return self.state in OPEN_TO_MERGING


@dataclass(frozen=True)
class Draft:
    """A draft as its writer finds it; `id` is None before anything has been written."""

    writer: Membership
    rules: Rules
    id: int | None = None
    code: str = ""
    state: QuickWinState = QuickWinState.DRAFT
    content: Content = field(default_factory=Content)
    evidence: int = 0  # pieces that were given in other talks
    neighbours: tuple[Neighbour, ...] = ()


@dataclass(frozen=True)
class Written:
    """What has been written so far; `finished` when all of it is there and its writer said so."""

    id: int | None
    writer: Membership
    content: Content
    evidence: Mapping[str, Given] = field(default_factory=dict)  # by question
    met_neighbours: bool = False
    finished: bool = False


def load_drafts(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Draft | None]:
    """The draft that each asker's subject names; None where it is not theirs to write."""
    writers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    found = _found(session, askers, writers)
    rows = [row for row in found.values() if row is not None]
    owners = owners_of(session, [row.id or 0 for row in rows])
    evidence = evidence_of(session, [row.id or 0 for row in rows])
    neighbours = _neighbours(session, {other for row in rows for other in row.alike})
    drafts: dict[Asker, Draft | None] = {}
    for asker in askers:
        writer = writers.get(asker.person_id or 0)
        row = found[asker]
        if writer is None or writer.role is not Role.AGENT:
            drafts[asker] = None
        elif row is None:
            drafts[asker] = None if asker.subject.startswith(OF) else Draft(writer, rules)
        elif writer.member_id not in owners.get(row.id or 0, ()):
            drafts[asker] = None
        else:
            given_elsewhere = [
                e for e in evidence.get(row.id or 0, ()) if not e.given_as.startswith(f"{asker.subject}/")
            ]
            drafts[asker] = Draft(
                writer=writer,
                rules=rules,
                id=row.id,
                code=row.code,
                state=QuickWinState(row.state),
                content=row.content,
                evidence=len(given_elsewhere),
                neighbours=tuple(neighbours[other] for other in row.alike if other in neighbours),
            )
    return drafts


def keep_draft(session: Session, asker: Asker, written: Written, at: datetime) -> None:
    """Keep what has been written so far; a draft that is finished becomes one that can be sent to its peers."""
    row = session.get(QuickWin, written.id) if written.id else None
    if row is None:
        row = begin(
            session,
            written.writer.batch_id,
            written.writer.member_id,
            asker.subject,
            Content(problem=written.content.problem),
            at,
        )
        row.alike = list(find_alike(session, row))
    elif row.problem != written.content.problem:
        row.problem = written.content.problem
        row.alike = list(find_alike(session, row))
    if written.met_neighbours:
        row.alike = []
    if row.state != QuickWinState.DRAFT:
        return
    keep_evidence(session, row.id or 0, written.writer.member_id, asker.subject, written.evidence, at)
    if written.finished and written.content.is_complete:
        write(session, row, written.content, written.writer.member_id, at)
        session.flush()
        move(session, row, QuickWinState.READY, at)
        return
    for name in FIELDS:
        setattr(row, name, getattr(written.content, name))
    row.touched_at = at
    session.add(row)


def _found(
    session: Session, askers: Sequence[Asker], writers: Mapping[int, Membership]
) -> dict[Asker, QuickWin | None]:
    named = {int(a.subject.removeprefix(OF)) for a in askers if _is_number(a.subject.removeprefix(OF))}
    begun = {(w.member_id, a.subject) for a in askers if (w := writers.get(a.person_id or 0))}
    rows = session.exec(
        select(QuickWin).where(
            col(QuickWin.id).in_(named)
            | (
                col(QuickWin.begun_by).in_({member for member, _s in begun})
                & col(QuickWin.begun_as).in_({subject for _m, subject in begun})
            )
        )
    ).all()
    by_id = {row.id: row for row in rows}
    by_beginning = {(row.begun_by, row.begun_as): row for row in rows}
    found: dict[Asker, QuickWin | None] = {}
    for asker in askers:
        writer = writers.get(asker.person_id or 0)
        if asker.subject.startswith(OF):
            number = asker.subject.removeprefix(OF)
            found[asker] = by_id.get(int(number)) if _is_number(number) else None
        else:
            found[asker] = by_beginning.get((writer.member_id, asker.subject)) if writer else None
    return found


def _neighbours(session: Session, ids: Collection[int]) -> Mapping[int, Neighbour]:
    rows = session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids))).all()
    owners = owners_of(session, ids)
    people = memberships(session, {member for members in owners.values() for member in members})
    found = {}
    for row in rows:
        theirs = [people[member] for member in owners.get(row.id or 0, ()) if member in people]
        found[row.id or 0] = Neighbour(
            row.id or 0,
            row.code,
            row.problem or "",
            tuple(owner.name for owner in theirs),
            theirs[0].agency if theirs else "",
            QuickWinState(row.state),
        )
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
