"""What shows that something is so: words, a link, a photo or any other file, a place."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.folding import in_full
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

LONGEST = 1000  # characters
_NOTHING = re.compile(
    r"(?:(?:tidak|belum) (?:ada|punya|tahu|tau)|tidak|belum|nihil|kosong|nothing|none|no|not yet)"
    r"(?: (?:apa apa|bukti|buktinya|foto|fotonya|berkas|more))?(?: (?:lagi|kok|dulu|sih|pak|bu))*"
    r"|(?:sudah )?(?:(?:cukup|selesai|semua|itu (?:saja|aja|dulu)))|sudah|done|that s all|that is all"
)
"""What people write who have nothing to show, or no more; taken for evidence it would show what is not there."""
_LINK = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Proof(Kind[dict[str, Any]]):
    """A piece of evidence of any sort.

    The answer is a mapping of `kind` ("text", "link", "photo", "file", "place"), `text`, and where there is one,
    `file` (file_id, name, media_type, size in bytes) or `latitude` and `longitude` in degrees.
    """

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was sent before, with a button that keeps it."""
        return offer_to_keep(before, self.show(before))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A message of any of these sorts; what stands under a file is kept with it."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        text = heard.text.strip()[:LONGEST]
        if heard.location is not None:
            latitude, longitude = heard.location
            return Answered({"kind": "place", "text": text, "latitude": latitude, "longitude": longitude})
        if heard.file is not None:
            file = heard.file
            sort = "photo" if heard.act is Act.PHOTO or file.media_type.startswith("image/") else "file"
            stored: JsonValue = {
                "file_id": file.file_id, "name": file.name, "media_type": file.media_type, "size": file.size,
            }  # fmt: skip
            return Answered({"kind": sort, "text": text, "file": stored})
        if not text or heard.act is not Act.TEXT:
            raise _wrong()
        return Answered({"kind": "link" if _LINK.match(text) else "text", "text": text})

    def is_nothing(self, written: str) -> bool:
        """A dash, and what people write who have nothing to show, or no more."""
        return super().is_nothing(written) or _NOTHING.fullmatch(in_full(written)) is not None

    def read(self, value: JsonValue) -> dict[str, Any]:
        """The piece as it was kept."""
        if isinstance(value, dict) and value.get("kind") in _SHOWN:
            return value
        raise _wrong()

    def show(self, value: JsonValue) -> str:
        """The words or the link; what else it is by its sort."""
        if not isinstance(value, dict):
            return "–"
        text = str(value.get("text", ""))
        sort = _SHOWN.get(str(value.get("kind")))
        return text if sort is None else f"{sort()}: {text}" if text else sort()


_SHOWN: dict[str, Any] = {
    "text": None,
    "link": None,
    "photo": lambda: _("a photo"),
    "file": lambda: _("a file"),
    "place": lambda: _("a place"),
}


def proof() -> Proof:
    """A piece of evidence of any sort."""
    return Proof()


def _wrong() -> Misunderstood:
    return Misunderstood(
        _("Send a photo, a file, a link or a location (with the paperclip), or write it in a few words.")
    )
