"""Several options put in order: tapped one after the other, or typed with commas."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.choices import tapped, written
from bot.questions.kind import Answered, Kind, Misunderstood, Narrowed, Offer, Option, Paged, act_of
from bot.questions.layout import laid_out, page_of
from bot.questions.options import Labelled, Options
from bot.questions.words import KEEP

OFF = "#"  # a button says what it comes to, ranked or not, so that a doubled tap changes nothing
SEPARATORS = re.compile(r"[,;>\n]+")
NUMBERS = re.compile(r"\d+(\s+\d+)+")


@dataclass(frozen=True)
class Ranking(Kind[list[str]]):
    """All of the options, the first one first."""

    options: Options

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """The options, those ranked with their place; where all are, a button that keeps the order."""
        ranked = self._ranked(before)
        placed = Options(
            Labelled(o.code, f"{ranked.index(o.code) + 1}. {o.label}" if o.code in ranked else o.label)
            for o in self.options
        )
        offer = laid_out(placed, set(), page)
        rows = [[_with_its_effect(option, ranked) for option in row] for row in offer.rows]
        if self._complete(ranked):
            rows.append([Option(_("Keep my answer"), KEEP)])
        return Offer(tuple(rows), "\n".join(part for part in (offer.note, self._note(ranked)) if part))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap ranks an option next, or takes it out again. Typed: all labels or numbers with commas."""
        ranked = self._ranked(before)
        if act == KEEP and self._complete(ranked):
            return Answered(_json(ranked))
        if not act:
            return Answered(_json(self._typed(heard)))
        tap = tapped(act.replace(OFF, "=", 1) if act.startswith(OFF) else act, self.options)
        if isinstance(tap, Paged):
            return tap
        code = str(tap.value)
        if act.startswith(OFF):
            ranked = [other for other in ranked if other != code]
        elif code not in ranked:
            ranked = self._with_the_last([*ranked, code])
        done = self._complete(ranked) and not act.startswith(OFF)
        return Answered(_json(ranked), settled=done, page=page_of([code], self.options))

    def read(self, value: JsonValue) -> list[str]:
        """The codes in order: all that are offered, once each."""
        ranked = [str(code) for code in value] if isinstance(value, list) else []
        if not self._complete(ranked):
            raise Misunderstood(_("Some of these choices are no longer offered. Please choose again."))
        return ranked

    def show(self, value: JsonValue) -> str:
        """The labels in order, numbered."""
        labels = {o.code: o.label for o in self.options}
        codes = [str(code) for code in value] if isinstance(value, list) else []
        return ", ".join(f"{n}. {labels.get(code, code)}" for n, code in enumerate(codes, 1)) or "–"

    def _note(self, ranked: list[str]) -> str:
        if not ranked:
            return _("Tap them in order, the first one first.")
        return _("So far: {answer}").format(answer=self.show(_json(ranked)))

    def _typed(self, heard: Heard) -> list[str]:
        parts = [part.strip() for part in SEPARATORS.split(heard.text) if part.strip()]
        if len(parts) == 1 and NUMBERS.fullmatch(parts[0]):
            parts = parts[0].split()
        if heard.act is not Act.TEXT or not parts:
            raise self._wrong()
        try:
            found = [written(replace(heard, text=part), self.options).code for part in parts]
        except Narrowed as doubt:
            raise Misunderstood(str(doubt)) from doubt
        ranked = self._with_the_last(list(dict.fromkeys(found)))
        if len(found) != len(set(found)) or not self._complete(ranked):
            raise self._wrong()
        return ranked

    def _with_the_last(self, ranked: list[str]) -> list[str]:
        left = [o.code for o in self.options if o.code not in ranked]
        return [*ranked, *left] if len(left) == 1 else ranked

    def _complete(self, ranked: list[str]) -> bool:
        return bool(ranked) and sorted(ranked) == sorted(o.code for o in self.options)

    def _ranked(self, before: JsonValue) -> list[str]:
        offered = {o.code for o in self.options}
        codes = [str(code) for code in before] if isinstance(before, list) else []
        return [code for code in dict.fromkeys(codes) if code in offered]

    def _wrong(self) -> Misunderstood:
        example = ", ".join(str(n) for n in range(len(self.options), 0, -1))
        return Misunderstood(
            _("Please put all of them in order: tap one after the other, or write their numbers, such as {example}.")
            .format(example=example)
        )  # fmt: skip


def ranking(options: Iterable[tuple[str, str]]) -> Ranking:
    """All of (code, label) pairs in order; the answer is the list of codes."""
    return Ranking(Options(Labelled(code, label) for code, label in options))


def _with_its_effect(option: Option, ranked: list[str]) -> Option:
    """The button of a ranked option takes it out again."""
    on = option.act.startswith("=") and option.act in {act_of(code) for code in ranked}
    return Option(option.label, OFF + option.act[1:]) if on else option


def _json(codes: list[str]) -> list[JsonValue]:
    return list(codes)
