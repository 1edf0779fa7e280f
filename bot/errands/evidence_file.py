"""A file that was sent as evidence: looked at, kept in its folder, and shown to whoever verifies it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errands.errand_kind import HalfThere, Made, Undoable
from bot.i18n import _, number
from models.asking import Asker
from models.checkins.evidence import FileFault, fault_of
from models.checkins.evidence_files import checksum, store, type_of
from models.checkins.keeping_files import Shown, Stored, Wanted, keep_stored
from models.checkins.rules import MEGABYTE


def file_fault_text(fault: FileFault, name: str, most_bytes: int) -> str:
    """Why a file is not taken, and what would be right."""
    match fault:
        case FileFault.EMPTY:
            return _(
                "There is nothing in {name}: it has 0 bytes. Please look at it and send it again."
            ).format(name=name)
        case FileFault.TOO_LARGE:
            most = number(most_bytes // MEGABYTE)
            return _(
                "{name} is too large; up to {most} MB fit. Please send a smaller one, a photo of it, or a link to it."
            ).format(name=name, most=most)
        case FileFault.WRONG_TYPE:
            return _(
                "I cannot keep {name}. Please send a photo, a PDF, a Word, Excel or PowerPoint file, a voice message or a video (MP4)."
            ).format(name=name)


def keep_file(wanted: Wanted | None, content: bytes, _name: str) -> Stored | None:
    """Look at the content and keep it. Raises Undoable with what would be right, HalfThere, OSError."""
    if wanted is None:
        return None
    if wanted.size and len(content) < wanted.size:
        raise HalfThere(f"{len(content)} of {wanted.size} bytes")
    media_type = type_of(content, wanted.media_type)
    if fault := fault_of(len(content), media_type or "", wanted.most_bytes):
        raise Undoable(file_fault_text(fault, wanted.name, wanted.most_bytes))
    place = store(Path(wanted.folder), content, media_type or "")
    return Stored(wanted.name, checksum(content), media_type or "", len(content), place)


def tell_kept(session: Any, asker: Asker, stored: Stored | None, _now: datetime) -> Made:
    """Write down where it is; a word only where the same file was sent before."""
    if stored is None or not keep_stored(session, asker, stored):
        return Made()
    return Made(
        _("You had sent me {name} before. I keep it once; it counts for both.").format(name=stored.name)
    )


def show_file(shown: Shown | None) -> Made:
    """The file, with what was written under it. Raises Undoable where it is not there."""
    if shown is None or not shown.path.is_file():
        raise Undoable(_("That file is not there yet. Please try again in a moment."))
    return Made(shown.text, shown.name, shown.path.read_bytes())
