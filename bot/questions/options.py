"""What can be chosen: found by code, by button, and by what people call it, be it one of five or of twenty thousand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from bot.questions.folding import figure, in_full
from bot.questions.kind import act_of


class Labelled(NamedTuple):
    """A code with the label people see, and other words they may use for it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


class Options(Sequence[Labelled]):
    """Options in the order they are offered in. What is worked out about them is kept as long as they are."""

    def __init__(self, options: Iterable[Labelled]) -> None:
        self._options = tuple(options)

    def __len__(self) -> int:
        """Tell how many there are."""
        return len(self._options)

    @overload
    def __getitem__(self, at: int) -> Labelled: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Labelled, ...]: ...
    def __getitem__(self, at: int | slice) -> Labelled | tuple[Labelled, ...]:
        """Give the option at a place, or those at some."""
        return self._options[at]

    def __iter__(self) -> Iterator[Labelled]:
        """Go through them in order."""
        return iter(self._options)

    def label(self, code: str) -> str | None:
        """Give the label of a code; None where it is not offered."""
        place = self.places.get(code)
        return None if place is None else self._options[place].label

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each code stands, from 0; the first place of one that is there twice."""
        return {option.code: place for place, option in reversed(list(enumerate(self._options)))}

    @cached_property
    def acts(self) -> Mapping[str, str]:
        """The code that each button stands for."""
        return {act_of(option.code): option.code for option in reversed(self._options)}

    @cached_property
    def folded(self) -> Sequence[str]:
        """The labels as they are compared."""
        return tuple(in_full(option.label) for option in self._options)

    @cached_property
    def are_figures(self) -> bool:
        """Whether all labels are numbers."""
        return all(figure(option.label) is not None for option in self._options)

    @cached_property
    def longest(self) -> int:
        """How many characters the longest label has."""
        return max((len(option.label) for option in self._options), default=0)
