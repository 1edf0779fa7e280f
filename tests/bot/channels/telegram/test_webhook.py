"""The webhook under a real server: 200 only for what has been kept, and nothing for strangers."""

from collections.abc import AsyncIterator, Sequence
from io import BytesIO
from typing import Any

import aiohttp
import orjson
import pytest
from starlette.applications import Starlette

from bot.channels.channel import NotKept, Update
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import LARGEST_BODY, set_webhook, webhook_route
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.serving import serving

SECRET = "rahasia_kota-maju"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Keeper:
    """Keeps what it is given, unless it has been told to fail so many times."""

    def __init__(self) -> None:
        self.kept: list[Update] = []
        self.failures = 0
        self.failure: Exception = OSError("the code is broken")

    async def __call__(self, updates: Sequence[Update]) -> None:
        if self.failures:
            self.failures -= 1
            raise self.failure
        self.kept += updates


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
async def url(keeper: Keeper) -> AsyncIterator[str]:
    app = Starlette(routes=[webhook_route("/telegram", SECRET, keeper)])
    async with serving(app, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}/telegram"


async def post(url: str, body: bytes, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


UPDATE = orjson.dumps({"update_id": 7, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}}})


async def test_telegram_posts_and_nothing_is_left_waiting(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, url: str
) -> None:
    siti.write("sebelum")
    await set_webhook(channel, url, SECRET, connections=12)
    siti.write("sesudah")
    await phone.until(lambda: not phone.pending)
    assert [update.payload["message"]["text"] for update in keeper.kept] == ["sebelum", "sesudah"]
    info = await channel.api.get_webhook_info()
    assert info.max_connections == 12
    assert set(info.allowed_updates) == {"message", "edited_message", "callback_query", "my_chat_member"}


async def test_what_could_not_be_kept_comes_again(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, url: str, said: list[Any]
) -> None:
    keeper.failures = 2
    await set_webhook(channel, url, SECRET)
    siti.write("jangan hilang")
    await phone.until(lambda: not phone.pending)
    assert [update.address for update in keeper.kept] == [siti.id]
    assert phone.world.webhook.last_error is not None
    assert "503" in phone.world.webhook.last_error[1]
    assert len(said) == 2


async def test_while_the_database_is_away_telegram_is_asked_to_come_again_soon(
    url: str, keeper: Keeper, said: list[Any]
) -> None:
    keeper.failures, keeper.failure = 1, NotKept("the disk is full")
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=UPDATE, headers={HEADER: SECRET}) as answer,
    ):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
    assert [(line["log_level"], line["why"]) for line in said] == [("warning", "the disk is full")]


async def test_many_at_once_are_all_kept(
    channel: TelegramChannel, phone: Phone, keeper: Keeper, url: str
) -> None:
    people = [phone.add_person(f"Peserta {number}") for number in range(25)]
    await set_webhook(channel, url, SECRET)
    for person in people:
        person.write("satu")
        person.write("dua")
    await phone.until(lambda: not phone.pending)
    for person in people:
        theirs = [u.payload["message"]["text"] for u in keeper.kept if u.address == person.id]
        assert theirs == ["satu", "dua"]


@pytest.mark.parametrize("secret", [None, "", "rahasia", SECRET + "x", "é"])
async def test_strangers_are_turned_away(url: str, keeper: Keeper, secret: str | None) -> None:
    assert await post(url, UPDATE, secret) == 403
    assert keeper.kept == []


async def test_who_knows_the_secret_is_let_in(url: str, keeper: Keeper) -> None:
    assert await post(url, UPDATE) == 200
    assert [(update.update_id, update.address) for update in keeper.kept] == [(7, 5)]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"update_id": "7"}', b"\xff"])
async def test_what_is_no_update_is_refused(url: str, keeper: Keeper, body: bytes) -> None:
    assert await post(url, body) == 400
    assert keeper.kept == []


@pytest.mark.parametrize("text", [rb'"\ud83d"', b"[" * 500 + b"]" * 500, b"1e999"])
async def test_what_is_an_update_is_kept_however_bent(url: str, keeper: Keeper, text: bytes) -> None:
    assert await post(url, b'{"update_id": 7, "message": {"chat": {"id": 5}, "text": %b}}' % text) == 200
    [update] = keeper.kept
    assert (update.update_id, update.address) == (7, 5)
    assert orjson.loads(orjson.dumps(update.payload)) == update.payload


async def test_a_body_without_end_is_not_read_to_its_end(url: str, keeper: Keeper) -> None:
    assert await post(url, UPDATE + b" " * (LARGEST_BODY - len(UPDATE))) == 200
    assert await post(url, UPDATE + b" " * LARGEST_BODY) == 413
    assert len(keeper.kept) == 1


async def test_only_posts_are_answered(url: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 405


def test_a_webhook_without_a_secret_is_not_built(keeper: Keeper) -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_route("/telegram", "", keeper)
