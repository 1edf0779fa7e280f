"""The folder of evidence: files under their checksum, so that one sent twice is kept once, and no name leads out of it."""

import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

from models.checkins.evidence import FILE_TYPES

_ZIP = b"PK\x03\x04"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
)
"""What a file of each type begins with."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = ("application/msword", "application/vnd.ms-excel")
_PLAIN = ("text/plain", "text/csv")


YOUNG = 3600.0  # seconds


def type_of(content: bytes, said: str) -> str | None:
    """The media type that the content is of, whatever it was `said` to be; None where it is none that is taken."""
    for beginning, media_type in _SIGNATURES:
        if content.startswith(beginning):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return "video/mp4"
    if (content.startswith(_ZIP) and said.startswith(_OFFICE)) or (
        content.startswith(_OLD_OFFICE) and said in _OLD
    ):
        return said if said in FILE_TYPES else None
    return said if said in _PLAIN and _is_text(content) else None


def checksum(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def store(folder: Path, content: bytes, media_type: str) -> str:
    """Keep the content, whole or not at all; its path in the folder. Raises OSError, KeyError for a type that is not taken.

    It is named by its checksum and type alone: what the sender called it has no say.
    """
    digest = checksum(content)
    place = Path(digest[:2]) / f"{digest}{FILE_TYPES[media_type]}"
    target = folder / place
    with suppress(FileNotFoundError):
        if target.stat().st_size == len(content):
            os.utime(target)  # it is young again, and not swept away before it is written down
            return place.as_posix()
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as half:
        try:
            half.write(content)
            half.flush()
            os.fsync(half.fileno())
        except OSError:
            Path(half.name).unlink(missing_ok=True)
            raise
    Path(half.name).replace(target)
    return place.as_posix()


def sweep(folder: Path, kept: Collection[str], theirs: Collection[str] = ()) -> int:
    """Take away every file that is not among those `kept`, by their path in the folder; how many there were.

    What is younger than an hour stays, unless it is one of `theirs`, who are forgotten: the bot may be about to write down
    where it keeps it.
    """
    gone = 0
    for file in folder.glob("??/*"):
        place = file.relative_to(folder).as_posix()
        with suppress(FileNotFoundError):
            if place not in kept and (place in theirs or time() - file.stat().st_mtime > YOUNG):
                file.unlink()
                gone += 1
    return gone


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
