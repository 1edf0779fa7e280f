"""Instruments and the versions of them that were added, each with the workbook it came from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Executable, bindparam
from sqlalchemy import select as columns
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.instruments.form import Form
from models.instruments.pictures import keep_pictures


class Instrument(SQLModel, table=True):
    """A questionnaire under a code that stays when its form changes."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)


class InstrumentVersion(SQLModel, table=True):
    """One state of an instrument's form. Whoever began with it finishes with it."""

    __table_args__ = (UniqueConstraint("instrument_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    instrument_id: int = Field(foreign_key="instrument.id", index=True)
    number: int  # 1, 2, 3 ... within the instrument
    title: str
    form: str  # Form.dump()
    workbook: bytes
    workbook_name: str
    checksum: str  # SHA-256 of the workbook and the files it came with, hexadecimal
    added_at: datetime


class UnknownInstrument(LookupError):
    """There is no instrument with this code. Permanent until it is added."""


@dataclass(frozen=True)
class Workbook:
    """A spreadsheet as it was handed in, with the files beside it that it names."""

    name: str
    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def checksum(self) -> str:
        """SHA-256 of the content, hexadecimal; where there are files, of theirs too."""
        digest = sha256(self.content)
        for name, content in sorted(self.files.items()):
            digest.update(name.encode() + sha256(content).digest())
        return digest.hexdigest()


@dataclass(frozen=True)
class Addition:
    """The version that now is the newest, and whether it had to be added for that."""

    version: InstrumentVersion
    is_new: bool


def find_instrument(session: Session, code: str) -> Instrument:
    """The instrument with `code`. Raises UnknownInstrument, which says what codes there are."""
    instrument = session.exec(select(Instrument).where(Instrument.code == code)).first()
    if instrument is None:
        codes = session.exec(select(Instrument.code).order_by(Instrument.code)).all()
        there = f"there are {', '.join(codes)}" if codes else "none has been added yet"
        raise UnknownInstrument(f"there is no instrument {code}; {there}")
    return instrument


def newest_version(session: Session, instrument_id: int) -> InstrumentVersion | None:
    """The version that people who begin now are given."""
    return session.exec(
        select(InstrumentVersion)
        .where(InstrumentVersion.instrument_id == instrument_id)
        .order_by(col(InstrumentVersion.number).desc())
        .limit(1)
    ).first()


def add_version(session: Session, code: str, workbook: Workbook, form: Form, at: datetime) -> Addition:
    """Make `form`, read from `workbook`, the newest version of the instrument, which is added where it is new.

    The workbook that the newest version came from adds none.
    """
    instrument = session.exec(select(Instrument).where(Instrument.code == code)).first()
    if instrument is None:
        instrument = Instrument(code=code)
        session.add(instrument)
        session.flush()
    assert instrument.id is not None  # noqa: S101
    newest = newest_version(session, instrument.id)
    if newest is not None and newest.checksum == workbook.checksum:
        return Addition(newest, is_new=False)
    version = InstrumentVersion(
        instrument_id=instrument.id,
        number=newest.number + 1 if newest else 1,
        title=form.title,
        form=form.dump(),
        workbook=workbook.content,
        workbook_name=workbook.name,
        checksum=workbook.checksum,
        added_at=at,
    )
    session.add(version)
    session.flush()
    keep_pictures(session, version.id or 0, {n: c for n, c in workbook.files.items() if n in form.pictures})
    return Addition(version, is_new=True)


_CHECKSUMS: Executable = columns(col(InstrumentVersion.id), col(InstrumentVersion.checksum)).where(
    col(InstrumentVersion.id).in_(bindparam("versions", expanding=True))
)


@dataclass
class _Remembered:
    """Forms by their workbook's checksum, those used last; each is read once a process."""

    at_most: int
    forms: dict[str, Form] = field(default_factory=dict)

    def form(self, session: Session, version_id: int, checksum: str) -> Form:
        form = self.forms.pop(checksum, None)
        if form is None:
            text = select(InstrumentVersion.form).where(InstrumentVersion.id == version_id)
            form = Form.load(session.exec(text).one())
            while len(self.forms) >= self.at_most:
                self.forms.pop(next(iter(self.forms)))
        self.forms[checksum] = form
        return form


_remembered = _Remembered(at_most=64)


def forms_of(session: Session, version_ids: Collection[int]) -> dict[int, Form]:
    """The forms of these versions."""
    rows = session.connection().execute(_CHECKSUMS, {"versions": list(version_ids)}).all()
    return {version: _remembered.form(session, version, checksum) for version, checksum in rows}
