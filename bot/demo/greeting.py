"""What the terminal says when the demo is ready, and the browser that is opened for it."""

import os
import sys
import threading
import webbrowser
from contextlib import suppress

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.demo.demo import Demo
from bot.demo.home import Home

VISITOR = "Siti Nur'aeni Rahmawulan"
FIRST = (
    f"Open an invitation: choose {VISITOR} on the left, then “Start”. She agrees, and she is in.",
    "Answer the assessment the bot offers her: tap, type, go back, leave it and come back later.",
    "Move the clock forward: the bot reminds, opens the next assessment, closes this one.",
)


def greeting(demo: Demo, home: Home, wanted_port: int, *, kept: bool) -> RenderableType:
    """Where the page is, what to try first, what is kept, how to stop."""
    lines: list[RenderableType] = [
        Text(f"\n{home.sample.organisation}: the demo is running.\n", style="bold")
    ]
    if wanted_port not in (0, demo.address.port):
        lines.append(
            Text(f"Port {wanted_port} is taken, so this is port {demo.address.port}.\n", style="yellow")
        )
    lines += [
        Padding(Text(demo.address.page, style="bold cyan"), (0, 2)),
        Text("\nThree things to try first:"),
    ]
    lines += [Padding(Text(f"{place}. {line}"), (0, 2)) for place, line in enumerate(FIRST, 1)]
    lines += [Text(f"\n{_what_is_kept(home, kept=kept)}\nCtrl-C stops.", style="dim")]
    return Group(*lines)


def _what_is_kept(home: Home, *, kept: bool) -> str:
    if not kept:
        return "Nothing is kept when you stop; to keep it, start with --data FOLDER."
    if home.is_new:
        return f"Everything is kept in {home.folder}; start with the same --data to go on."
    return (
        f"Going on with {home.folder}: the bot knows everybody and every answer. "
        "Only the bubbles are gone from the phones; write /menu to go on."
    )


def show_page(address: str) -> None:
    """Open the page where there is a screen for it; where there is none, or no browser, nothing happens."""
    has_screen = sys.platform in ("darwin", "win32") or any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))
    )
    if has_screen:
        threading.Thread(target=_open, args=(address,), daemon=True).start()


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
