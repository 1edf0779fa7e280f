"""Several of several: tapped on and off and then sent, or typed with commas."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.choices import tapped, written
from bot.questions.folding import folded
from bot.questions.kind import Answered, Kind, Misunderstood, Narrowed, Offer, Option, Paged, act_of
from bot.questions.layout import laid_out, page_of
from bot.questions.matching import meant
from bot.questions.options import Labelled, Options

DONE = "!"
SENDING = {"selesai", "done", "kirim", "send", "sudah", "cukup"}
NONE = {"none", "none of these", "tidak ada", "tidak satu pun", "kosong"}
OFF = "#"  # a button says what it comes to, on or off, so that a doubled tap changes nothing
SEPARATORS = re.compile(r"[,;\n]+|\s+(?:dan|and|&)\s+")


@dataclass(frozen=True)
class ManyOf(Kind[list[str]]):
    """Any number of the options, in the order in which they are offered."""

    options: Options
    columns: int = 0  # buttons in a row where they fit; 0: as their labels have it
    small: bool = False  # labels in the text, and small buttons with their numbers

    def offer(self, before: JsonValue = None, page: int | None = None) -> Offer:
        """The options with what is ticked, and a button to send them; at first the page with the first tick."""
        ticked = _codes(before)
        if page is None:
            page = page_of(ticked, self.options)
        offer = laid_out(self.options, set(ticked), page, self.columns, small=self.small)
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
            return Answered(
                self._ordered(ticked), settled=False, page=page_of([str(tap.value)], self.options)
            )
        return Answered(self._typed(heard, _codes(before)))

    def read(self, value: JsonValue) -> list[str]:
        """The codes, all of which must still be offered."""
        codes = _codes(value)
        if not isinstance(value, list) or not self.options.places.keys() >= set(codes):
            raise Misunderstood(_("Some of these choices are no longer offered. Please choose again."))
        return codes

    def show(self, value: JsonValue) -> str:
        """The labels with commas."""
        return (
            ", ".join(self.options.label(str(code)) or "" for code in self._ordered(set(_codes(value))))
            or "–"
        )

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
        return self._ordered({self._one(heard, part, among=len(parts)) for part in parts})

    def _one(self, heard: Heard, part: str, among: int) -> str:
        try:
            return written(replace(heard, text=part), self.options).code
        except Narrowed as doubt:
            if among == 1:
                raise
            raise Misunderstood(str(doubt)) from doubt  # what else was written would be lost

    def _ordered(self, codes: set[str]) -> list[JsonValue]:
        places = self.options.places
        ordered: list[str] = sorted(codes & places.keys(), key=places.__getitem__)
        return list(ordered)


def many_of(options: Iterable[tuple[str, str]], columns: int = 0, *, small: bool = False) -> ManyOf:
    """Any number of (code, label) pairs; the answer is the list of codes. `columns` and `small` as for one_of."""
    return ManyOf(Options(Labelled(code, label) for code, label in options), columns, small)


def _with_its_effect(option: Option, ticked: Collection[str]) -> Option:
    """The button of a ticked option takes the tick away."""
    on = option.act.startswith("=") and option.act in {act_of(code) for code in ticked}
    return Option(option.label, OFF + option.act[1:]) if on else option


def _codes(value: JsonValue) -> list[str]:
    return [str(code) for code in value] if isinstance(value, list) else []
