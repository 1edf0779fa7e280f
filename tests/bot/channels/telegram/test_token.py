"""The token stays where it is: not in a log, not in an exception, not in what is shown of an object."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from bot.channels.channel import DeliveryFailed, Unavailable
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.polling import poll
from bot.channels.telegram.request import HIDDEN
from bot.config import Telegram
from bot.messages import Message
from bot.phone.faults import Fault
from bot.phone.phone import Phone

SECRET = "AAfor-tests_only"


def told(error: BaseException | None) -> Iterator[str]:
    """All that an exception and those behind it can be made to say."""
    while error is not None:
        yield str(error)
        yield repr(error)
        yield repr(error.args)
        yield repr(vars(error))
        yield "".join(traceback.format_exception(error))
        error = error.__cause__ or error.__context__


def logged(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """All records of our side; the phone, which is Telegram's, runs in the same process."""
    for record in caplog.records:
        if not record.name.startswith("uvicorn"):
            yield record.getMessage() + str(vars(record))


async def failures(channel: TelegramChannel, phone: Phone, faults: Sequence[Fault]) -> AsyncIterator[str]:
    """What the channel says of itself, and of a call that fails in each of these ways, or all by itself."""
    call = channel.compose(4711, Message("Halo"))
    for fault in faults:
        phone.faults.next(fault, 2)
        try:
            await channel.open()
            await channel.deliver(call)
        except Exception as error:
            for said in told(error):
                yield said
        phone.faults.clear()
    with pytest.raises(DeliveryFailed) as caught:
        await channel.deliver(call)
    for said in (*told(caught.value), repr(channel), repr(vars(channel)), repr(channel.api), str(vars(call))):
        yield said
    await channel.close()


@pytest.mark.parametrize(
    "base_url",
    [
        "http://127.0.0.1:1/bot",
        "http://no-such-host.invalid/bot",
        "ftp://127.0.0.1/bot",
        "https://127.0.0.1:1/bot",
    ],
)
async def test_no_failure_on_the_way_tells_the_token(
    settings: Telegram, phone: Phone, caplog: pytest.LogCaptureFixture, said: list[Any], base_url: str
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = TelegramChannel.create(settings.model_copy(update={"base_url": base_url}))
    seen = [text async for text in failures(channel, phone, [Fault.DROP])]
    everything = "\n".join([*seen, *logged(caplog), str(said)])
    assert SECRET not in everything
    assert HIDDEN in everything  # so an address was there to be seen


@pytest.mark.parametrize("patience", [0.1, 20.0])
async def test_no_failure_of_telegram_tells_the_token(
    settings: Telegram, phone: Phone, caplog: pytest.LogCaptureFixture, said: list[Any], patience: float
) -> None:
    caplog.set_level(logging.DEBUG)
    faults = [fault for fault in Fault if patience < 1 or fault is not Fault.TIME_OUT]
    channel = TelegramChannel.create(settings, patience=patience)
    seen = [text async for text in failures(channel, phone, faults)]
    everything = "\n".join([*seen, *logged(caplog), str(said)])
    assert SECRET not in everything
    assert HIDDEN in everything


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[str]:
    """Something that listens and answers whatever it is asked with these bytes; its `base_url`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"


@pytest.mark.parametrize(
    "answer",
    [
        b"this is not HTTP\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 15\r\n\r\n<h1>Proxy</h1>\n",
        b'HTTP/1.1 429 Slow\r\nContent-Length: 26\r\n\r\n{"description":"Slow down"}',
    ],
)
async def test_an_odd_answer_is_trouble_and_tells_no_token(
    settings: Telegram, caplog: pytest.LogCaptureFixture, answer: bytes
) -> None:
    caplog.set_level(logging.DEBUG)
    async with answering(answer) as base_url:
        channel = TelegramChannel.create(settings.model_copy(update={"base_url": base_url}))
        with pytest.raises(Unavailable) as caught:
            await channel.open()
        await channel.close()
    assert SECRET not in "\n".join([*told(caught.value), *logged(caplog)])


async def test_polling_does_not_tell_the_token(
    settings: Telegram, phone: Phone, caplog: pytest.LogCaptureFixture, said: list[Any]
) -> None:
    class Enough(BaseException):
        """Ends the polling."""

    async def pause(_seconds: float) -> None:
        if len(said) > 3:
            raise Enough

    async def receive(_updates: object) -> None:
        raise OSError

    caplog.set_level(logging.DEBUG)
    phone.add_person("Siti").write("halo")
    channel = TelegramChannel.create(settings)
    await channel.open()
    phone.faults.next(Fault.DROP, method="getUpdates")
    phone.faults.next(Fault.ERROR_502, method="getUpdates")
    with pytest.raises(Enough) as caught:
        await poll(channel, receive, pause=pause)
    await channel.close()
    seen = [*told(caught.value), str(said), *logged(caplog)]
    for line in said:
        seen += told(line.get("exc_info"))
    assert SECRET not in "\n".join(seen)


async def test_a_token_that_is_refused_is_not_told(settings: Telegram) -> None:
    wrong = settings.model_copy(update={"token": SecretStr("7200000001:AAsomething_else")})
    channel = TelegramChannel.create(wrong)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which it is, test_delivery tells
        await channel.open()
    await channel.close()
    assert "AAsomething_else" not in "\n".join(told(caught.value))
