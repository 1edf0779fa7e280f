"""The phone's own table of methods agrees with the Bot API, where its machine-readable form is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.phone.methods.served import SERVED
from bot.phone.parameters import Declaration
from bot.phone.table import METHODS, OBJECTS

BOT_API = Path(__file__).parents[2] / ".." / "shared" / "telegram" / "botapi.json"
KNOWN: dict[str, Any] = json.loads(BOT_API.read_text()) if BOT_API.exists() else {"methods": {}, "types": {}}


def test_every_declared_method_is_served() -> None:
    assert set(METHODS) == {method.name for method in SERVED.values()}


def test_what_is_declared_is_compiled_once() -> None:
    assert METHODS["sendMessage"].required == ["chat_id", "text"]
    assert METHODS["sendMessage"].parameters["message_thread_id"].served is False


def agrees(declared: Declaration, fields: list[dict[str, Any]]) -> None:
    official = {
        field["name"]: (field["required"], tuple(kind.replace("Array of ", "[]") for kind in field["types"]))
        for field in fields
    }
    ours = {
        name: (parameter.required, tuple(parameter.types)) for name, parameter in declared.parameters.items()
    }
    assert ours == official


@pytest.mark.parametrize("name", METHODS if KNOWN["methods"] else [])
def test_a_method_is_declared_as_telegram_declares_it(name: str) -> None:
    agrees(METHODS[name], KNOWN["methods"][name].get("fields", []))


@pytest.mark.parametrize("name", OBJECTS if KNOWN["types"] else [])
def test_an_object_is_declared_as_telegram_declares_it(name: str) -> None:
    agrees(OBJECTS[name], KNOWN["types"][name]["fields"])
