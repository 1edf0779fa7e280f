"""The bot introduces itself in Indonesian and English, and only when there is news."""

import pytest

from bot.channels.channel import Unavailable
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.commands import Presentation, present
from bot.phone.faults import Fault
from bot.phone.people import Person
from bot.phone.phone import Phone

INDONESIAN = Presentation(
    [("menu", "Lihat pilihan"), ("bantuan", "Minta bantuan")], "Teman agen perubahan", "Selamat datang!"
)
ENGLISH = Presentation([("menu", "See what there is")], "A change agent’s companion", "Welcome!")
BOTH = {"id": INDONESIAN, "en": ENGLISH}


def changes(phone: Phone) -> list[str]:
    return [call.method for call in phone.calls if call.method.startswith("set")]


def menu(person: Person) -> list[tuple[str, str]]:
    return [(command["command"], command["description"]) for command in person.commands]


async def test_everybody_sees_a_menu_in_their_language(channel: TelegramChannel, phone: Phone) -> None:
    siti = phone.add_person("Siti Aminah", language_code="id")
    grace = phone.add_person("Grace Lee", language_code="en")
    yuki = phone.add_person("Yuki Sato", language_code="ja")
    await present(channel, BOTH)
    assert menu(siti) == menu(yuki) == INDONESIAN.commands
    assert menu(grace) == ENGLISH.commands


async def test_the_descriptions_follow_the_language(channel: TelegramChannel) -> None:
    await present(channel, BOTH)
    for language, presentation in {"": INDONESIAN, **BOTH}.items():
        about = await channel.api.get_my_short_description(language_code=language)
        greeting = await channel.api.get_my_description(language_code=language)
        assert (about.short_description, greeting.description) == (presentation.about, presentation.greeting)


async def test_what_telegram_knows_is_not_told_again(channel: TelegramChannel, phone: Phone) -> None:
    await present(channel, BOTH)
    phone.calls.clear()
    await present(channel, BOTH)
    assert changes(phone) == []


async def test_only_what_is_new_is_told(channel: TelegramChannel, phone: Phone) -> None:
    await present(channel, BOTH)
    phone.calls.clear()
    await present(channel, {"id": INDONESIAN, "en": Presentation(ENGLISH.commands, ENGLISH.about, "Hello!")})
    assert changes(phone) == ["setMyDescription"]


async def test_trouble_is_told_as_the_shell_knows_it(channel: TelegramChannel, phone: Phone) -> None:
    phone.faults.next(Fault.ERROR_500)
    with pytest.raises(Unavailable):
        await present(channel, BOTH)
