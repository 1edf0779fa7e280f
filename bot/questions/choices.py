"""One of several: buttons to tap, or the label, its beginning or its number typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged, act_of, leafed
from bot.questions.matching import Labelled, meant

T = TypeVar("T")

PAGE = 8  # options a page, so that a page and its arrows fit a small screen
LONGEST_PAGE = 10  # up to this many are shown at once
MOST_FIGURES = 25  # up to this many of figures and the like, several in a row
WIDEST_BUTTON = 32  # characters that a full-width button shows on a phone of 360 pixels
WIDEST_PAIR = 13
WIDEST_FIGURE = 3
LONGEST_COLUMN = 6  # options that still stand one below the other although two would fit side by side
TICK = "✓ "
YES = ("y", "ya", "iya", "yes", "ok", "oke", "setuju", "boleh", "siap", "betul", "bisa")
NO = ("n", "no", "t", "tidak", "tdk", "ga", "gak", "nggak", "ngga", "enggak", "ndak", "tak", "jangan")


@dataclass(frozen=True)
class OneOf(Kind[T], Generic[T]):
    """Exactly one of the options."""

    options: tuple[Labelled, ...]
    values: Mapping[str, T]
    columns: int = 0  # buttons in a row where they fit; 0: as their labels have it

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """A button an option; long labels are numbered in the note and the buttons are their numbers."""
        chosen = {before} if isinstance(before, str) else set()
        return laid_out(self.options, chosen, page, self.columns)

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
        return next((o.label for o in self.options if o.code == value), str(value))


def one_of(options: Iterable[tuple[str, str]], columns: int = 0) -> OneOf[str]:
    """One of (code, label) pairs, `columns` in a row where they fit; the answer is the code."""
    labelled = tuple(Labelled(code, label) for code, label in options)
    return OneOf(labelled, {o.code: o.code for o in labelled}, columns)


def scale(low: int, high: int) -> OneOf[int]:
    """A whole number from `low` to `high`, in a row of buttons."""
    steps = {str(n): n for n in range(low, high + 1)}
    return OneOf(tuple(Labelled(code, code) for code in steps), steps)


def yes_no(yes_label: str = "", no_label: str = "") -> OneOf[bool]:
    """Yes or no, also as people write it in a hurry; the buttons may say what they stand for."""
    return OneOf(_yes_and_no(yes_label, no_label), {"yes": True, "no": False})


def yes_no_or(others: Iterable[tuple[str, str]], yes_label: str = "", no_label: str = "") -> OneOf[str]:
    """The same, or something else: (code, label) pairs that stand behind them. The answer is the code."""
    options = (*_yes_and_no(yes_label, no_label), *(Labelled(code, label) for code, label in others))
    return OneOf(options, {o.code: o.code for o in options})


def _yes_and_no(yes_label: str, no_label: str) -> tuple[Labelled, Labelled]:
    return Labelled("yes", yes_label or _("Yes"), YES), Labelled("no", no_label or _("No"), NO)


def tapped(act: str, options: Sequence[Labelled]) -> Answered | Paged:
    """What a tap on a laid-out option means. Raises Misunderstood where the option has gone."""
    if page := leafed(act):
        return page
    for option in options:
        if act_of(option.code) == act:
            return Answered(option.code)
    raise Misunderstood(_("That choice is no longer offered. Please choose again."))


def written(heard: Heard, options: Sequence[Labelled]) -> Labelled:
    """The one option that a typed text means. Raises Misunderstood with what would be right."""
    if heard.act is not Act.TEXT:
        raise Misunderstood(_("Please tap one of the buttons, or type its number."))
    found = meant(heard.text, options)
    if len(found) == 1:
        return found[0]
    if found:
        doubt = _(" or ").join(f"“{o.label}”" for o in found[:3])
        raise Misunderstood(
            _("Do you mean {options}? Please tap the button, or type a little more.").format(options=doubt)
        )
    example = options[0].label if options else ""
    raise Misunderstood(
        _(
            "I do not find “{written}” among the choices. Tap a button, or type its number or words, such as “{example}”."
        ).format(written=heard.text[:40], example=example)
    )


def laid_out(options: Sequence[Labelled], chosen: set[str], page: int, columns: int = 0) -> Offer:
    """Options as rows of buttons: short ones side by side, long ones numbered, many in pages."""
    first, last = _bounds(len(options), page, _at_once(options))
    shown = list(enumerate(options, 1))[first:last]
    labels = {o.code: (TICK if o.code in chosen else "") + o.label for _n, o in shown}
    arrows = _arrows(len(options), first, last, page)
    widest = max((len(label) for label in labels.values()), default=0)
    if widest > WIDEST_BUTTON:
        note = "\n".join(f"{n}. {labels[o.code]}" for n, o in shown)
        numbers = [Option((TICK if o.code in chosen else "") + str(n), act_of(o.code)) for n, o in shown]
        return Offer((*_rows(numbers, 5), *arrows), note)
    buttons = [Option(labels[o.code], act_of(o.code)) for _n, o in shown]
    fitting = columns if columns and widest <= WIDEST_BUTTON // columns - 1 else 0
    return Offer((*_rows(buttons, fitting or _beside(widest, len(buttons))), *arrows))


def page_of(code: JsonValue, options: Sequence[Labelled]) -> int:
    """The page on which an option is laid out."""
    if len(options) <= _at_once(options):
        return 0
    return next((n // PAGE for n, o in enumerate(options) if o.code == code), 0)


def _at_once(options: Sequence[Labelled]) -> int:
    return MOST_FIGURES if all(len(o.label) <= WIDEST_FIGURE for o in options) else LONGEST_PAGE


def _bounds(count: int, page: int, at_once: int) -> tuple[int, int]:
    if count <= at_once:
        return 0, count
    page = min(max(page, 0), (count - 1) // PAGE)
    return page * PAGE, min(count, (page + 1) * PAGE)


def _arrows(count: int, first: int, last: int, page: int) -> list[list[Option]]:
    if last - first == count:
        return []
    back = [Option("‹", f">{page - 1}")] if first else []
    here = Option(_("{first}–{last} of {count}").format(first=first + 1, last=last, count=count), f">{page}")
    ahead = [Option("›", f">{page + 1}")] if last < count else []
    return [[*back, here, *ahead]]


def _beside(widest: int, count: int) -> int:
    """How many buttons stand in a row: figures in one, pairs side by side, anything to be read one below the other."""
    if widest <= WIDEST_FIGURE + len(TICK):
        return max(1, min(count, 6))
    if widest <= WIDEST_PAIR and (count == 2 or count > LONGEST_COLUMN):
        return 2
    return 1


def _rows(options: Sequence[Option], width: int) -> list[list[Option]]:
    return [list(options[i : i + width]) for i in range(0, len(options), width)]
