"""Opening a digest: who may, and which batch and week a subject such as "3:2026-12-04" is about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.checkins.rule import Week
from models.digests.books import Wanted, books_of
from models.digests.digest import Digest, Sheet
from models.members import Member, Role
from models.memberships import Membership, memberships, newest_memberships
from models.programmes import Batch
from models.quickwins.rules import Rules
from models.subjects import number_in

MAY_READ = frozenset({Role.FACILITATOR, Role.LEADER})


@dataclass(frozen=True)
class Opened:
    """A digest as somebody reads it; None before a week has been reported. `at_desk`: whether it is of the batch on their desk."""

    viewer: Membership
    digest: Digest | None
    at_desk: bool


@dataclass(frozen=True)
class About:
    """Which batch and week a talk is about; 0 and None where it does not say: the newest."""

    batch_id: int = 0
    week: date | None = None
    part: str = ""  # of the digest; "" for all of it

    @property
    def subject(self) -> str:
        """As the subject of a talk."""
        return ":".join(filter(None, (str(self.batch_id), str(self.week or ""), self.part)))

    @classmethod
    def read(cls, subject: str) -> "About":
        """From the subject of a talk."""
        parts = [*subject.split(":"), "", ""]
        try:
            week = date.fromisoformat(parts[1])
        except ValueError:
            return cls(number_in(subject))
        return cls(number_in(subject), week, parts[2])


def load_digests(
    session: Session, askers: Sequence[Asker], now: datetime, *, rules: Rules
) -> Mapping[Asker, Opened | None]:
    """The digest that each asker's subject names, as it was when their talk was opened; None where it is not theirs to read."""
    about = {asker: About.read(asker.subject) for asker in askers}
    viewers = _viewers(session, about)
    newest = newest_memberships(session, {asker.person_id or 0 for asker in askers})
    wanted = {
        Wanted(viewer.batch_id, about[asker].week, asker.opened_at or now)
        for asker, viewer in viewers.items()
    }
    books = books_of(session, wanted, rules, weeks=2)
    found: dict[Asker, Opened | None] = dict.fromkeys(askers)
    digests: dict[tuple[int, Week | None, datetime], Digest] = {}
    for asker, viewer in viewers.items():
        book, at = books.get(viewer.batch_id), asker.opened_at or now
        week = book.week(about[asker].week, at) if book else None
        told = (viewer.batch_id, week, at)
        if book and week and told not in digests:  # facilitators and leaders are told the same
            digests[told] = book.digest(week, at, rules.digest)
        found[asker] = Opened(viewer, digests.get(told), newest[viewer.person_id].batch_id == viewer.batch_id)
    return found


def load_sheet(session: Session, asker: Asker, now: datetime, *, rules: Rules) -> Sheet | None:
    """The digest that an asker's subject names with everybody's weeks, at `now` (aware, UTC); None as above."""
    about = About.read(asker.subject)
    viewer = _viewers(session, {asker: about}).get(asker)
    if viewer is None:
        return None
    wanted = Wanted(viewer.batch_id, about.week, now)
    book = books_of(session, {wanted}, rules, weeks=rules.digest.weeks).get(viewer.batch_id)
    week = book.week(about.week, now) if book else None
    return book.sheet(week, now, rules.digest) if book and week else None


class NothingReported(LookupError):
    """A batch has no week yet that could be told of. Passing: one will have been reported."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"batch {code} has not been asked for a weekly report yet, or only today; there is nothing to tell"
        )


def sheet_of(session: Session, batch: Batch, now: datetime, rules: Rules) -> Sheet:
    """The newest digest of a batch at `now` (aware, UTC). Raises NothingReported."""
    wanted = Wanted(batch.id or 0, None, now)
    book = books_of(session, {wanted}, rules, weeks=rules.digest.weeks).get(wanted.batch_id)
    week: Week | None = book.week(None, now) if book else None
    if book is None or week is None:
        raise NothingReported(batch.code)
    return book.sheet(week, now, rules.digest)


def _viewers(session: Session, about: Mapping[Asker, About]) -> Mapping[Asker, Membership]:
    """What each asker is in the batch that they want to read of; whoever may not is left out."""
    theirs = _readers(session, {asker.person_id for asker in about if asker.person_id is not None})
    found = {}
    for asker, wanted in about.items():
        of_them = [one for one in theirs if one.person_id == asker.person_id]
        if wanted.batch_id:
            of_them = [one for one in of_them if one.batch_id == wanted.batch_id]
        if of_them:
            found[asker] = of_them[-1]
    return found


def _readers(session: Session, people: Collection[int]) -> Sequence[Membership]:
    """What these people facilitate and lead, the newest last."""
    wanted = select(Member.id).where(col(Member.person_id).in_(people), col(Member.role).in_(MAY_READ))
    ids = [member_id or 0 for member_id in session.exec(wanted)]
    return [one for _member_id, one in sorted(memberships(session, ids).items())]
