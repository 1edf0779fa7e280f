"""How a call's parameters are declared, and how they are read.

A declaration is a line such as ``chat_id:Integer/String! text:String! protect_content:Boolean``: the names and types
of the Bot API, ``!`` for what must be given, ``-`` for what Telegram knows and the phone does not serve. Declarations
are compiled once; reading a call is one look-up and one function a parameter.

Telegram ignores parameters it does not know. The phone refuses them, since in a test they are a bug.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bot.phone.refusals import BadRequest

Given = dict[str, Any]
"""A call's parameters after reading: names of the Bot API, Python values."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call, in a multipart body."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter."""

    name: str
    types: tuple[str, ...]
    required: bool
    served: bool
    read: Callable[[str, Any], Any]


def _wrong(name: str, wanted: str) -> BadRequest:
    return BadRequest(f'parameter "{name}" must be of type {wanted}')


def _integer(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    raise _wrong(name, "Integer")


def _float(name: str, value: Any) -> float:
    try:
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return float(value)
    except ValueError:
        raise _wrong(name, "Float") from None
    raise _wrong(name, "Float")


def _string(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(name, "String")


_TRUTHS = {
    True: True,
    False: False,
    "true": True,
    "false": False,
    "True": True,
    "False": False,
    "1": True,
    "0": False,
}


def _boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool | str) and value in _TRUTHS:
        return _TRUTHS[value]
    raise _wrong(name, "Boolean")


def _chat(name: str, value: Any) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    if value == "":
        raise BadRequest(f"{name} is empty")
    return _integer(name, value)


def _file(name: str, value: Any) -> Upload | str:
    if isinstance(value, Upload | str):
        return value
    raise _wrong(name, "InputFile or String")


def _parsed(name: str, value: Any, wanted: type, called: str) -> Any:
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            raise BadRequest(f"can't parse {name.replace('_', ' ')} JSON object") from None
    if not isinstance(value, wanted):
        raise _wrong(name, called)
    return value


def _object(name: str, value: Any) -> dict[str, Any]:
    read: dict[str, Any] = _parsed(name, value, dict, "Object")
    return read


def _array_of(each: Callable[[str, Any], Any]) -> Callable[[str, Any], list[Any]]:
    def read(name: str, value: Any) -> list[Any]:
        return [each(name, one) for one in _parsed(name, value, list, "Array")]

    return read


_READERS: dict[tuple[str, ...], Callable[[str, Any], Any]] = {
    ("Integer",): _integer,
    ("Float",): _float,
    ("String",): _string,
    ("Boolean",): _boolean,
    ("Integer", "String"): _chat,
    ("InputFile",): _file,
    ("InputFile", "String"): _file,
    ("[]String",): _array_of(_string),
    ("[]Integer",): _array_of(_integer),
}

_MARKUP = ("InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply")


def _declared(word: str) -> Parameter:
    name, _, kind = word.partition(":")
    types = _MARKUP if kind.rstrip("!-") == "Markup" else tuple(kind.rstrip("!-").split("/"))
    read = _READERS.get(types) or (_array_of(_object) if types[0].startswith("[]") else _object)
    return Parameter(name, types, kind.endswith("!"), not kind.endswith("-"), read)


class Declaration:
    """Everything one method, or one object inside a call, may be given."""

    def __init__(self, words: str) -> None:
        self.parameters = {parameter.name: parameter for parameter in map(_declared, words.split())}
        self.required = [name for name, parameter in self.parameters.items() if parameter.required]

    def read(self, raw: Mapping[str, Any]) -> Given:
        """The parameters as Python values.

        Raises BadRequest for one that is unknown, missing, of the wrong type, or not served by the phone.
        """
        given: Given = {}
        for name, value in raw.items():
            parameter = self.parameters.get(name)
            if parameter is None:
                raise BadRequest(f'unknown parameter "{name}"')
            if value is None:
                continue
            if not parameter.served:
                raise BadRequest(f'the phone does not serve parameter "{name}"')
            given[name] = parameter.read(name, value)
        for name in self.required:
            if name not in given:
                raise BadRequest(_MISSING.get(name, f'parameter "{name}" is required'))
        return given


_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "audio": "there is no audio in the request",
    "video": "there is no video in the request",
    "file_id": "file_id not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
