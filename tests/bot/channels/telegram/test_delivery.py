"""Messages on their way: what arrives, and what every kind of failure is called."""

import pytest
from pydantic import SecretStr
from telegram.error import NetworkError

from bot.channels.channel import (
    Call,
    DeliveryFailed,
    NotShown,
    NotThere,
    Refused,
    Throttled,
    Unavailable,
    Unreachable,
)
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.errors import TokenRefused, delivery_failure
from bot.channels.telegram.understanding import Me
from bot.config import ConfigError, Telegram
from bot.markup import bold
from bot.messages import Acknowledgement, Attachment, Button, Message
from bot.phone.faults import Fault
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.pictures import sample_picture

KEYBOARD = [[Button("Setuju", "yes"), Button("Nanti", "later")]]


async def say(channel: TelegramChannel, person: Person, message: Message) -> int | None:
    return await channel.deliver(channel.compose(person.id, message))


async def failure(channel: TelegramChannel, call: Call) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        await channel.deliver(call)
    return caught.value


@pytest.fixture
def siti(siti: Person) -> Person:
    siti.write("/start")
    return siti


async def test_an_opened_channel_knows_its_name(channel: TelegramChannel) -> None:
    assert channel.me == Me(7_200_000_001, "penggerak_bot")
    assert channel.invitation_link("T0KEN") == "https://t.me/penggerak_bot?start=T0KEN"


def test_before_it_is_opened_there_is_no_invitation() -> None:
    channel = TelegramChannel.create(Telegram(token=SecretStr("7200000001:AAfor-tests_only")))
    assert channel.me.id == 7_200_000_001
    with pytest.raises(RuntimeError, match="not been opened"):
        channel.invitation_link("T0KEN")


def test_without_a_token_there_is_no_channel() -> None:
    with pytest.raises(ConfigError):
        TelegramChannel.create(Telegram())


async def test_a_message_arrives_as_it_was_meant(channel: TelegramChannel, siti: Person) -> None:
    number = await say(channel, siti, Message(f"Halo {bold('Siti & Co <b>')}", buttons=KEYBOARD))
    shown = await siti.answer()
    assert (shown.id, shown.text) == (number, "Halo Siti & Co <b>")
    assert [entity["type"] for entity in shown.entities] == ["bold"]
    assert [[button.text for button in row] for row in shown.buttons] == [["Setuju", "Nanti"]]


async def test_a_message_is_changed_in_place_and_loses_its_buttons(
    channel: TelegramChannel, siti: Person
) -> None:
    number = await say(channel, siti, Message("1 dari 2", buttons=KEYBOARD))
    assert await say(channel, siti, Message("2 dari 2", replaces=number)) == number
    shown = siti.messages[-1]
    assert (shown.id, shown.text, shown.buttons) == (number, "2 dari 2", [])


async def test_a_change_that_changes_nothing_is_done(channel: TelegramChannel, siti: Person) -> None:
    number = await say(channel, siti, Message("1 dari 2"))
    assert await say(channel, siti, Message("1 dari 2", replaces=number)) == number


async def test_a_file_that_was_sent_is_fetched(channel: TelegramChannel, siti: Person) -> None:
    siti.send_document("daftar.csv", b"nama\nPosyandu Keliling\n")
    sent = siti.messages[-1].content["document"]["file_id"]
    assert await channel.fetch(sent) == b"nama\nPosyandu Keliling\n"


async def test_a_file_that_nobody_sent_is_refused(channel: TelegramChannel) -> None:
    with pytest.raises(Refused):
        await channel.fetch("BQACAgUAAx")


async def test_a_message_that_is_gone_cannot_be_changed_but_sent_anew(
    channel: TelegramChannel, siti: Person
) -> None:
    call = channel.compose(siti.id, Message("2 dari 2", replaces=4711))
    assert isinstance(await failure(channel, call), NotThere)
    assert await channel.deliver(channel.anew(call)) == siti.messages[-1].id


async def test_what_somebody_else_wrote_or_a_file_cannot_be_changed(
    channel: TelegramChannel, siti: Person
) -> None:
    theirs = siti.write("halo").id
    file = await say(channel, siti, Message("", attachment=Attachment("a.pdf", b"%PDF")))
    key = await say(channel, siti, Message("Kontak?", contact_button="Bagikan"))
    for number in (theirs, file, key):
        call = channel.compose(siti.id, Message("Lain", replaces=number))
        assert isinstance(await failure(channel, call), NotThere)


async def test_a_file_arrives_with_its_name_and_buttons(channel: TelegramChannel, siti: Person) -> None:
    file = Attachment("hasil “asesmen” Siti.xlsx", b"PK\x03\x04")
    await say(channel, siti, Message(bold("Hasil"), attachment=file, buttons=KEYBOARD))
    shown = await siti.answer()
    assert (shown.text, shown.content["document"]["file_name"]) == ("Hasil", file.name)
    assert shown.file is not None
    assert siti._world.files.data(shown.file) == file.content
    assert shown.buttons[0][0].text == "Setuju"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (Attachment("grafik.png", sample_picture(640, 400)), "photo"),
        (Attachment("sambutan.mp3", b"ID3" + bytes(64)), "audio"),
        (Attachment("keliling.mp4", b"\0\0\0\x18ftypisom" + bytes(64)), "video"),
    ],
)
async def test_what_a_phone_can_show_is_shown(
    channel: TelegramChannel, siti: Person, file: Attachment, kind: str
) -> None:
    await say(channel, siti, Message(bold("Pekan ini"), attachment=file, buttons=KEYBOARD))
    shown = await siti.answer()
    assert (shown.text, kind in shown.content) == ("Pekan ini", True)
    assert shown.file is not None
    assert siti._world.files.data(shown.file) == file.content
    assert shown.buttons[0][0].text == "Setuju"


async def test_a_picture_that_telegram_does_not_take_for_one_is_sent_as_a_file(
    channel: TelegramChannel, siti: Person
) -> None:
    broken = Call("sendPhoto", {"chat_id": siti.id, "caption": "Grafik"}, Attachment("grafik.png", b"PNG?"))
    assert isinstance(await failure(channel, broken), NotShown)
    await channel.deliver(channel.anew(broken))
    assert siti.messages[-1].content["document"]["file_name"] == "grafik.png"


async def test_a_large_file_arrives_whole(channel: TelegramChannel, siti: Person) -> None:
    file = Attachment("laporan.pdf", bytes(range(256)) * 12_000)
    await say(channel, siti, Message("", attachment=file))
    shown = await siti.answer()
    assert shown.file is not None
    assert siti._world.files.data(shown.file) == file.content


def test_a_file_that_telegram_finds_too_large_is_not_sent_again() -> None:
    assert isinstance(delivery_failure(NetworkError("Request Entity Too Large")), Refused)


async def test_the_key_for_the_contact_comes_and_goes(channel: TelegramChannel, siti: Person) -> None:
    await say(channel, siti, Message("Bagikan kontak", contact_button="Bagikan kontak saya"))
    assert siti.keyboard is not None
    assert siti.keyboard.rows[0][0].shares_contact
    await say(channel, siti, Message("Terima kasih", closes_keyboard=True))
    assert siti.keyboard is None


async def test_a_tap_is_answered_once_and_a_second_answer_matters_to_nobody(
    channel: TelegramChannel, siti: Person, phone: Phone
) -> None:
    await say(channel, siti, Message("Mulai?", buttons=KEYBOARD))
    siti.tap("Setuju")
    tap = channel.understand(phone.pending[-1].as_json(), phone.clock.now())
    assert tap.data == "yes"
    call = channel.acknowledge(Acknowledgement(str(tap.tap_id), "Tersimpan"))
    assert await channel.deliver(call) is None
    assert await channel.deliver(call) is None
    assert [toast.text for toast in siti.toasts] == ["Tersimpan"]


async def test_too_many_messages(channel: TelegramChannel, siti: Person, phone: Phone) -> None:
    phone.faults.next(Fault.TOO_MANY, retry_after=17)
    throttled = await failure(channel, channel.compose(siti.id, Message("Halo")))
    assert isinstance(throttled, Throttled)
    assert throttled.seconds == 17


async def test_somebody_who_shut_the_bot_out(channel: TelegramChannel, siti: Person) -> None:
    siti.block()
    call = channel.compose(siti.id, Message("Halo"))
    assert isinstance(await failure(channel, call), Unreachable)
    siti.unblock()
    assert await channel.deliver(call) == siti.messages[-1].id


async def test_nobody_there(channel: TelegramChannel) -> None:
    assert isinstance(await failure(channel, channel.compose(4711, Message("Halo"))), Unreachable)


async def test_what_telegram_will_never_take(channel: TelegramChannel, siti: Person) -> None:
    empty = channel.compose(siti.id, Message(""))
    assert isinstance(await failure(channel, empty), Refused)
    broken = Call("sendMessage", {"chat_id": siti.id, "text": "\ud83d"})
    assert isinstance(await failure(channel, broken), Refused)


@pytest.mark.parametrize("fault", [Fault.ERROR_500, Fault.ERROR_502, Fault.DROP])
async def test_telegram_in_trouble(
    channel: TelegramChannel, siti: Person, phone: Phone, fault: Fault
) -> None:
    phone.faults.next(fault)
    call = channel.compose(siti.id, Message("Halo"))
    assert isinstance(await failure(channel, call), Unavailable)
    assert await channel.deliver(call) == siti.messages[-1].id


async def test_a_page_from_a_proxy_is_not_telegrams_word(
    channel: TelegramChannel, siti: Person, phone: Phone
) -> None:
    phone.faults.next(Fault.ERROR_502)
    trouble = await failure(channel, channel.compose(siti.id, Message("Halo")))
    assert "not one of the Bot API" in str(trouble)


async def test_an_answer_that_never_comes(siti: Person, phone: Phone, settings: Telegram) -> None:
    channel = TelegramChannel.create(settings, patience=0.1)
    phone.faults.next(Fault.TIME_OUT, 2)
    with pytest.raises(Unavailable, match="in time"):
        await channel.open()
    call = channel.compose(siti.id, Message("Halo"))
    assert isinstance(await failure(channel, call), Unavailable)
    await channel.close()


async def test_nobody_listens(siti: Person, phone: Phone, settings: Telegram) -> None:
    elsewhere = settings.model_copy(update={"base_url": "http://127.0.0.1:1/bot"})
    channel = TelegramChannel.create(elsewhere)
    with pytest.raises(Unavailable):
        await channel.open()
    await channel.close()


async def test_a_token_that_telegram_does_not_know(settings: Telegram, siti: Person) -> None:
    wrong = settings.model_copy(update={"token": SecretStr("7200000001:AAanother")})
    channel = TelegramChannel.create(wrong)
    with pytest.raises(TokenRefused):
        await channel.open()
    assert isinstance(await failure(channel, channel.compose(siti.id, Message("Halo"))), Unavailable)
    await channel.close()


async def test_opened_and_closed_twice(settings: Telegram) -> None:
    channel = TelegramChannel.create(settings)
    for _ in range(2):
        await channel.open()
        await channel.open()
        await channel.close()
        await channel.close()
