"""A phone that is served, and a channel that really talks to it."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.channels.telegram.channel import TelegramChannel
from bot.config import Telegram
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve


@pytest.fixture
def phone() -> Phone:
    return Phone(token="7200000001:AAfor-tests_only")


@pytest.fixture
def siti(phone: Phone) -> Person:
    return phone.add_person("Siti Aminah", phone_number="+62 812 0000 0001")


@pytest.fixture
async def address(phone: Phone) -> AsyncIterator[Address]:
    async with serve(phone) as address:
        yield address


@pytest.fixture
def settings(phone: Phone, address: Address) -> Telegram:
    return Telegram(
        token=SecretStr(phone.token), base_url=address.base_url, base_file_url=address.base_file_url
    )


@pytest.fixture
async def channel(settings: Telegram) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel.create(settings)
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
def said() -> Iterator[list[Any]]:
    """What is logged by us."""
    with capture_logs() as said:
        yield said
