"""The pictures, sounds and videos that are shown with the questions of a version, kept with it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from hashlib import sha256

from sqlalchemy import select as columns
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

_MOST_REMEMBERED = 64 * 2**20


class InstrumentFile(SQLModel, table=True):
    """A file that came with a workbook. Tables to choose from are kept in the form itself."""

    __table_args__ = (UniqueConstraint("version_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="instrumentversion.id", ondelete="CASCADE")
    name: str
    checksum: str  # SHA-256 of the content, hexadecimal
    content: bytes


class _Remembered:
    """Contents by checksum, so that a turn does not read a picture again; begun anew when they grow too large."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def of(self, session: Session, checksums: Collection[str]) -> Mapping[str, bytes]:
        contents = self._contents
        if missing := [checksum for checksum in checksums if checksum not in contents]:
            if sum(map(len, contents.values())) > _MOST_REMEMBERED:
                contents = self._contents = {c: contents[c] for c in checksums if c in contents}
            rows = select(InstrumentFile.checksum, InstrumentFile.content)
            contents.update(session.exec(rows.where(col(InstrumentFile.checksum).in_(missing))).all())
        return contents


_remembered = _Remembered()


def keep_pictures(session: Session, version_id: int, files: Mapping[str, bytes]) -> None:
    """Keep the files that are shown with a version's questions, by name."""
    session.add_all(
        InstrumentFile(
            version_id=version_id, name=name, checksum=sha256(content).hexdigest(), content=content
        )
        for name, content in sorted(files.items())
    )
    session.flush()


def pictures_of(session: Session, version_ids: Collection[int]) -> dict[int, dict[str, bytes]]:
    """The files of these versions, by version and name; a content is read once a process."""
    if not version_ids:
        return {}
    statement = columns(
        col(InstrumentFile.version_id), col(InstrumentFile.name), col(InstrumentFile.checksum)
    ).where(col(InstrumentFile.version_id).in_(version_ids))
    named = session.execute(statement).all()
    contents = _remembered.of(session, {checksum for _version, _name, checksum in named})
    found: dict[int, dict[str, bytes]] = defaultdict(dict)
    for version, name, checksum in named:
        found[version][name] = contents[checksum]
    return dict(found)
