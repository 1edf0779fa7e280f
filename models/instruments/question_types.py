"""The types of the survey sheet: which run in a chat, and why the others do not."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

SELECTS = frozenset(
    {"select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file"}
)
FILES = frozenset({"image", "audio", "video", "file"})
ASKED = (
    frozenset(
        {"text", "integer", "decimal", "date", "time", "dateTime", "range", "note", "geopoint", "acknowledge"}
    )
    | SELECTS
    | FILES
)
METADATA = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "subscriberid", "simserial"}
)
UNASKED = frozenset({"calculate", "hidden"}) | METADATA
RUNNING = ASKED | UNASKED

_NEVER = "cannot be asked in a chat"
REFUSED = {
    "csv-external": "is not supported; use select_one_from_file or pulldata()",
    "xml-external": "is not supported; use select_one_from_file or pulldata()",
    "select_one_external": "is not supported; use select_one with a choice_filter",
    "barcode": _NEVER,
    "geotrace": _NEVER,
    "geoshape": _NEVER,
    "osm": _NEVER,
    "background-geopoint": "cannot be had in a chat",
    "start-geopoint": "cannot be had in a chat",
    "background-audio": "cannot be had in a chat",
    "audit": "cannot be kept: a chat has no log of screens",
}

ALIASES = {
    "string": "text",
    "int": "integer",
    "datetime": "dateTime",
    "photo": "image",
    "gps": "geopoint",
    "location": "geopoint",
    "imei": "deviceid",
    "trigger": "acknowledge",
    "start time": "start",
    "end time": "end",
    "device id": "deviceid",
    "subscriber id": "subscriberid",
    "sim id": "simserial",
    "date time": "dateTime",
}
_SELECTS = {
    "select_one": "select_one",
    "select one": "select_one",
    "select one from": "select_one",
    "add select one prompt using": "select_one",
    "select1": "select_one",
    "select_multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
    "add select multiple prompt using": "select_multiple",
    "select_one_external": "select_one_external",
    "select_one_from_file": "select_one_from_file",
    "select one from file": "select_one_from_file",
    "select_multiple_from_file": "select_multiple_from_file",
    "select multiple from file": "select_multiple_from_file",
    "rank": "rank",
}
_SELECT = re.compile(
    rf"(?P<command>{'|'.join(sorted(map(re.escape, _SELECTS), key=len, reverse=True))})"
    r" (?P<list>\S+)(?P<other> (?:or specify other|or_other|or other))?"
)
_BRACKET = re.compile(r"(?P<side>begin|end)[ _](?P<kind>group|repeat|lgroup|looped group|loop)\b.*")


@dataclass(frozen=True)
class QuestionType:
    """What stands in a type cell: "begin" or "end" of a "group" or "repeat", or a "question".

    `kind` is the type by its proper name, "" where nobody knows it; `list_name` the choices it takes;
    `or_other` whether another answer may be written.
    """

    side: Literal["begin", "end", "question"]
    kind: str
    list_name: str = ""
    or_other: bool = False


def question_type(cell: str) -> QuestionType:
    """Understand a type cell."""
    text = " ".join(cell.split())
    if (bracket := _BRACKET.fullmatch(text)) is not None:
        kind = "group" if bracket["kind"] == "group" else "repeat"
        return QuestionType("begin" if bracket["side"] == "begin" else "end", kind)
    if (select := _SELECT.fullmatch(text)) is not None:
        return QuestionType(
            "question", _SELECTS[select["command"]], select["list"], select["other"] is not None
        )
    if text in _SELECTS:
        return QuestionType("question", _SELECTS[text])
    known = ALIASES.get(text, text)
    return QuestionType("question", known if known in RUNNING or known in REFUSED else "")


def perhaps(cell: str) -> str:
    """Give what may have been meant by a type that nobody knows, as a question; "" where nothing is near."""
    word = cell.partition(" ")[0]
    known = sorted(RUNNING | ALIASES.keys() | _SELECTS.keys() | {"begin_group", "begin_repeat"})
    near = get_close_matches(word.lower(), known, 1, 0.75)
    return f"; is it {near[0]}?" if near and near[0] != word else ""
