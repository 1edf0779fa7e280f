"""A photo, a sound, a video or any file, sent in the chat. The bytes stay with the channel."""

from dataclasses import dataclass

from pydantic import JsonValue

from bot.i18n import N_, _
from bot.messages import Act, Heard, SentFile
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

WANTED = {
    "image": N_("Please send a photo."),
    "audio": N_("Please send a voice message or a sound file."),
    "video": N_("Please send a video."),
    "file": N_("Please send a file."),
}
"""What each kind of file is asked for with; but for "file", it is what a media type begins with, too."""
_ACTS = {Act.PHOTO: "image", Act.VOICE: "audio", Act.VIDEO: "video"}


@dataclass(frozen=True)
class OneFile(Kind[SentFile]):
    """A file of one kind: "image", "audio", "video", or "file" for any."""

    wanted: str

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What to send; what was sent before, with a button that keeps it."""
        if before is None:
            return Offer(note=_(WANTED[self.wanted]))
        return offer_to_keep(before, self.show(before))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A file of the kind, sent as such or as a document."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        if heard.file is None or not self._fits(heard.act, heard.file):
            raise self._wrong()
        file = heard.file
        return Answered(
            {"file_id": file.file_id, "name": file.name, "media_type": file.media_type, "size": file.size}
        )

    def read(self, value: JsonValue) -> SentFile:
        """The file as the channel gave it."""
        match value:
            case {"file_id": str(file_id), "name": str(name), "media_type": str(kind), "size": int(size)}:
                return SentFile(file_id, name, kind, size)
        raise self._wrong()

    def show(self, value: JsonValue) -> str:
        """The file's name."""
        return str(value.get("name", "")) if isinstance(value, dict) else "–"

    def _fits(self, act: Act, file: SentFile) -> bool:
        if self.wanted == "file":
            return True
        kind = _ACTS.get(act) or file.media_type.partition("/")[0]
        return kind == self.wanted

    def _wrong(self) -> Misunderstood:
        return Misunderstood(_(WANTED[self.wanted]))


def sent_file(wanted: str) -> OneFile:
    """A file of one of the kinds in WANTED."""
    return OneFile(wanted)
