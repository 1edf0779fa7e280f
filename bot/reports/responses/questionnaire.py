"""All versions of an instrument seen as one: every question that ever was, in one order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.reports.responses.cells import Kind, is_number
from bot.reports.responses.merging import merged
from models.instruments.form import Form
from models.instruments.items import Choice, Item, Language

_NUMBERS = {"integer", "decimal", "range", "calculate"}


@dataclass(frozen=True)
class Version:
    """A version's number and its form."""

    number: int
    form: Form

    @cached_property
    def items(self) -> dict[str, Item]:
        """What can have a value, by path: all but notes that only say something."""
        return {item.path: item for item in self.form.items if item.type != "note" or item.calculation}

    def choices(self, path: str) -> Sequence[Choice]:
        """The choices of a question; none where it is not answered by choosing, or not there."""
        item = self.items.get(path)
        return self.form.lists.get(item.list_name, ()) if item else ()


@dataclass(frozen=True)
class Questionnaire:
    """An instrument's versions, newest first."""

    versions: tuple[Version, ...]

    @cached_property
    def paths(self) -> list[str]:
        """Every question and calculation, where the newest form has it or, removed, where it was."""
        return merged([list(version.items) for version in self.versions])

    @cached_property
    def repeats(self) -> list[str]:
        """Every repeat of any version, an outer one before those in it."""
        return merged([list(version.form.plan.repeats) for version in self.versions])

    def repeat_of(self, path: str) -> str:
        """The closest repeat around a question or a repeat; "" where there is none."""
        around = (repeat for repeat in self.repeats if path.startswith(f"{repeat}/"))
        return max(around, key=len, default="")

    @cached_property
    def languages(self) -> list[Language]:
        """Every language of any version, as the newest names it."""
        found = {language.code: language for v in reversed(self.versions) for language in v.form.languages}
        if any(not version.form.languages for version in self.versions):
            found[""] = Language("", "")
        return list(found.values())

    def standing(self, path: str) -> list[tuple[Version, Item]]:
        """The versions that have this path, with what it is there."""
        return [(version, version.items[path]) for version in self.versions if path in version.items]

    def choices(self, path: str) -> list[str]:
        """The names of every choice this question ever had."""
        return merged([[choice.name for choice in v.choices(path)] for v, _item in self.standing(path)])

    def kind(self, path: str) -> Kind:
        """How its answers are read: as numbers or days where every version means that."""
        standing = self.standing(path)
        if all(_is_numeric(version, item) for version, item in standing):
            return Kind.NUMBER
        if all(item.data_type == "date" for _version, item in standing):
            return Kind.DAY
        return Kind.TEXT


def _is_numeric(version: Version, item: Item) -> bool:
    """Numbers, what is calculated, and scales: one choice of several that are all called by a number."""
    if item.type == "select_one":
        return all(is_number(choice.name) for choice in version.choices(item.path))
    return item.type in _NUMBERS and item.data_type != "date"
