"""The look back at the end of a talk: send it, or change any answer first."""

from dataclasses import dataclass

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.folding import folded
from bot.questions.kind import Answered, Changed, Kind, Misunderstood, Offer, Option, Paged, leafed

SEND, CHANGE = "!", "?"
PAGE = 6  # answers shown at once: with their questions they fill a small screen
LONGEST_BRIEF, LONGEST_ANSWER = 60, 40
SENDING = {"send", "kirim", "ya", "y", "ok", "oke", "yes", "setuju"}
CHANGING = {"change", "ubah", "edit", "ganti", "change an answer", "ubah jawaban"}


@dataclass(frozen=True)
class Entry:
    """One answered question as the review lists it."""

    key: str
    brief: str
    answer: str


@dataclass(frozen=True)
class Review(Kind[str]):
    """Page 0 is the summary; the pages after it list the answers, each to be tapped and changed."""

    entries: tuple[Entry, ...]

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """Send and change; or one page of answers, by number."""
        if page == 0 or not self.entries:
            change = [Option(_("Change an answer"), CHANGE)] if self.entries else []
            return Offer([[Option(_("Send"), SEND)], change] if change else [[Option(_("Send"), SEND)]])
        first = min(page - 1, (len(self.entries) - 1) // PAGE) * PAGE
        shown = list(enumerate(self.entries, 1))[first : first + PAGE]
        note = "\n".join(
            f"{n}. {_short(e.brief, LONGEST_BRIEF)}\n    {_short(e.answer, LONGEST_ANSWER)}" for n, e in shown
        )
        numbers = [Option(str(n), f"={n}") for n, _e in shown]
        back = Option("‹", f">{page - 1}")
        ahead = [Option("›", f">{page + 1}")] if first + PAGE < len(self.entries) else []
        return Offer([numbers, [back, Option(_("Send"), SEND), *ahead]], note)

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged | Changed:
        """Send, leaf, or change one; typed: kirim, ubah, or the number of an answer."""
        wish = act or folded(heard.text if heard.act is Act.TEXT else "")
        if wish == SEND or wish in SENDING:
            return Answered("send")
        if wish == CHANGE or wish in CHANGING:
            return Paged(1)
        if page := leafed(wish):
            return page
        number = wish.removeprefix("=")
        if number.isdecimal() and len(number) < 6 and 1 <= int(number) <= len(self.entries):
            return Changed(self.entries[int(number) - 1].key)
        raise Misunderstood(
            _("Tap “Send” when it is right, or “Change an answer”. You can also type “send” or “change”.")
        )

    def read(self, value: JsonValue) -> str:
        """That it was sent."""
        if value == "send":
            return value
        raise Misunderstood(
            _("Tap “Send” when it is right, or “Change an answer”. You can also type “send” or “change”.")
        )

    def show(self, value: JsonValue) -> str:
        """Nothing: the review lists other answers, never itself."""
        return ""


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
