"""What a form is made of: groups and questions in order, their texts in each language, their choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Output:
    """A place in a text where the value of an expression is filled in."""

    expression: str


Fragment: TypeAlias = str | Output
Text: TypeAlias = Mapping[str, tuple[Fragment, ...]]
"""A text in each language (by code), as fragments; the code "" where a form has no languages."""


@dataclass(frozen=True)
class Language:
    """A language a form is written in: its code ("id") and how the workbook calls it ("Indonesia (id)")."""

    code: str
    name: str


MEDIA = ("image", "big-image", "audio", "video")
"""The columns that name files to be shown."""
MOST_PICTURED = 10
"""So many choices that come with files may stand open at a time: each file is a message."""

Media: TypeAlias = Mapping[str, tuple[str, ...]]
"""The names of the files that go with a text, in each language."""


@dataclass(frozen=True)
class Choice:
    """One choice of a list; `columns` are the list's further columns, which a choice_filter compares."""

    name: str
    label: Text = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    media: Media = field(default_factory=dict)


@dataclass(frozen=True)
class Range:
    """The numbers of a range question, as written in the workbook: "1", "5", "0.5"."""

    start: str
    end: str
    step: str


@dataclass(frozen=True)
class Item:
    """A question, a note, a calculation or a piece of metadata.

    `path` is "group/name"; `type` is XLSForm's ("text", "select_one", "calculate", "start" ...);
    `data_type` is how its value is kept ("string", "int", "decimal", "date" ...). Expressions are
    XPath with full paths, "" where there is none; `asked` is False for what nobody is shown.
    """

    path: str
    name: str
    type: str
    data_type: str = "string"
    asked: bool = True
    label: Text = field(default_factory=dict)
    hint: Text = field(default_factory=dict)
    appearance: str = ""
    relevant: str = ""
    required: str = ""
    required_message: Text = field(default_factory=dict)
    constraint: str = ""
    constraint_message: Text = field(default_factory=dict)
    calculation: str = ""
    read_only: str = ""
    default: str = ""
    dynamic_default: str = ""
    list_name: str = ""
    choice_filter: str = ""
    shuffle: str = ""  # "" as listed, "*" by chance, else an expression that gives the seed
    range: Range | None = None
    media: Media = field(default_factory=dict)

    @property
    def has_choices(self) -> bool:
        """Whether it is answered by choosing from a list."""
        return self.list_name != ""


@dataclass(frozen=True)
class Group:
    """Questions that belong together, with what applies to all of them.

    A group that `repeats` is asked `count` times (an expression), or where that is "", as often as people want.
    """

    path: str
    name: str
    children: tuple["Node", ...] = ()
    label: Text = field(default_factory=dict)
    appearance: str = ""
    relevant: str = ""
    repeats: bool = False
    count: str = ""


Node: TypeAlias = Item | Group
