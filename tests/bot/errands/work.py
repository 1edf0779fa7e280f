"""Small pieces of work, done in another process as the real ones are."""

import os
from pathlib import Path

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import spoken


def draw(what: str) -> Made:
    return Made(f"{what} ({spoken()})", f"{what}.txt", what.encode())


def refuse(_what: str) -> Made:
    raise Undoable("There is nothing to draw yet.")


def stumble(_what: str) -> Made:
    raise RuntimeError("a pencil broke")


def die_once(file: str) -> Made:
    """End the process the first time."""
    if not Path(file).exists():
        Path(file).write_text("died", encoding="utf-8")
        os._exit(9)
    return Made("drawn after all")


def read(_loaded: object, content: bytes, name: str) -> str:
    return f"{name}: {content.decode()}"
