"""Groups: who is in them, what the bot may see, what it may say."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import Forbidden

from bot.phone.groups import Group
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.viewers import CannotDo


@pytest.fixture
def group(phone: Phone, siti: Person, budi: Person) -> Group:
    return phone.add_group("Angkatan I", [siti, budi])


async def seen(bot: Bot) -> list[str | None]:
    updates = await bot.get_updates()
    return [update.message.text for update in updates if update.message and update.message.text]


async def test_the_bot_is_told_that_it_was_added(bot: Bot, group: Group, siti: Person) -> None:
    added, told = await bot.get_updates()
    assert added.my_chat_member is not None
    assert added.my_chat_member.chat.id == group.id < -(2**32)
    assert added.my_chat_member.new_chat_member.status == "member"
    assert added.my_chat_member.from_user.id == siti.id
    assert told.message is not None
    assert [user.id for user in told.message.new_chat_members] == [bot.id]


async def test_privacy_lets_through_only_what_is_meant_for_the_bot(
    bot: Bot, group: Group, siti: Person
) -> None:
    await bot.send_message(group.id, "Halo semua")
    siti.write("selamat pagi", group)
    siti.write("/menu", group)
    siti.write("/menu@other_bot", group)
    siti.write("/menu@penggerak_bot", group)
    siti.write("halo @penggerak_bot", group)
    siti.write("ya", group, reply_to=group.messages[1])
    assert await seen(bot) == ["/menu", "/menu@penggerak_bot", "halo @penggerak_bot", "ya"]


async def test_a_bot_without_privacy_reads_all() -> None:
    phone = Phone(reads_groups=True)
    siti = phone.add_person("Siti Aminah")
    siti.write("selamat pagi", phone.add_group("Angkatan I", [siti]))
    assert [update.payload.get("text") for update in phone.pending][-1] == "selamat pagi"


async def test_a_button_in_a_group_can_be_tapped_by_anybody(bot: Bot, group: Group, budi: Person) -> None:
    button = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Ikut", callback_data="join"))
    await bot.send_message(group.id, "Siapa ikut?", reply_markup=button)
    budi.tap("Ikut", group.messages[-1])
    update: Update = (await bot.get_updates())[-1]
    assert update.callback_query is not None
    assert update.callback_query.from_user.id == budi.id


async def test_a_bot_that_was_thrown_out_may_not_write(bot: Bot, group: Group, siti: Person) -> None:
    group.remove_bot(siti.account)
    removed = (await bot.get_updates())[-1].my_chat_member
    assert removed is not None
    assert removed.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "a")


async def test_a_bot_can_leave(bot: Bot, group: Group, siti: Person) -> None:
    assert await bot.get_chat_member_count(group.id) == 3
    assert (await bot.get_chat_member(group.id, siti.id)).status == "member"
    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "a")
    siti.write("/menu", group)
    assert await seen(bot) == []


async def test_a_chat_can_be_looked_at(bot: Bot, group: Group, siti: Person) -> None:
    siti.write("halo")
    assert (await bot.get_chat(group.id)).title == "Angkatan I"
    private = await bot.get_chat(siti.id)
    assert (private.type, private.full_name) == ("private", "Siti Aminah")


async def test_nobody_writes_where_they_are_not(phone: Phone, group: Group) -> None:
    with pytest.raises(CannotDo, match="is not in Angkatan I"):
        phone.add_person("Wayan").write("halo", group)
