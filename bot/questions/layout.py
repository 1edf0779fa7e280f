"""Options as rows of buttons that fit a phone."""

from collections.abc import Collection, Sequence

from bot.i18n import _
from bot.questions.kind import Offer, Option, act_of
from bot.questions.options import Labelled, Options

PAGE = 8  # options a page, so that a page and its arrows fit a small screen
LONGEST_PAGE = 10  # up to this many are shown at once
MOST_FIGURES = 25  # up to this many of figures and the like, several in a row
WIDEST_BUTTON = 32  # characters that a full-width button shows on a phone of 360 pixels
WIDEST_PAIR = 13
WIDEST_FIGURE = 3
LONGEST_COLUMN = 6  # options that still stand one below the other although two would fit side by side
NUMBERS_IN_A_ROW = 5
TICK = "✓ "

Numbered = Sequence[tuple[int, Labelled]]
"""Options with their number in the whole list, from 1."""


def laid_out(
    options: Options, chosen: Collection[str], page: int, columns: int = 0, *, small: bool = False
) -> Offer:
    """A page of options. Short ones stand side by side, or so many in a row as `columns` says; long ones are
    numbered in the note, as are all where they are to be `small`; many come in pages."""
    first, last = _bounds(len(options), page, _at_once(options))
    offer = shown(_numbered(options, first, last), chosen, columns, small=small)
    if last - first == len(options):
        return offer
    leafing = _("Leaf with the arrows, or type a part of the name.")
    arrows = _arrows(len(options), first, last, page)
    return Offer((*offer.rows, arrows), "\n".join(part for part in (offer.note, leafing) if part))


def shown(options: Numbered, chosen: Collection[str], columns: int = 0, *, small: bool = False) -> Offer:
    """These options, all at once."""
    labels = {o.code: (TICK if o.code in chosen else "") + o.label for _n, o in options}
    widest = max(map(len, labels.values()), default=0)
    if widest > WIDEST_BUTTON or (small and widest > WIDEST_FIGURE + len(TICK)):
        note = "\n".join(f"{n}. {labels[o.code]}" for n, o in options)
        numbers = [Option((TICK if o.code in chosen else "") + str(n), act_of(o.code)) for n, o in options]
        return Offer(_rows(numbers, NUMBERS_IN_A_ROW), note)
    buttons = [Option(labels[o.code], act_of(o.code)) for _n, o in options]
    fitting = columns if columns and widest <= WIDEST_BUTTON // columns - 1 else 0
    return Offer(_rows(buttons, fitting or _beside(widest, len(buttons))))


def page_of(codes: Sequence[str], options: Options) -> int:
    """The page on which the first of these is laid out; the first one where none is."""
    if not codes or not is_paged(options):
        return 0
    return options.places.get(codes[0], 0) // PAGE


def is_paged(options: Options) -> bool:
    """Whether not all options are seen at once."""
    return len(options) > _at_once(options)


def _numbered(options: Options, first: int, last: int) -> Numbered:
    return list(enumerate(options[first:last], first + 1))


def _at_once(options: Options) -> int:
    return MOST_FIGURES if options.longest <= WIDEST_FIGURE else LONGEST_PAGE


def _bounds(count: int, page: int, at_once: int) -> tuple[int, int]:
    if count <= at_once:
        return 0, count
    page = min(max(page, 0), (count - 1) // PAGE)
    return page * PAGE, min(count, (page + 1) * PAGE)


def _arrows(count: int, first: int, last: int, page: int) -> list[Option]:
    back = [Option("‹", f">{page - 1}")] if first else []
    here = Option(_("{first}–{last} of {count}").format(first=first + 1, last=last, count=count), f">{page}")
    ahead = [Option("›", f">{page + 1}")] if last < count else []
    return [*back, here, *ahead]


def _beside(widest: int, count: int) -> int:
    """How many buttons stand in a row: figures in one, pairs side by side, anything to be read one below the other."""
    if widest <= WIDEST_FIGURE + len(TICK):
        return max(1, min(count, 6))
    if widest <= WIDEST_PAIR and (count == 2 or count > LONGEST_COLUMN):
        return 2
    return 1


def _rows(options: Sequence[Option], width: int) -> list[list[Option]]:
    return [list(options[i : i + width]) for i in range(0, len(options), width)]
