"""As what a file is sent: told from its content, within Telegram's limits."""

import pytest

from bot.channels.telegram.media import method_for
from bot.phone.pictures import sample_picture


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + width.to_bytes(4) + height.to_bytes(4) + bytes(99)


FILES = {
    "a picture": (sample_picture(), "sendPhoto"),
    "a JPEG": (b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x07\x00\x0c" + bytes(9), "sendPhoto"),
    "a WebP": (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x0b\0\0\x06\0\0", "sendPhoto"),
    "a picture as wide as may be": (png(9_000, 1_000), "sendPhoto"),
    "a picture that is too large in pixels": (png(9_000, 1_001), "sendDocument"),
    "a banner as drawn out as may be": (png(2_000, 100), "sendPhoto"),
    "a banner that is too drawn out": (png(2_001, 100), "sendDocument"),
    "a picture of nothing": (png(0, 0), "sendDocument"),
    "a picture of ten megabytes": (sample_picture().ljust(10 * 2**20, b"\0"), "sendPhoto"),
    "a picture of more than ten megabytes": (sample_picture().ljust(10 * 2**20 + 1, b"\0"), "sendDocument"),
    "a picture cut off in its first bytes": (sample_picture()[:20], "sendDocument"),
    "an animation": (b"GIF89a\x0c\x00\x07\x00" + bytes(9), "sendDocument"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "sendDocument"),
    "a titled MP3": (b"ID3\x04" + bytes(99), "sendAudio"),
    "a bare MP3": (b"\xff\xfb\x90\x64" + bytes(99), "sendAudio"),
    "an M4A": (b"\0\0\0\x18ftypM4A \0\0\0\0", "sendAudio"),
    "an Ogg": (b"OggS" + bytes(99), "sendDocument"),
    "an MP4": (b"\0\0\0\x18ftypisom\0\0\0\0", "sendVideo"),
    "a film of another kind": (b"\0\0\0\x14ftypqt  \0\0\0\0", "sendDocument"),
    "a picture in a film's box": (b"\0\0\0\x18ftypheic\0\0\0\0", "sendDocument"),
    "a spreadsheet": (b"PK\x03\x04" + bytes(99), "sendDocument"),
    "a letter": (b"%PDF-1.7", "sendDocument"),
    "nothing": (b"", "sendDocument"),
}


@pytest.mark.parametrize(("content", "method"), FILES.values(), ids=FILES)
def test_a_file_is_sent_as_what_it_is(content: bytes, method: str) -> None:
    assert method_for(content) == method
