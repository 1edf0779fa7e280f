"""The systems that are compared: how each is started, opened by people, and read afterwards."""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address
from tests.load.bench.systems import penggerak

Start = Callable[[Phone, Address, Path, Sequence[Person], bytes], Sequence[str]]


@dataclass(frozen=True)
class System:
    """`start` prepares a folder and names the command; `stored` gives each person's answers, in order."""

    name: str
    opening: Sequence[str]
    start: Start
    stored: Callable[[Path], Mapping[int, Sequence[str]]]


def _program(name: str) -> Start:
    def start(
        phone: Phone, address: Address, folder: Path, _people: Sequence[Person], _form: bytes
    ) -> Sequence[str]:
        server = address.page.rstrip("/")
        module = f"tests.load.bench.systems.{name}"
        return [sys.executable, "-m", module, server, phone.token, str(folder / "answers.db")]

    return start


def _rows(folder: Path, query: str) -> Sequence[tuple[str, str]]:
    with sqlite3.connect(folder / "answers.db") as database:
        return database.execute(query).fetchall()


def _in_a_table(folder: Path) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for user, value in _rows(folder, "SELECT user, value FROM answers ORDER BY rowid"):
        found[int(user)].append(value)
    return found


def _in_states(folder: Path) -> Mapping[int, Sequence[str]]:
    rows = _rows(folder, "SELECT key, data FROM fsm")
    return {int(key.rpartition(":")[2]): list(json.loads(data).values()) for key, data in rows}


PENGGERAK = System("penggerak", ("/asesmen", ""), penggerak.start, penggerak.stored)
PTB = System("ptb", ("/start",), _program("ptb"), _in_a_table)
AIOGRAM = System("aiogram", ("/start",), _program("aiogram"), _in_states)
SYSTEMS = (PENGGERAK, PTB, AIOGRAM)
