"""How an item of a form is asked in a chat: its text, its kind, and the value its answer stands for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from bot.i18n import N_, _
from bot.markup import bold, italic
from bot.questions import Kind, day, many_of, number, one_of, text, whole_number
from models.instruments.filling import Filling
from models.instruments.items import Item, Range

CHOOSING: Mapping[str, Callable[[Iterable[tuple[str, str]]], Kind[Any]]] = {
    "select_one": one_of,
    "select_multiple": many_of,
}
WRITING: Mapping[str, Callable[[], Kind[Any]]] = {"integer": whole_number, "decimal": number}
MOST_STEPS = 12  # a range of up to so many numbers is a row of buttons
WRONG = {
    "required": N_("This question needs an answer before we can go on."),
    "constraint": N_("That answer does not fit this question. Please give another."),
    "integer": N_("Please write a whole number in figures, for example 12."),
    "decimal": N_("Please write a number in figures, for example 12 or 2.5."),
    "date": N_("Please write a date, for example 5 Oct or 5-10-2026."),
    "choice": N_("That choice is no longer offered. Please choose again."),
}


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
        label, hint = self.filling.label(self.item), self.filling.hint(self.item)
        if self.only_shown:
            return "\n".join(part for part in (label, hint, self.filling.value(self.item)) if part)
        return "\n".join(part for part in (bold(label), hint) if part)

    def put(self) -> str:
        """Its label and hint under a line that says where one stands."""
        return f"{italic(self._where())}\n\n{self.text}"

    @property
    def series(self) -> str:
        """What it has in common with the likert items around it."""
        return f"likert:{self.item.list_name}" if "likert" in self.item.appearance.split() else ""

    @cached_property
    def choices(self) -> Sequence[tuple[str, str]]:
        """What can be chosen as things stand; a label that comes to nothing is the name, for a button has to say something."""
        return [(name, label or name) for name, label in self.filling.choices(self.item)]

    @property
    def required(self) -> bool:
        """Whether it has to be answered; never where its filter has left nothing to choose."""
        return self.filling.required(self.item) and (self.item.type not in CHOOSING or bool(self.choices))

    @cached_property
    def kind(self) -> Kind[Any]:
        """The kind of question that its type is in a chat."""
        if self.item.type == "range" and self.item.range:
            steps = _steps(self.item.range)
            return one_of((step, step) for step in steps) if len(steps) <= MOST_STEPS else number()
        if self.item.type in CHOOSING:
            return CHOOSING[self.item.type](self.choices)
        if self.item.type == "date":
            return day(self.zone)
        return WRITING.get(self.item.type, text)()

    def lexical(self, answer: object) -> str:
        """An answer as ODK writes it; "" for none."""
        match answer:
            case None:
                return ""
            case list():
                return " ".join(answer)
            case date():
                return answer.isoformat()
            case _:
                return str(answer)

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

    def _where(self) -> str:
        asked = [
            i for i in self.filling.relevant_items() if i.type != "note" and not self.filling.read_only(i)
        ]
        position = _("{n} of {count}").format(n=asked.index(self.item) + 1, count=len(asked))
        groups = [self.filling.label(group) for group in self.filling.form.groups_of(self.item)]
        return " · ".join([*(label for label in groups[-1:] if label), position])


def _steps(bounds: Range) -> Sequence[str]:
    start, end, step = Decimal(bounds.start), Decimal(bounds.end), Decimal(bounds.step)
    if not step:
        return [bounds.start]
    count = int((end - start) / step) + 1
    return [str(start + n * step) for n in range(min(count, MOST_STEPS + 1))]
