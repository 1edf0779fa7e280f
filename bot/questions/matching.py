"""Which of several labels somebody meant who typed instead of tapping."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from bot.questions.folding import figure, in_full, undrawn
from bot.questions.options import Labelled, Options

ALIKE = 0.8  # difflib ratio from which a typing error is forgiven
SHORTEST_BEGINNING = 3  # letters of a word that stand for it
MOST_COMPARED = 500  # labels that are looked through for a typing error, letter by letter


def meant(written: str, options: Options) -> list[Labelled]:
    """The options that `written` may stand for, from the surest way of meaning one to the least sure.

    Where all labels are numbers, the number itself and nothing else. A label, a number as counted on the
    screen (a doubt where another label begins with it), a code, an alias; then the beginning of a label,
    words within it, the beginning of words within it, and a label that differs by a typing error. One is
    an answer, several are a doubt.
    """
    wanted = in_full(written)
    if not wanted:
        return []
    number = figure(written)
    if number is not None and options.are_figures:
        return [o for o in options if figure(o.label) == number]
    for way in _WAYS:
        if found := way(wanted, written, options):
            return found
    return []


def _labelled(wanted: str, _written: str, options: Options) -> list[Labelled]:
    return _where(options, lambda label: label == wanted)


def _counted(wanted: str, _written: str, options: Options) -> list[Labelled]:
    if not (wanted.isdecimal() and len(wanted) < 6 and 1 <= int(wanted) <= len(options)):
        return []
    counted = options[int(wanted) - 1]
    begun = _where(options, lambda label: label.startswith(f"{wanted} "))
    return [counted, *(option for option in begun if option is not counted)]


def _coded(wanted: str, written: str, options: Options) -> list[Labelled]:
    bare = undrawn(written)
    return [o for o in options if wanted == o.code.casefold() or (o.aliases and _called(bare, o.aliases))]


def _called(bare: str, aliases: Iterable[str]) -> bool:
    return bare in map(undrawn, aliases)


def _begun(wanted: str, _written: str, options: Options) -> list[Labelled]:
    return _where(options, lambda label: label.startswith(f"{wanted} "))


def _within(wanted: str, _written: str, options: Options) -> list[Labelled]:
    return _where(options, lambda label: wanted in label and f" {wanted} " in f" {label} ")


def _within_begun(wanted: str, _written: str, options: Options) -> list[Labelled]:
    if len(wanted) < SHORTEST_BEGINNING:
        return []
    return _where(options, lambda label: wanted in label and f" {wanted}" in f" {label}")


def _misspelt(wanted: str, _written: str, options: Options) -> list[Labelled]:
    if len(wanted) < 4:
        return []
    words = wanted.count(" ")  # a word more may be a "not": that is no typing error
    alike = [label for label in _compared(wanted, options.folded) if label.count(" ") >= words]
    close = get_close_matches(wanted, alike, 2, ALIKE)
    places = {label: place for place, label in enumerate(options.folded) if label in close}
    return [options[places[label]] for label in close]


def _compared(wanted: str, labels: Sequence[str]) -> Sequence[str]:
    """The labels that may be it but for a typing error; of very many only those that have a word that begins, or
    that end, like its longest word."""
    if len(labels) <= MOST_COMPARED:
        return labels
    word = max(wanted.split(), key=len)
    beginning, end = f" {word[:3]}", word[-3:]
    near = [label for label in labels if beginning in f" {label}" or label.endswith(end)]
    return near if len(near) <= MOST_COMPARED else ()


def _where(options: Options, fits: Callable[[str], bool]) -> list[Labelled]:
    return list(_fitting(options, fits))


def _fitting(options: Options, fits: Callable[[str], bool]) -> Iterator[Labelled]:
    return (options[place] for place, label in enumerate(options.folded) if fits(label))


_WAYS = (_labelled, _counted, _coded, _begun, _within, _within_begun, _misspelt)
