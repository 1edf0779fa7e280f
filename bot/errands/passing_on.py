"""A file that somebody sent is passed on to somebody else, as it is."""

from pathlib import PurePosixPath

from bot.errands.errand_kind import Made
from models.asking import Asker


def pass_on(_for: Asker, content: bytes, name: str) -> Made:
    """The file under its own name, without any folder that it was said to be in."""
    own = PurePosixPath(name.replace("\\", "/")).name
    return Made("", own if own.strip(".") else "file", content)
