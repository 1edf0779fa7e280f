"""What Telegram refuses, the phone refuses, in the same words."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.request import HTTPXRequest

from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address

SAME = (
    "Message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
Doing = Callable[[Bot, int], Awaitable[Any]]


def under(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


@pytest.mark.parametrize(
    ("doing", "why"),
    [
        (lambda bot, siti: bot.send_message(siti, ""), "Message text is empty"),
        (lambda bot, siti: bot.send_message(siti, " \n "), "Text must be non-empty"),
        (lambda bot, siti: bot.send_message(siti, "a" * 4097), "Message is too long"),
        (
            lambda bot, siti: bot.send_message(siti, "a <x>", parse_mode="HTML"),
            'Can\'t parse entities: unsupported start tag "x" at byte offset 2',
        ),
        (lambda bot, siti: bot.send_message(siti, "*a*", parse_mode="MarkdownV2"), "Unsupported parse_mode"),
        (lambda bot, siti: bot.send_message(siti + 1, "a"), "Chat not found"),
        (
            lambda bot, siti: bot.send_message(siti, "a", reply_to_message_id=99),
            "Message to be replied not found",
        ),
        (
            lambda bot, siti: bot.send_message(
                siti, "a", reply_markup=under(InlineKeyboardButton("a", callback_data="x" * 65))
            ),
            "Button_data_invalid",
        ),
        (
            lambda bot, siti: bot.send_message(siti, "a", reply_markup=under(InlineKeyboardButton("a"))),
            "Can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
        ),
        (
            lambda bot, siti: bot.send_message(
                siti, "a", reply_markup=under(*[InlineKeyboardButton("a", callback_data="x")] * 101)
            ),
            "Reply_markup_too_long",
        ),
        (
            lambda bot, siti: bot.send_message(
                siti, "a", reply_markup=under(InlineKeyboardButton("a", url="ftp://x"))
            ),
            "Inline keyboard button url 'ftp://x' is invalid: unsupported url protocol",
        ),
        (
            lambda bot, siti: bot.send_message(siti, "a", message_thread_id=3),
            'The phone does not serve parameter "message_thread_id"',
        ),
        (lambda bot, siti: bot.send_photo(siti, b"no picture"), "Image_process_failed"),
        (lambda bot, siti: bot.send_document(siti, b"x", caption="a" * 1025), "Message caption is too long"),
        (
            lambda bot, siti: bot.send_document(siti, "no-such-file"),
            "Wrong file identifier/http url specified",
        ),
        (
            lambda bot, siti: bot.send_document(siti, "https://example.org/x.pdf"),
            "Failed to get http url content",
        ),
        (lambda bot, siti: bot.send_location(siti, 91, 0), "Wrong latitude or longitude specified"),
        (lambda bot, siti: bot.send_chat_action(siti, "dancing"), "Wrong parameter action in request"),
        (lambda bot, siti: bot.edit_message_text("a", siti, 99), "Message to edit not found"),
        (lambda bot, siti: bot.edit_message_text("a", siti, 1), "Message can't be edited"),
        (lambda bot, siti: bot.delete_message(siti, 99), "Message to delete not found"),
        (lambda bot, siti: bot.forward_message(siti, siti, 99), "Message to forward not found"),
        (lambda bot, siti: bot.copy_message(siti, siti, 99), "Message to copy not found"),
        (lambda bot, siti: bot.set_message_reaction(siti, 99, "👍"), "Message to react not found"),
        (
            lambda bot, siti: bot.answer_callback_query("77"),
            "Query is too old and response timeout expired or query id is invalid",
        ),
        (
            lambda bot, siti: bot.get_file("no-such-file"),
            "Wrong file_id or the file is temporarily unavailable",
        ),
        (lambda bot, siti: bot.get_chat_member(siti, 1), "Participant_id_invalid"),
        (lambda bot, siti: bot.set_my_commands([("Besar", "x")]), "Bot_command_invalid"),
        (
            lambda bot, siti: bot.set_webhook("http://example.org"),
            "Bad webhook: an https url must be provided for webhook",
        ),
        (
            lambda bot, siti: bot.set_webhook("https://example.org:99"),
            "Bad webhook: webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            lambda bot, siti: bot.set_webhook("https://example.org", secret_token="ä"),
            "Secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_request(bot: Bot, siti: Person, doing: Doing, why: str) -> None:
    siti.write("halo")
    with pytest.raises(BadRequest) as refused:
        await doing(bot, siti.id)
    assert refused.value.message.lower() == why.lower()
    assert len(siti.messages) == 1


async def test_the_same_text_again_is_no_edit(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    sent = await bot.send_message(
        siti.id, "Halo", reply_markup=under(InlineKeyboardButton("a", callback_data="1"))
    )
    with pytest.raises(BadRequest, match=f"^{SAME}$"):
        await bot.edit_message_text("Halo", siti.id, sent.message_id, reply_markup=sent.reply_markup)
    await bot.edit_message_reply_markup(siti.id, sent.message_id)
    with pytest.raises(BadRequest, match=f"^{SAME}$"):
        await bot.edit_message_reply_markup(siti.id, sent.message_id)
    assert not siti.messages[-1].edited


async def test_a_text_has_no_caption_and_a_picture_no_text(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    text = await bot.send_message(siti.id, "Halo")
    file = await bot.send_document(siti.id, b"x", caption="lama", filename="a.txt")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(siti.id, text.message_id, caption="baru")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("baru", siti.id, file.message_id)
    await bot.edit_message_caption(siti.id, file.message_id, caption="baru")
    assert siti.messages[-1].text == "baru"


async def test_a_tap_is_answered_once(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    await bot.send_message(siti.id, "?", reply_markup=under(InlineKeyboardButton("Ya", callback_data="y")))
    siti.tap("Ya")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query.id, "a" * 201)
    await bot.answer_callback_query(query.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)


async def test_somebody_who_has_blocked_the_bot_hears_nothing(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    siti.block()
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.send_message(siti.id, "a")
    blocked = (await bot.get_updates())[-1].my_chat_member
    assert blocked is not None
    assert (blocked.old_chat_member.status, blocked.new_chat_member.status) == ("member", "kicked")
    siti.unblock()
    await bot.send_message(siti.id, "a")
    unblocked = (await bot.get_updates())[-1].my_chat_member
    assert unblocked is not None
    assert unblocked.new_chat_member.status == "member"


async def test_a_bot_cannot_write_first(bot: Bot, phone: Phone, siti: Person, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(siti.id, "a")
    phone.add_group("Angkatan I", [siti, budi])
    with pytest.raises(Forbidden, match=r"^Forbidden: bot can't initiate conversation with a user$"):
        await bot.send_message(siti.id, "a")


async def test_somebody_whose_account_is_gone(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    siti.account.deactivated = True
    with pytest.raises(Forbidden, match=r"^Forbidden: user is deactivated$"):
        await bot.send_message(siti.id, "a")


async def test_a_message_of_three_days_ago_cannot_be_deleted(bot: Bot, phone: Phone, siti: Person) -> None:
    message = siti.write("halo")
    await phone.move_clock(timedelta(hours=49))
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(siti.id, message.id)


async def test_a_wrong_token_is_unauthorized(address: Address) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=address.base_url, request=HTTPXRequest()):
            pass


async def test_unknown_methods_and_parameters(bot: Bot, siti: Person) -> None:
    siti.write("halo")
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.send_dice(siti.id)
    with pytest.raises(BadRequest, match='Unknown parameter "colour"'):
        await bot.send_message(siti.id, "a", api_kwargs={"colour": "red"})


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "chat_id is empty"),
        ({"chat_id": "x"}, 'parameter "chat_id" must be of type Integer'),
        ({"chat_id": 1}, "message text is empty"),
        (
            {"chat_id": 1, "text": "a", "protect_content": "perhaps"},
            'parameter "protect_content" must be of type Boolean',
        ),
        ({"chat_id": 1, "text": "a", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"chat_id": 1, "text": "a", "entities": {}}, 'parameter "entities" must be of type Array'),
        ({"chat_id": 1, "text": 3}, 'parameter "text" must be of type String'),
        ({"chat_id": "@nobody", "text": "a"}, "chat not found"),
    ],
)
async def test_types_are_checked(phone: Phone, address: Address, said: dict[str, Any], why: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address.base_url}{phone.token}/sendMessage", json=said) as answer,
    ):
        assert answer.status == 400
        assert await answer.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_every_way_of_calling_is_understood(
    phone: Phone, address: Address, siti: Person, way: str
) -> None:
    siti.write("halo")
    url = f"{address.base_url}{phone.token}/sendMessage"
    said = {"chat_id": str(siti.id), "text": "Apa & siapa?"}
    async with aiohttp.ClientSession() as session:
        calls = {
            "query": lambda: session.get(url, params=said),
            "form": lambda: session.post(url, data=said),
            "json": lambda: session.post(url, json=said),
            "multipart": lambda: session.post(url, data=aiohttp.FormData(said, default_to_multipart=True)),
        }
        async with calls[way]() as answer:
            assert answer.status == 200
    assert siti.messages[-1].text == "Apa & siapa?"
