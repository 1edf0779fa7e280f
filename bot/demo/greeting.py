"""What the terminal says when the demo is ready and when it ends, and the browser that is opened for it."""

import os
import sys
import threading
import webbrowser
from contextlib import suppress

from rich.text import Text

from bot.demo.demo import Demo
from bot.demo.home import Home
from bot.demo.leads import leads
from bot.demo.whereabouts import whereabouts


def greeting(demo: Demo, home: Home, wanted_port: int, *, kept: bool) -> Text:
    """Where the page is, what to try first, what is kept, how to stop."""
    said = Text(f"\n{home.sample.organisation}: the demo is running.\n", style="bold")
    if wanted_port not in (0, demo.address.port):
        said.append(
            f"Port {wanted_port} is taken, so it is on port {demo.address.port}.\n", style="not bold yellow"
        )
    said.append(f"\n  {demo.address.page}\n", style="bold cyan")
    said.append("\nWhom you could be first:\n", style="not bold")
    for _one, words in leads(whereabouts(home)):
        said.append(f"  • {words}\n", style="not bold")
    said.append(
        "\nOthers act by themselves; move the clock, at the bottom left, and they have done more.\n",
        style="not bold",
    )
    said.append(f"\n{_what_is_kept(home, kept=kept)}\nCtrl-C ends the demo.", style="not bold dim")
    return said


def farewell(home: Home, *, kept: bool) -> Text:
    """That it has ended, and where it can be found again."""
    return Text(f"\nThe demo has ended. It is kept in {home.folder}." if kept else "\nThe demo has ended.")


def _what_is_kept(home: Home, *, kept: bool) -> str:
    if not kept:
        return "Nothing is kept when it ends; to go on another time, use --data FOLDER."
    if home.is_new:
        return f"It is kept in {home.folder}; to go on with it, start with the same --data."
    return (
        f"Going on with {home.folder}: the bot knows everybody, every answer and the time it was. "
        "Only what stood in the chats is gone from the phones; write /menu there."
    )


def open_page(address: str) -> None:
    """Open the page where a browser would come up in a window, and not in this terminal; else do nothing."""
    has_screen = sys.platform in {"darwin", "win32"} or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    if has_screen:
        threading.Thread(target=_open, args=(address,), daemon=True).start()


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
