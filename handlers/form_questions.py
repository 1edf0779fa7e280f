"""How an item of a form is asked in a chat: its text, its kind, and the value its answer stands for."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from bot.i18n import N_, _, spoken
from bot.markup import bold, italic
from bot.messages import SentFile
from bot.questions import (
    Kind,
    day,
    many_of,
    moment,
    number,
    one_of,
    place,
    ranking,
    sent_file,
    text,
    time_of_day,
    whole_number,
)
from models.instruments.filling import Filling
from models.instruments.items import Item, Range
from models.instruments.offered import Offered
from models.instruments.question_types import FILES
from models.instruments.values import ACKNOWLEDGED

CHOOSING: Mapping[str, Callable[[Iterable[tuple[str, str]], "Layout"], Kind[Any]]] = {
    "select_one": lambda options, layout: one_of(options, layout.columns, small=layout.small),
    "select_multiple": lambda options, layout: many_of(options, layout.columns, small=layout.small),
    "rank": lambda options, _layout: ranking(options),
}
WRITING: Mapping[str, Callable[[], Kind[Any]]] = {
    "integer": whole_number,
    "decimal": number,
    "time": time_of_day,
    "geopoint": place,
    "acknowledge": lambda: one_of([(ACKNOWLEDGED, _("I have read this"))]),
}
DATED: Mapping[str, Callable[[str], Kind[Any]]] = {"date": day, "dateTime": moment}
COLUMNS = re.compile(r"columns(?:-(?P<count>[1-9]))?")
LONGEST_LINES = 4000  # characters of an answer that may have several lines; a message has 4096
MOST_STEPS = 12  # a range of up to so many numbers is a row of buttons
OR_OTHER = (N_("Other"), N_("Specify other."))
WRONG = {
    "required": N_("This question needs an answer before we can go on."),
    "constraint": N_("That answer does not fit this question. Please give another."),
    "integer": N_("Please write a whole number in figures, for example 12."),
    "decimal": N_("Please write a number in figures, for example 12 or 2.5."),
    "date": N_("Please write a date, for example 5 Oct or 5-10-2026."),
    "time": N_("Please write a time, for example 09.30."),
    "dateTime": N_("Please write a date and a time, for example 5 Oct 09.30."),
    "place": N_(
        "Please send your location with the paperclip, or write it in degrees, such as -5.1477, 119.4327."
    ),
    "rank": N_("Some of these choices are no longer offered. Please choose again."),
    "choice": N_("That choice is no longer offered. Please choose again."),
}


@dataclass(frozen=True)
class Layout:
    """How its author wants a question to look: so many choices side by side (0: as they fit), as small as can be."""

    columns: int = 0
    small: bool = False


@dataclass(frozen=True)
class FormQuestion:
    """One item of a form in the middle of being filled in."""

    filling: Filling
    item: Item
    zone: str

    @property
    def only_shown(self) -> bool:
        """Whether it is read and not answered."""
        return self.item.type == "note" or self.filling.read_only(self.item)

    @property
    def text(self) -> str:
        """Its label and hint."""
        label, hint = _said(self.filling.label(self.item)), self.filling.hint(self.item)
        if self.only_shown:
            return "\n".join(part for part in (label, hint, self.filling.value(self.item)) if part)
        return "\n".join(part for part in (bold(label), hint) if part)

    def named(self) -> str:
        """How the review names it: by its label, or by its picture."""
        return self.filling.label(self.item) or next(
            (name for name, _label in self.filling.media(self.item)), ""
        )

    def put(self) -> str:
        """Its label and hint under a line that says where one stands."""
        return f"{italic(self._where())}\n\n{self.text}"

    @property
    def series(self) -> str:
        """What it has in common with the likert items around it."""
        return f"likert:{self.item.list_name}" if "likert" in self.item.appearance.split() else ""

    @property
    def layout(self) -> Layout:
        """What its appearance says of its choices."""
        words = self.item.appearance.split()
        columns = (int(match["count"] or 2) for word in words if (match := COLUMNS.fullmatch(word)))
        return Layout(next(columns, 0), "minimal" in words)

    @cached_property
    def offered(self) -> Offered:
        """What can be chosen as things stand."""
        return self.filling.offer(self.item)

    @property
    def required(self) -> bool:
        """Whether it has to be answered; never where its filter has left nothing to choose."""
        return self.filling.required(self.item) and (
            self.item.type not in CHOOSING or bool(self.offered.choices)
        )

    @cached_property
    def kind(self) -> Kind[Any]:
        """The kind of question that its type is in a chat."""
        kind = self.item.type
        if kind == "range" and self.item.range:
            steps = _steps(self.item.range)
            return one_of((step, step) for step in steps) if len(steps) <= MOST_STEPS else number()
        if kind in CHOOSING:
            make = _kept_choosing if self.offered.fixed else _choosing
            return make(self.offered, kind, self.layout, spoken())
        if kind in DATED:
            return DATED[kind](self.zone)
        if kind == "text" and "multiline" in self.item.appearance.split():
            return text(LONGEST_LINES, in_lines=True)
        return sent_file(kind) if kind in FILES else WRITING.get(kind, text)()

    def lexical(self, answer: object) -> str:
        """An answer as ODK writes it; "" for none."""
        match answer:
            case list():
                return " ".join(answer)
            case latitude, longitude:
                return f"{latitude:f} {longitude:f} 0 0"
            case SentFile():
                return answer.name
            case date() | time():
                return self._on_the_clock(answer)
        return "" if answer is None else str(answer)

    def what_is_wrong(self, answer: object) -> str | None:
        """Why an answer cannot stand, in the form's own words where it has any."""
        violation = self.filling.check(self.item, self.lexical(answer))
        if violation is None:
            return None
        if violation.message:
            return violation.message
        if violation.rule == "range" and self.item.range:
            bounds = self.item.range
            return _("Please give a number from {start} to {end} in steps of {step}.").format(
                start=bounds.start, end=bounds.end, step=bounds.step
            )
        return _(WRONG.get(violation.rule, WRONG["constraint"]))

    def _on_the_clock(self, at: date | time) -> str:
        """A day as it is, a moment and a time with how far the person's clock is from UTC."""
        if isinstance(at, time):
            moment = datetime.combine(self.filling.opened_on, at, self.filling.zone)
            return moment.isoformat(timespec="milliseconds").partition("T")[2]
        if isinstance(at, datetime):
            return at.replace(tzinfo=self.filling.zone).isoformat(timespec="milliseconds")
        return at.isoformat()

    def _where(self) -> str:
        n, count = self.filling.standing_of(self.item)
        position = _("{n} of {count}").format(n=n, count=count)
        groups = [self.filling.label(group) for group in self.filling.groups(self.item)]
        return " · ".join([*(label for label in groups[-1:] if label), position])


def _steps(bounds: Range) -> Sequence[str]:
    start, end, step = Decimal(bounds.start), Decimal(bounds.end), abs(Decimal(bounds.step))
    count = int(abs(end - start) / step) + 1
    onwards = step if start < end else -step
    return [str(start + n * onwards) for n in range(min(count, MOST_STEPS + 1))]


def _choosing(offered: Offered, kind: str, layout: Layout, _language: str) -> Kind[Any]:
    """The kind of question; a label that comes to nothing is the name, for a button has to say something."""
    return CHOOSING[kind](((name, _said(label) or name) for name, label in offered.choices), layout)


_kept_choosing = lru_cache(maxsize=64)(_choosing)


def _said(label: str) -> str:
    """A label in the person's own language where it is what or_other adds to every form, in English."""
    return _(label) if label in OR_OTHER else label
