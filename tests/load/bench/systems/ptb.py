"""The form as one would write it with python-telegram-bot: ConversationHandler and PicklePersistence.

Follows https://docs.python-telegram-bot.org: updates are fetched one by one, because ConversationHandler
asks for that, and its handlers run beside one another with `block=False`, which it allows; what comes in
while an earlier one of the same conversation still runs (its state WAITING) is put back into the queue.
"""

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    TypeHandler,
    filters,
)

from tests.load.bench.questions import COUNT, SCALE, is_likert, wording

Context = ContextTypes.DEFAULT_TYPE
Bot = Application[Any, Any, Any, Any, Any, Any]

A_MOMENT = 0.05  # seconds
TABLE = "CREATE TABLE IF NOT EXISTS answers (user INTEGER, question TEXT, value TEXT, PRIMARY KEY (user, question))"
KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton(label, callback_data=str(code))] for code, label in enumerate(SCALE, 1)]
)


async def started(update: Update, _context: Context) -> int:
    return await ask(update, 1)


async def chosen(update: Update, context: Context, n: int) -> int:
    query = update.callback_query
    if query is None or query.data is None:
        return n
    await query.answer()
    await query.edit_message_text(f"{wording(n)}\n\n✓ {SCALE[int(query.data) - 1]}")
    await keep(update, context, n, query.data)
    return await ask(update, n + 1)


async def written(update: Update, context: Context, n: int) -> int:
    if update.message is not None and update.message.text is not None:
        await keep(update, context, n, update.message.text)
    return await ask(update, n + 1)


async def keep(update: Update, context: Context, n: int, answer: str) -> None:
    if update.effective_user is not None:
        await context.bot_data["database"].execute(
            "INSERT INTO answers VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (update.effective_user.id, f"q{n}", answer),
        )


async def ask(update: Update, n: int) -> int:
    if update.effective_chat is None:
        return n
    if n > COUNT:
        await update.effective_chat.send_message("Terima kasih.")
        return ConversationHandler.END
    await update.effective_chat.send_message(wording(n), reply_markup=KEYBOARD if is_likert(n) else None)
    return n


async def again(update: Update, context: Context) -> None:
    asyncio.get_running_loop().call_later(A_MOMENT, context.application.update_queue.put_nowait, update)


def answering(n: int) -> BaseHandler[Any, Any, Any]:
    if is_likert(n):
        return CallbackQueryHandler(partial(chosen, n=n))
    return MessageHandler(filters.TEXT & ~filters.COMMAND, partial(written, n=n))


async def opened(file: str, application: Bot) -> None:
    database = await aiosqlite.connect(file, isolation_level=None)
    await database.execute("PRAGMA journal_mode = WAL")
    await database.execute("PRAGMA synchronous = FULL")
    await database.execute(TABLE)
    application.bot_data["database"] = database


async def closed(application: Bot) -> None:
    await application.bot_data.pop("database").close()


def run(server: str, token: str, file: Path) -> None:
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", started)],
        states={
            **{n: [answering(n)] for n in range(1, COUNT + 1)},
            ConversationHandler.WAITING: [TypeHandler(Update, again, block=True)],
        },
        fallbacks=[],
        name="form",
        persistent=True,
        block=False,
    )
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{server}/bot")
        .persistence(PicklePersistence(file.with_suffix(".pickle"), PersistenceInput(bot_data=False)))
        .post_init(partial(opened, str(file)))
        .post_shutdown(closed)
        .build()
    )
    application.add_handler(conversation)
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
