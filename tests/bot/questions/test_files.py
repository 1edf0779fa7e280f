"""Photos, sounds, videos, files and places that answer a question."""

from dataclasses import replace

import pytest

from bot.messages import Act, SentFile
from bot.questions import Misunderstood, place, sent_file
from bot.questions.kind import Answered
from tests.bot.questions.typing_it import heard, typed

PHOTO = SentFile("AgAC1", "photo.jpg", "image/jpeg", 51200)


@pytest.mark.parametrize(
    ("wanted", "act", "media_type", "fits"),
    [
        ("image", Act.PHOTO, "image/jpeg", True),
        ("image", Act.DOCUMENT, "image/png", True),
        ("image", Act.DOCUMENT, "application/pdf", False),
        ("image", Act.VIDEO, "video/mp4", False),
        ("audio", Act.VOICE, "audio/ogg", True),
        ("video", Act.VIDEO, "video/mp4", True),
        ("file", Act.DOCUMENT, "application/pdf", True),
        ("file", Act.PHOTO, "image/jpeg", True),
    ],
)
def test_a_file_of_the_kind_is_kept_as_the_channel_gave_it(
    wanted: str, act: Act, media_type: str, *, fits: bool
) -> None:
    message = replace(heard(act=act), file=replace(PHOTO, media_type=media_type))
    if not fits:
        with pytest.raises(Misunderstood):
            sent_file(wanted).hear(message, "")
        return
    kept = sent_file(wanted).hear(message, "")
    assert isinstance(kept, Answered)
    assert sent_file(wanted).read(kept.value) == replace(PHOTO, media_type=media_type)
    assert sent_file(wanted).show(kept.value) == "photo.jpg"


def test_words_are_no_file() -> None:
    assert typed(sent_file("image"), "nanti saja") == "? Please send a photo."


def test_a_place_is_shared_or_written_in_degrees() -> None:
    shared = place().hear(replace(heard(act=Act.LOCATION), location=(-5.1477, 119.4327)), "")
    assert shared == Answered([-5.1477, 119.4327])
    assert typed(place(), "-5.1477, 119.4327") == [-5.1477, 119.4327]
    assert typed(place(), "−5.1477 119.4327") == [-5.1477, 119.4327]
    for wrong in ("Makassar", "95, 10", "5", ""):
        assert str(typed(place(), wrong)).startswith("? Please send your location")
    assert place().show([-5.1477, 119.4327]) == "-5.14770, 119.43270"
