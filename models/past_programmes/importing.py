"""Bringing past programmes into a batch: what is new is added, what changed is changed, nothing is taken away."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.agencies import Agencies
from models.asking import Asker
from models.members import Role
from models.memberships import newest_memberships
from models.past_programmes.description import Description, same
from models.past_programmes.entries import PastProgrammes
from models.past_programmes.past_programme import PastProgramme
from models.programmes import Batch, batch_with_code
from models.quickwins.rules import Named, Rules
from models.spreadsheets.changes import Changed, Changes


class NotTheirs(PermissionError):
    """Whoever sent a list does not facilitate the batch, or no longer. Permanent."""


def import_past_programmes(
    session: Session, batch_code: str, programmes: PastProgrammes, now: datetime
) -> Changes:
    """Make the batch have these programmes and tell what that changed. `now` is aware, UTC.

    Programmes are known by their names. A column that the file does not have leaves what is known, an empty cell
    empties it. Commits nothing: whoever only wants to know rolls back. Raises UnknownBatch.
    """
    return _brought_into(session, batch_with_code(session, batch_code), programmes, now)


def load_adding_to(session: Session, asker: Asker, _now: datetime, *, rules: Rules) -> Sequence[Named] | None:
    """The priority fields that a list may name, which the asker sent; None where it is not theirs to send one."""
    return rules.fields if _facilitated(session, asker) else None


def import_sent_list(session: Session, asker: Asker, programmes: PastProgrammes, now: datetime) -> Changes:
    """Bring a list that a facilitator sent into their batch. Raises NotTheirs."""
    batch = _facilitated(session, asker)
    if batch is None:
        raise NotTheirs(f"person {asker.person_id} facilitates no batch")
    return _brought_into(session, batch, programmes, now)


def _facilitated(session: Session, asker: Asker) -> Batch | None:
    sender = newest_memberships(session, {asker.person_id or 0}).get(asker.person_id or 0)
    if sender is None or sender.role is not Role.FACILITATOR:
        return None
    return session.get_one(Batch, sender.batch_id)


def _brought_into(session: Session, batch: Batch, programmes: PastProgrammes, now: datetime) -> Changes:
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
