"""Files that were sent, by either side."""

import base64
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.phone.refusals import BadRequest
from bot.pictures import picture_size

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""A bot may fetch at most this many bytes (Bot API, getFile)."""
PHOTO_LIMIT = 10 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024

_FOLDERS = {"photo": "photos", "voice": "voice", "audio": "music", "video": "videos", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as Telegram keeps it. ``kind`` is the Bot API's word: photo, document, voice, audio, video, sticker."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    size: int
    path: str
    """Where it is downloaded, below ``/file/bot<token>/``."""
    width: int = 0
    height: int = 0
    duration: int = 0

    def as_json(self) -> dict[str, Any]:
        """File."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
            "file_path": self.path,
        }

    def content(self) -> dict[str, Any]:
        """The part of a Message that shows this file."""
        said: dict[str, Any] = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}
        match self.kind:
            case "photo":
                return {"photo": self._sizes(said)}
            case "voice":
                return {"voice": {**said, "duration": self.duration, "mime_type": self.mime_type}}
            case "audio":
                named = {"file_name": self.name, "mime_type": self.mime_type, "duration": self.duration}
                return {"audio": {**said, **named}}
            case "video":
                shape = {"width": self.width, "height": self.height, "duration": self.duration}
                return {"video": {**said, **shape, "file_name": self.name, "mime_type": self.mime_type}}
            case "sticker":
                shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
                return {"sticker": {**said, **shape, "type": "regular", "emoji": self.name}}
            case _:
                return {"document": {**said, "file_name": self.name, "mime_type": self.mime_type}}

    def _sizes(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        sizes = []
        for letter, longest in (("s", 90), ("m", 320)):
            if max(self.width, self.height) > longest:
                scale = longest / max(self.width, self.height)
                small = {"width": max(1, int(self.width * scale)), "height": max(1, int(self.height * scale))}
                ids = {"file_id": f"{self.id}{letter}", "file_unique_id": f"{self.unique_id}{letter}"}
                sizes.append({**said, **ids, **small})
        return [*sizes, {**said, "width": self.width, "height": self.height}]


class Files:
    """All files by id; their bytes in memory, or in a folder if one is given.

    Smaller sizes of a photo have their own ids, as in Telegram, and the bytes of the whole one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._data: dict[str, bytes] = {}

    def add(
        self, kind: str, data: bytes, *, name: str = "", mime_type: str = "", duration: int = 0
    ) -> StoredFile:
        """Keep a file. Raises BadRequest when a photo is no picture, or of a shape Telegram refuses."""
        number = len(self._by_path)
        mime_type = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        width, height = _photo_size(data) if kind == "photo" else picture_size(data) or (0, 0)
        ending = Path(name).suffix or mimetypes.guess_extension(mime_type) or ""
        digest = hashlib.sha256(f"{number} {kind}".encode() + data[:1024]).digest()
        stored = StoredFile(
            id=f"{kind[:2].upper()}ACAgUAAx{base64.urlsafe_b64encode(digest).decode().rstrip('=')}",
            unique_id=f"AgAD{base64.urlsafe_b64encode(digest[:9]).decode()}",
            kind=kind,
            name=name,
            mime_type=mime_type,
            size=len(data),
            path=f"{_FOLDERS.get(kind, 'documents')}/file_{number}{ending if ending.isascii() else ''}",
            width=width,
            height=height,
            duration=duration,
        )
        for letter in ("", "s", "m") if kind == "photo" else ("",):
            self._by_id[stored.id + letter] = stored
        self._by_path[stored.path] = stored
        if self._folder is None:
            self._data[stored.path] = data
        else:
            place = self._folder / stored.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        """The file with this id, if there is one."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file that is downloaded here, if there is one."""
        return self._by_path.get(path)

    def data(self, file: StoredFile) -> bytes:
        """The bytes of a file."""
        if self._folder is None:
            return self._data[file.path]
        return (self._folder / file.path).read_bytes()


def _photo_size(data: bytes) -> tuple[int, int]:
    size = picture_size(data)
    if size is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or not width or not height or max(size) > 20 * min(size):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return size
