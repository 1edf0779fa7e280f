"""Bringing past programmes into a batch: what is new is added, what changed is changed, nothing is taken away."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.agencies import Agencies
from models.past_programmes.description import Description, same
from models.past_programmes.entries import PastProgrammes
from models.past_programmes.past_programme import PastProgramme
from models.programmes import Batch, batch_with_code
from models.spreadsheets.changes import Changed, Changes


def import_past_programmes(
    session: Session, batch_code: str, programmes: PastProgrammes, now: datetime
) -> Changes:
    """Make the batch have these programmes and tell what that changed. `now` is aware, UTC.

    Programmes are known by their names. A column that the file does not have leaves what is known, an empty cell
    empties it. Commits nothing: whoever only wants to know rolls back. Raises UnknownBatch.
    """
    batch = batch_with_code(session, batch_code)
    agencies = Agencies(session, batch.programme_id)
    agencies.add(e.described.agency for e in programmes.entries if e.described.agency)
    there = {same(p.name): p for p in programmes_of(session, batch)}
    changes = Changes(new_agencies=agencies.new)
    for entry in programmes.entries:
        said = _columns(entry.described, agencies)
        programme = there.pop(same(entry.described.name), None)
        if programme is None:
            programme = PastProgramme(batch_id=batch.id or 0, name=entry.described.name, added_at=now)
            for field, value in said.values():
                setattr(programme, field, value)
            session.add(programme)
            changes.added.append(programme.name)
            continue
        changed = [
            written
            for column, written in programmes.headings.items()
            if getattr(programme, said[column][0]) != said[column][1]
        ]
        for column in programmes.headings:
            setattr(programme, *said[column])
        if changed:
            changes.changed.append(Changed(programme.name, tuple(changed)))
        else:
            changes.unchanged.append(programme.name)
    changes.absent += sorted(programme.name for programme in there.values())
    session.flush()
    return changes


def programmes_of(session: Session, batch: Batch) -> list[PastProgramme]:
    """The past programmes of a batch, in the order in which they were added."""
    statement = select(PastProgramme).where(PastProgramme.batch_id == batch.id)
    return list(session.exec(statement.order_by(col(PastProgramme.id))))


def _columns(described: Description, agencies: Agencies) -> dict[str, tuple[str, object]]:
    """By the column of a file: the field of the table, and what is to stand there."""
    return {
        "nama": ("name", described.name),
        "bidang": ("field", described.field),
        "perangkat_daerah": ("agency_id", agencies.id_of(described.agency)),
        "tahun": ("year", described.year),
        "keterangan": ("about", described.about),
    }
