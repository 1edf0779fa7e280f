"""The columns of an XLSForm by all the names they go by (https://xlsform.org/en/ref-table)."""

from dataclasses import dataclass

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
_PREFIXES = {"bind", "control", "body", "media", "instance"}
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


@dataclass(frozen=True)
class Column:
    """A column: as it is headed, and which one that is, whatever its language."""

    heading: str
    name: str


def column(heading: str, sheet: str, *, double: bool) -> Column:
    """Understand a heading; `double` where the sheet parts words by "::" rather than ":"."""
    aliases = _ALIASES.get(sheet, {})
    whole = _snake(heading)
    if whole in aliases:
        return Column(heading, aliases[whole])
    parts = [part.strip() for part in heading.split("::" if double else ":")]
    if not double and "jr" in parts[:-1]:
        at = parts.index("jr")
        parts[at : at + 2] = [f"jr:{parts[at + 1]}"]
    if len(parts) > 1 and _snake(parts[0]) in _PREFIXES:
        parts = parts[1:]
    name = aliases.get(_snake(parts[0]), _snake(parts[0]))
    if sheet == "choices" and name not in _TRANSLATED | {"list_name", "name"}:
        return Column(heading, heading)  # a column of the author's own, which a choice_filter may compare
    return Column(heading, name)


def _snake(text: str) -> str:
    return "_".join(text.split()).lower()
