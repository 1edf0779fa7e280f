"""A bot presents itself: commands by scope and language, names, descriptions."""

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, MenuButtonCommands

from bot.phone.people import Person


async def test_people_see_the_commands_in_their_language(bot: Bot, siti: Person, budi: Person) -> None:
    await bot.set_my_commands([BotCommand("bantuan", "Bantuan")])
    await bot.set_my_commands([BotCommand("bantuan", "Help")], language_code="en")
    assert siti.commands == [{"command": "bantuan", "description": "Bantuan"}]
    assert budi.commands == [{"command": "bantuan", "description": "Help"}]
    await bot.set_my_commands([("menu", "Menu")], scope=BotCommandScopeAllPrivateChats())
    assert budi.commands == [{"command": "menu", "description": "Menu"}]
    await bot.set_my_commands([("rapor", "Rapor")], scope=BotCommandScopeChat(siti.id))
    assert siti.commands == [{"command": "rapor", "description": "Rapor"}]
    await bot.delete_my_commands(scope=BotCommandScopeChat(siti.id))
    assert siti.commands == [{"command": "menu", "description": "Menu"}]
    assert await bot.get_my_commands(language_code="en") == (BotCommand("bantuan", "Help"),)
    assert await bot.get_my_commands(language_code="fr") == ()


async def test_names_and_descriptions_have_languages(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Penggerak Kota Maju"
    await bot.set_my_name("Penggerak")
    await bot.set_my_description("Halo")
    await bot.set_my_description("Hello", language_code="en")
    await bot.set_my_short_description("Hai")
    assert (await bot.get_my_name(language_code="en")).name == "Penggerak"
    assert (await bot.get_my_description(language_code="en")).description == "Hello"
    assert (await bot.get_my_description(language_code="id")).description == "Halo"
    assert (await bot.get_my_short_description()).short_description == "Hai"


async def test_the_menu_button_is_kept(bot: Bot, siti: Person) -> None:
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button(siti.id) == MenuButtonCommands()
