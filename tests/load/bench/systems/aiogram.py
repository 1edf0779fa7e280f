"""The form as one would write it with aiogram 3: a finite state machine, its storage in SQLite.

Follows https://docs.aiogram.dev: states are a StatesGroup, answers are kept with `update_data` before the
next question goes out, and the storage is a BaseStorage of one's own, as the manual says to write one.
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.load.bench.questions import COUNT, SCALE, is_likert, wording

TABLE = "CREATE TABLE IF NOT EXISTS fsm (key TEXT PRIMARY KEY, state TEXT, data TEXT NOT NULL DEFAULT '{}')"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=label, callback_data=str(code))] for code, label in enumerate(SCALE, 1)
    ]
)


class SQLiteStorage(BaseStorage):
    """States and data in one table; each write is its own transaction, as the interface has it."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        self._database = database
        self._keys = DefaultKeyBuilder()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        value = state.state if isinstance(state, State) else state
        await self._database.execute(
            "INSERT INTO fsm (key, state) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state",
            (self._keys.build(key), value),
        )

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._read("state", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._database.execute(
            "INSERT INTO fsm (key, data) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data",
            (self._keys.build(key), json.dumps(data)),
        )

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        found = await self._read("data", key)
        return json.loads(found) if found else {}

    async def close(self) -> None:
        await self._database.close()

    async def _read(self, column: str, key: StorageKey) -> str | None:
        rows = await self._database.execute_fetchall(
            f"SELECT {column} FROM fsm WHERE key = ?", (self._keys.build(key),)
        )
        return next((row[0] for row in rows), None)


class Form(StatesGroup):
    """One state a question."""

    q1, q2, q3, q4, q5 = State(), State(), State(), State(), State()
    q6, q7, q8, q9, q10 = State(), State(), State(), State(), State()


STATES = [getattr(Form, f"q{n}") for n in range(1, COUNT + 1)]
NUMBERS = {state.state: n for n, state in enumerate(STATES, 1)}
LIKERT = [state for n, state in enumerate(STATES, 1) if is_likert(n)]
TEXT = [state for n, state in enumerate(STATES, 1) if not is_likert(n)]


async def started(message: Message, state: FSMContext) -> None:
    await state.set_state(STATES[0])
    await ask(message, 1)


async def chosen(query: CallbackQuery, state: FSMContext, raw_state: str) -> None:
    n = NUMBERS[raw_state]
    await query.answer()
    if isinstance(query.message, Message) and query.data:
        await query.message.edit_text(f"{wording(n)}\n\n✓ {SCALE[int(query.data) - 1]}")
        await go_on(query.message, state, n, query.data)


async def written(message: Message, state: FSMContext, raw_state: str) -> None:
    await go_on(message, state, NUMBERS[raw_state], message.text or "")


async def go_on(message: Message, state: FSMContext, n: int, answer: str) -> None:
    await state.update_data({f"q{n}": answer})
    await state.set_state(STATES[n] if n < COUNT else None)
    await ask(message, n + 1)


async def ask(message: Message, n: int) -> None:
    if n > COUNT:
        await message.answer("Terima kasih.")
    else:
        await message.answer(wording(n), reply_markup=KEYBOARD if is_likert(n) else None)


async def run(server: str, token: str, file: Path) -> None:
    database = await aiosqlite.connect(file, isolation_level=None)
    await database.execute("PRAGMA journal_mode = WAL")
    await database.execute("PRAGMA synchronous = FULL")
    await database.execute(TABLE)
    dispatcher = Dispatcher(storage=SQLiteStorage(database))
    dispatcher.message.register(started, CommandStart())
    dispatcher.callback_query.register(chosen, StateFilter(*LIKERT), F.data)
    dispatcher.message.register(written, StateFilter(*TEXT), F.text)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(server)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
