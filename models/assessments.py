"""What a person may answer now, what they are in the middle of, and what they have sent."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import Executable, func
from sqlalchemy import select as columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.among import among
from models.asking import Asker, FactsChanged
from models.instruments.form import Form
from models.instruments.pictures import pictures_of
from models.instruments.versions import InstrumentVersion, forms_of
from models.instruments.windows import SCRIPT, Window, subject_of
from models.members import Member
from models.people import Chat
from models.programmes import Batch
from models.responses import Answer, Response
from models.talks import UNFINISHED, Talk


class Standing(StrEnum):
    """How a member stands to an instrument that was opened to their batch."""

    OPEN = "open"
    UNDER_WAY = "under way"
    ANSWERED = "answered"
    NOT_YET = "not yet"
    CLOSED = "closed"


@dataclass(frozen=True)
class Offered:
    """An instrument opened to one of a person's batches. Instants are aware and in UTC."""

    window_id: int
    member_id: int
    version_id: int
    title: str
    opens_at: datetime
    closes_at: datetime | None
    minutes: int | None
    zone: str
    standing: Standing

    @property
    def subject(self) -> str:
        """What a talk about it is about: the window, and the version that was current when it began."""
        return subject_of(self.window_id, self.version_id)


@dataclass(frozen=True)
class Assessment:
    """One instrument, offered to one person, with its form."""

    offered: Offered
    form: Form
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # the files shown with questions, by name

    def deadline(self, begun: datetime | None = None) -> datetime | None:
        """The instant from which no answer counts: the window's end, or the minutes allowed from `begun`."""
        ends = [self.offered.closes_at] if self.offered.closes_at else []
        if begun is not None and self.offered.minutes is not None:
            ends.append(begun + timedelta(minutes=self.offered.minutes))
        return min(ends, default=None)


@dataclass(frozen=True)
class Filled:
    """What a member sent, or had answered when time was up.

    `times`: when each place was answered; `files`: the files that were sent, as the channel gave them.
    `ended_at`: when it was sent, or time was up, however much later that is noticed; None: as it is stored.
    """

    window_id: int
    member_id: int
    version_id: int
    language: str
    started_at: datetime
    complete: bool
    values: Mapping[str, str]
    times: Mapping[str, datetime]
    files: Mapping[str, dict[str, JsonValue]] = field(default_factory=dict)
    ended_at: datetime | None = None


_NEWEST = (
    columns(col(InstrumentVersion.instrument_id), func.max(InstrumentVersion.id).label("version"))
    .group_by(col(InstrumentVersion.instrument_id))
    .subquery()
)
_WINDOWS: Executable = (
    columns(
        col(Member.id),
        col(Member.person_id),
        col(Window.id),
        col(Window.opens_at),
        col(Window.closes_at),
        col(Window.minutes),
        col(Batch.zone),
        col(InstrumentVersion.id),
        col(InstrumentVersion.title),
        col(Response.id),
    )
    .join(Batch, col(Batch.id) == Member.batch_id)
    .join(Window, col(Window.batch_id) == Batch.id)
    .join(_NEWEST, _NEWEST.c.instrument_id == Window.instrument_id)
    .join(InstrumentVersion, col(InstrumentVersion.id) == _NEWEST.c.version)
    .join(
        Response,
        (col(Response.window_id) == Window.id) & (col(Response.member_id) == Member.id),
        isouter=True,
    )
    .where(among(col(Member.person_id), "people"))
    .order_by(col(Window.closes_at).nulls_last(), col(Window.id))
)
_BEGUN: Executable = (
    columns(col(Chat.person_id), col(Talk.subject))
    .join(Talk, col(Talk.chat_id) == Chat.id)
    .where(
        among(col(Chat.person_id), "people"),
        col(Talk.script) == SCRIPT,
        col(Talk.state).in_(UNFINISHED),
    )
)


def offered_to(session: Session, askers: Sequence[Asker], now: datetime) -> dict[Asker, list[Offered]]:
    """Everything opened to the batches of each asker, in the order of closing."""
    people = {a.person_id for a in askers if a.person_id is not None}
    by_person: dict[int, list[Offered]] = {person: [] for person in people}
    begun = _begun(session, people)
    rows = session.connection().execute(_WINDOWS, {"people": people})
    for member, person, window, opens, closes, minutes, zone, version, title, answered in rows:
        pinned = begun.get((person, window))
        standing = _standing(opens, closes, answered, pinned, now)
        by_person[person].append(
            Offered(window, member, pinned or version, title, opens, closes, minutes, zone, standing)
        )
    return {asker: by_person.get(asker.person_id or 0, []) for asker in askers}


def assessments(session: Session, askers: Sequence[Asker], now: datetime) -> dict[Asker, Assessment | None]:
    """The instrument each asker's subject names, with its form; None where it is not offered to them."""
    found: dict[Asker, Offered] = {}
    for asker, offer in _named(session, askers, now):
        version = asker.subject.partition(":")[2]
        if version.isdecimal():
            found[asker] = _pinned(offer, int(version))
    return _with_forms(session, askers, found)


def announced(session: Session, askers: Sequence[Asker], now: datetime) -> dict[Asker, Assessment | None]:
    """The same, in the version that the asker is in the middle of or would begin with now."""
    return _with_forms(session, askers, dict(_named(session, askers, now)))


def _named(session: Session, askers: Sequence[Asker], now: datetime) -> Iterator[tuple[Asker, Offered]]:
    """Each asker with the offer of which the window is named in the subject."""
    for asker, offers in offered_to(session, askers, now).items():
        window = asker.subject.partition(":")[0]
        yield from ((asker, offer) for offer in offers if str(offer.window_id) == window)


def _with_forms(
    session: Session, askers: Sequence[Asker], found: Mapping[Asker, Offered]
) -> dict[Asker, Assessment | None]:
    versions = {offer.version_id for offer in found.values()}
    forms = forms_of(session, versions)
    pictures = pictures_of(session, {version for version, form in forms.items() if form.pictures})
    return {
        asker: Assessment(offer, forms[offer.version_id], pictures.get(offer.version_id, {}))
        if (offer := found.get(asker)) and offer.version_id in forms
        else None
        for asker in askers
    }


def keep_response(session: Session, asker: Asker, filled: Filled, at: datetime) -> None:
    """Store a response with its answers. Raises FactsChanged where the member has sent one already."""
    sent = session.exec(
        select(Response.id).where(
            Response.window_id == filled.window_id, Response.member_id == filled.member_id
        )
    ).first()
    if sent is not None:
        raise FactsChanged
    response = Response(
        window_id=filled.window_id,
        member_id=filled.member_id,
        version_id=filled.version_id,
        language=filled.language,
        started_at=filled.started_at,
        ended_at=filled.ended_at or at,
        complete=filled.complete,
    )
    session.add(response)
    try:
        session.flush()
    except IntegrityError as error:  # another process was faster
        raise FactsChanged from error
    session.add_all(
        Answer(
            response_id=response.id or 0,
            path=path,
            value=value,
            at=filled.times.get(path),
            file=filled.files.get(path),
        )
        for path, value in filled.values.items()
    )


def _begun(session: Session, people: Collection[int]) -> dict[tuple[int, int], int]:
    """The version each person is in the middle of, by person and window."""
    begun = {}
    for person, subject in session.connection().execute(_BEGUN, {"people": people}):
        window, _colon, version = subject.partition(":")
        begun[person or 0, int(window)] = int(version)
    return begun


def _standing(
    opens: datetime, closes: datetime | None, answered: int | None, pinned: int | None, now: datetime
) -> Standing:
    if answered is not None:
        return Standing.ANSWERED
    if closes is not None and now >= closes:
        return Standing.CLOSED
    if now < opens:
        return Standing.NOT_YET
    return Standing.UNDER_WAY if pinned else Standing.OPEN


def _pinned(offer: Offered, version_id: int) -> Offered:
    return replace(offer, version_id=version_id)
