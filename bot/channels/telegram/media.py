"""As what a file is sent: a picture, a sound or a film that is shown in the chat, or a file to be opened.

What it is, is told from its content: names may say anything. https://core.telegram.org/bots/api#sending-files has the
limits; a picture also has those of sendPhoto.
"""

from bot.pictures import picture_size

PLACES = {"sendPhoto": "photo", "sendAudio": "audio", "sendVideo": "video", "sendDocument": "document"}
"""The methods that send a file, each with the parameter in which it goes."""
AS_A_FILE = "sendDocument"

_LARGEST_PHOTO = 10 * 2**20
_LONGEST_EDGES = 10_000  # width and height together, in pixels
_MOST_DRAWN_OUT = 20  # the longer edge over the shorter one
_PHOTOS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SOUND_BRANDS = {b"M4A ", b"M4B "}
_FILM_BRANDS = {b"avc1", b"dash", b"iso2", b"iso4", b"iso5", b"iso6", b"isom", b"mp41", b"mp42", b"M4V "}


def method_for(content: bytes) -> str:
    """The method that shows a file best."""
    if _is_photo(content):
        return "sendPhoto"
    brand = content[8:12] if content[4:8] == b"ftyp" else b""
    if brand in _SOUND_BRANDS or _is_mp3(content):
        return "sendAudio"
    return "sendVideo" if brand in _FILM_BRANDS else AS_A_FILE


def _is_photo(content: bytes) -> bool:
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if len(content) > _LARGEST_PHOTO or not (is_webp or content.startswith(_PHOTOS)):
        return False
    size = picture_size(content)
    if size is None or not min(size):
        return False
    return sum(size) <= _LONGEST_EDGES and max(size) <= _MOST_DRAWN_OUT * min(size)


def _is_mp3(content: bytes) -> bool:
    """Whether it begins with a title or with a frame of MPEG audio, layer III."""
    return content.startswith(b"ID3") or (
        content[:1] == b"\xff" and content[1:2] in {b"\xfb", b"\xf3", b"\xf2", b"\xfa"}
    )
