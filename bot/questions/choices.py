"""One of several: buttons to tap, or the label, its beginning or its number typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.kind import Answered, Kind, Misunderstood, Narrowed, Offer, Paged, leafed
from bot.questions.layout import PAGE, is_paged, laid_out, page_of, shown
from bot.questions.matching import meant
from bot.questions.options import Labelled, Options

T = TypeVar("T")

YES = ("y", "ya", "iya", "yes", "ok", "oke", "setuju", "boleh", "siap", "betul", "bisa")
NO = ("n", "no", "t", "tidak", "tdk", "ga", "gak", "nggak", "ngga", "enggak", "ndak", "tak", "jangan")


@dataclass(frozen=True)
class OneOf(Kind[T], Generic[T]):
    """Exactly one of the options."""

    options: Options
    values: Mapping[str, T]
    columns: int = 0  # buttons in a row where they fit; 0: as their labels have it
    small: bool = False  # labels in the text, and small buttons with their numbers

    def offer(self, before: JsonValue = None, page: int | None = None) -> Offer:
        """A button an option; long labels are numbered in the note and the buttons are their numbers.

        At first the page with what was chosen before.
        """
        chosen = [before] if isinstance(before, str) else []
        if page is None:
            page = page_of(chosen, self.options)
        return laid_out(self.options, chosen, page, self.columns, small=self.small)

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap on an option or an arrow, or a typed label, number or code."""
        if act:
            return tapped(act, self.options)
        return Answered(written(heard, self.options).code)

    def read(self, value: JsonValue) -> T:
        """The value behind a code that is still offered."""
        if isinstance(value, str) and value in self.values:
            return self.values[value]
        raise Misunderstood(_("That choice is no longer offered. Please choose again."))

    def show(self, value: JsonValue) -> str:
        """The label of the code."""
        return self.options.label(str(value)) or str(value)


def one_of(options: Iterable[tuple[str, str]], columns: int = 0, *, small: bool = False) -> OneOf[str]:
    """One of (code, label) pairs; the answer is the code.

    `columns` of them stand in a row where they fit; where they are to be `small` the labels stand in the text
    and the buttons are their numbers.
    """
    labelled = Options(Labelled(code, label) for code, label in options)
    return OneOf(labelled, {o.code: o.code for o in labelled}, columns, small)


def scale(low: int, high: int) -> OneOf[int]:
    """A whole number from `low` to `high`, in a row of buttons."""
    steps = {str(n): n for n in range(low, high + 1)}
    return OneOf(Options(Labelled(code, code) for code in steps), steps)


def yes_no(yes_label: str = "", no_label: str = "") -> OneOf[bool]:
    """Yes or no, also as people write it in a hurry; the buttons may say what they stand for."""
    return OneOf(Options(_yes_and_no(yes_label, no_label)), {"yes": True, "no": False})


def yes_no_or(others: Iterable[tuple[str, str]], yes_label: str = "", no_label: str = "") -> OneOf[str]:
    """The same, or something else: (code, label) pairs that stand behind them. The answer is the code."""
    labelled = (Labelled(code, label) for code, label in others)
    options = Options((*_yes_and_no(yes_label, no_label), *labelled))
    return OneOf(options, {o.code: o.code for o in options})


def _yes_and_no(yes_label: str, no_label: str) -> tuple[Labelled, Labelled]:
    return Labelled("yes", yes_label or _("Yes"), YES), Labelled("no", no_label or _("No"), NO)


def tapped(act: str, options: Options) -> Answered | Paged:
    """What a tap on a laid-out option means. Raises Misunderstood where the option has gone."""
    if page := leafed(act):
        return page
    code = options.acts.get(act)
    if code is None:
        raise Misunderstood(_("That choice is no longer offered. Please choose again."))
    return Answered(code)


def written(heard: Heard, options: Options) -> Labelled:
    """The one option that a typed text means. Raises Misunderstood with what would be right, or Narrowed."""
    if heard.act is not Act.TEXT:
        raise Misunderstood(_("Please tap one of the buttons, or type its number."))
    found = meant(heard.text, options)
    if len(found) == 1:
        return found[0]
    if found:
        raise _doubt(heard.text, found, options)
    example = options[0].label if options else ""
    raise Misunderstood(
        _(
            "I do not find “{written}” among the choices. Tap a button, or type its number or words, such as “{example}”."
        ).format(written=heard.text[:40], example=example)
    )


def _doubt(text: str, found: Sequence[Labelled], options: Options) -> Misunderstood:
    """That several are meant; of a list in pages they are shown, since nobody sees them otherwise."""
    some = _(" or ").join(f"“{option.label}”" for option in found[:3])
    question = _("Do you mean {options}? Please tap the button, or type a little more.").format(options=some)
    if not is_paged(options):
        return Misunderstood(question)
    offer = shown([(options.places[o.code] + 1, o) for o in found[:PAGE]], ())
    told = _("“{written}” fits {count} of them. Tap the one you mean, or type a little more.")
    note = told.format(written=text[:40], count=len(found))
    return Narrowed(question, Offer(offer.rows, f"{note}\n{offer.note}" if offer.note else note))
