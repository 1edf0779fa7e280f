"""The columns of an XLSForm by all the names they go by (https://xlsform.org/en/ref-table)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from models.instruments.names import is_attribute

_SURVEY = {
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
}
_CHOICES = {"caption": "label", "value": "name"}
_SETTINGS = {
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
_ALIASES = {"survey": _SURVEY, "choices": _CHOICES, "settings": _SETTINGS}
_PREFIXES = {"bind", "control", "body", "media", "instance", "attribute"}
_TRANSLATED = {
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "image",
    "big-image",
    "audio",
    "video",
}


_OF_CHOICES = {"list_name", "name", "label", "image", "big-image", "audio", "video"}
KNOWN = {
    "survey": _TRANSLATED
    | {"type", "name", "required", "relevant", "constraint", "calculation", "default", "read_only"}
    | {"choice_filter", "appearance", "parameters", "repeat_count", "trigger"},
    "choices": {"list_name", "name", "label"},
    "settings": {"form_title", "form_id", "version", "default_language", "instance_name"}
    | {"allow_choice_duplicates"},
}
"""What a heading may have been meant for that is nearly one of them."""


@dataclass(frozen=True)
class Column:
    """A column: as it is headed, which one that is, and in which language ("" where it is in none)."""

    heading: str
    name: str
    language: str = ""


def column(heading: str, sheet: str, *, double: bool) -> Column:
    """Understand a heading; `double` where the sheet parts words by "::" rather than ":"."""
    aliases = _ALIASES.get(sheet, {})
    whole = _snake(heading)
    if whole in aliases:
        return Column(heading, aliases[whole])
    parts = _parts(heading, double=double)
    if len(parts) > 1 and _snake(parts[0]) in _PREFIXES:
        parts = parts[1:]
    name = aliases.get(_snake(parts[0]), _snake(parts[0]))
    if sheet == "choices" and name not in _OF_CHOICES:
        return Column(heading, heading)  # a column of the author's own, which a choice_filter may compare
    return Column(heading, name, parts[-1] if name in _TRANSLATED and len(parts) > 1 else "")


def wrong_headings(columns: Iterable[Column], sheet: str) -> Iterator[tuple[str, str]]:
    """Give the headings that are nearly another one, or that XML cannot hold, with what is wrong with them."""
    columns = tuple(columns)
    known = KNOWN.get(sheet, set())
    absent = known - {column.name for column in columns}
    double = any("::" in column.heading for column in columns)
    for one in columns:
        parts = _parts(one.heading, double=double)
        if one.name not in known and (near := get_close_matches(_snake(parts[0]), absent, 1, 0.84)):
            yield one.heading, f"is this the column {near[0]}?"
        elif len(parts) > 1 and _snake(parts[0]) in _PREFIXES - {"media"} and not is_attribute(parts[1]):
            yield one.heading, "this heading cannot be written as XML"


def _parts(heading: str, *, double: bool) -> list[str]:
    parts = [part.strip() for part in heading.split("::" if double else ":")]
    if not double and "jr" in parts[:-1]:
        at = parts.index("jr")
        parts[at : at + 2] = [f"jr:{parts[at + 1]}"]
    return parts


def _snake(text: str) -> str:
    return "_".join(text.split()).lower()
