"""A person and a bot write to each other, over real HTTP with the real python-telegram-bot."""

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)

from bot.phone.people import Person
from bot.phone.phone import Phone


async def one(bot: Bot) -> Update:
    """The next update, confirmed."""
    (update,) = await bot.get_updates(timeout=5, limit=1)
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_a_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.full_name, me.username) == (7200000001, "Penggerak Kota Maju", "penggerak_bot")
    assert me.can_read_all_group_messages is False


async def test_what_a_person_writes_reaches_the_bot(bot: Bot, siti: Person) -> None:
    sent = siti.write("/mulai sekarang, lihat https://example.org dan @penggerak_bot 🙂")
    message = (await one(bot)).message
    assert message is not None
    assert message.from_user is not None
    assert message.message_id == sent.id
    assert message.chat.id == siti.id > 2**32
    assert message.from_user.full_name == "Siti Aminah"
    assert message.from_user.language_code == "id"
    assert message.parse_entities() == {
        MessageEntity("bot_command", 0, 6): "/mulai",
        MessageEntity("url", 23, 19): "https://example.org",
        MessageEntity("mention", 47, 14): "@penggerak_bot",
    }
    assert message.date == sent.date.replace(microsecond=0)


async def test_the_bot_answers_and_changes_its_mind(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    sent = await bot.send_message(siti.id, "Halo, <b>Siti</b> &amp; <i>semua</i>", parse_mode="HTML")
    shown = await siti.answer()
    assert sent.text == shown.text == "Halo, Siti & semua"
    assert [entity["type"] for entity in shown.entities] == ["bold", "italic"]
    edited = await bot.edit_message_text("Halo lagi", siti.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert [message.text for message in siti.messages] == ["halo", "Halo lagi"]
    assert shown.edited
    assert await bot.delete_message(siti.id, sent.message_id)
    assert [message.text for message in siti.messages] == ["halo"]


async def test_a_tap_is_a_callback_query_and_two_taps_are_two(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    await one(bot)
    rows = [
        [
            InlineKeyboardButton("Setuju", callback_data="yes"),
            InlineKeyboardButton("Tidak", callback_data="no"),
        ]
    ]
    asked = await bot.send_message(siti.id, "Setuju?", reply_markup=InlineKeyboardMarkup(rows))
    assert asked.reply_markup == InlineKeyboardMarkup(rows)
    siti.tap("Setuju")
    siti.tap("Setuju")
    first, second = await bot.get_updates()
    assert first.callback_query is not None
    assert second.callback_query is not None
    assert first.callback_query.data == "yes"
    assert first.callback_query.message == asked
    assert first.callback_query.id != second.callback_query.id
    await bot.answer_callback_query(first.callback_query.id, "Tersimpan", show_alert=True)
    await bot.answer_callback_query(second.callback_query.id)
    assert [(toast.text, toast.show_alert) for toast in siti.toasts] == [("Tersimpan", True), ("", False)]


async def test_a_button_seen_earlier_can_still_be_tapped(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    button = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Kirim", callback_data="send"))
    sent = await bot.send_message(siti.id, "Kirim?", reply_markup=button)
    shown = siti.messages[-1]
    seen = shown.buttons[0][0]
    await bot.edit_message_text("Sudah dikirim", siti.id, sent.message_id)
    assert shown.buttons == []
    siti.tap(seen, shown)
    assert phone_data(await bot.get_updates(offset=-1)) == "send"


def phone_data(updates: tuple[Update, ...]) -> str | None:
    query = updates[-1].callback_query
    return query.data if query else None


async def test_a_keyboard_stands_in_for_the_keys(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    share = KeyboardButton("Bagikan kontak", request_contact=True)
    keyboard = ReplyKeyboardMarkup([["Satu", "Dua"], [share]], one_time_keyboard=True)
    await bot.send_message(siti.id, "Pilih", reply_markup=keyboard)
    assert siti.keyboard is not None
    assert [[button.text for button in row] for row in siti.keyboard.rows] == [
        ["Satu", "Dua"],
        ["Bagikan kontak"],
    ]
    siti.tap("Dua")
    siti.tap("Bagikan kontak")
    wrote, shared = (await bot.get_updates())[-2:]
    assert wrote.message is not None
    assert wrote.message.text == "Dua"
    assert shared.message is not None
    assert shared.message.contact is not None
    assert shared.message.contact.user_id == siti.id
    assert shared.message.contact.phone_number == "6281200000001"
    await bot.send_message(siti.id, "Terima kasih", reply_markup=ReplyKeyboardRemove())
    assert siti.keyboard is None


async def test_replies_quote_the_message_they_answer(bot: Bot, siti: Person) -> None:
    first = siti.write("halo")
    sent = await bot.send_message(siti.id, "Apa?", reply_to_message_id=first.id, reply_markup=ForceReply())
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "halo"
    siti.write("Ini", reply_to=siti.messages[-1])
    update = (await bot.get_updates())[-1]
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "Apa?"


async def test_an_edit_is_told(bot: Bot, siti: Person) -> None:
    message = siti.write("tiga")
    await one(bot)
    siti.edit(message, "empat")
    edited = (await one(bot)).edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (message.id, "empat")
    assert edited.edit_date is not None


async def test_an_invitation_is_opened(bot: Bot, phone: Phone, siti: Person) -> None:
    siti.open(phone.link("AbC-12"))
    message = (await one(bot)).message
    assert message is not None
    assert message.text == "/start AbC-12"


async def test_message_ids_count_in_each_chat(bot: Bot, siti: Person, budi: Person) -> None:
    assert siti.write("halo").id == budi.write("hello").id == 1
    assert (await bot.send_message(siti.id, "x")).message_id == 2
    assert (await bot.send_message(budi.id, "x")).message_id == 2
