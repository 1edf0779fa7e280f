"""Several of several: tapped on and off and then sent, or typed with commas."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.choices import laid_out, page_of, tapped, written
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged, act_of
from bot.questions.matching import Labelled, folded, meant

DONE = "!"
SENDING = {"selesai", "done", "kirim", "send", "sudah", "cukup"}
NONE = {"none", "none of these", "tidak ada", "tidak satu pun", "kosong"}
OFF = "#"  # a button says what it comes to, on or off, so that a doubled tap changes nothing
SEPARATORS = re.compile(r"[,;\n]+|\s+(?:dan|and|&)\s+")


@dataclass(frozen=True)
class ManyOf(Kind[list[str]]):
    """Any number of the options, in the order in which they are offered."""

    options: tuple[Labelled, ...]
    columns: int = 0  # buttons in a row where they fit; 0: as their labels have it

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """The options with what is ticked, and a button to send them."""
        ticked = _codes(before)
        offer = laid_out(self.options, set(ticked), page, self.columns)
        done = _("Done ({count})").format(count=len(ticked)) if ticked else _("None of these")
        rows = [[_with_its_effect(option, ticked) for option in row] for row in offer.rows]
        return Offer((*rows, [Option(done, DONE)]), offer.note or _("Several may be chosen."))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap ticks or unticks; the last button sends. Typed: labels or numbers with commas."""
        if act == DONE:
            return Answered(self._ordered(set(_codes(before))))
        if act:
            tap = tapped(act.replace(OFF, "=", 1) if act.startswith(OFF) else act, self.options)
            if isinstance(tap, Paged):
                return tap
            ticked, code = set(_codes(before)), {str(tap.value)}
            ticked = ticked - code if act.startswith(OFF) else ticked | code
            return Answered(self._ordered(ticked), settled=False, page=page_of(tap.value, self.options))
        return Answered(self._typed(heard, _codes(before)))

    def read(self, value: JsonValue) -> list[str]:
        """The codes, all of which must still be offered."""
        offered = {o.code for o in self.options}
        codes = _codes(value)
        if not isinstance(value, list) or not set(codes) <= offered:
            raise Misunderstood(_("Some of these choices are no longer offered. Please choose again."))
        return codes

    def show(self, value: JsonValue) -> str:
        """The labels with commas."""
        codes = set(_codes(value))
        return ", ".join(o.label for o in self.options if o.code in codes) or "–"

    def _typed(self, heard: Heard, ticked: list[str]) -> list[JsonValue]:
        if any(heard.text.strip().casefold() == o.label.casefold() for o in self.options):
            return [written(heard, self.options).code]
        wish = folded(heard.text) if heard.act is Act.TEXT else ""
        if wish in SENDING and ticked:
            return self._ordered(set(ticked))
        if wish in NONE and not meant(wish, self.options):
            return []
        parts = [part.strip() for part in SEPARATORS.split(heard.text) if part.strip()]
        if len(parts) == 1 and re.fullmatch(r"\d+(\s+\d+)+", parts[0]):
            parts = parts[0].split()
        parts = parts or [heard.text]
        found = {written(_part(heard, part), self.options).code for part in parts}
        return self._ordered(found)

    def _ordered(self, codes: set[str]) -> list[JsonValue]:
        return [o.code for o in self.options if o.code in codes]


def many_of(options: Iterable[tuple[str, str]], columns: int = 0) -> ManyOf:
    """Any number of (code, label) pairs, `columns` in a row where they fit; the answer is the list of codes."""
    return ManyOf(tuple(Labelled(code, label) for code, label in options), columns)


def _with_its_effect(option: Option, ticked: Collection[str]) -> Option:
    """The button of a ticked option takes the tick away."""
    on = option.act.startswith("=") and option.act in {act_of(code) for code in ticked}
    return Option(option.label, OFF + option.act[1:]) if on else option


def _codes(value: JsonValue) -> list[str]:
    return [str(code) for code in value] if isinstance(value, list) else []


def _part(heard: Heard, text: str) -> Heard:
    return replace(heard, text=text)
