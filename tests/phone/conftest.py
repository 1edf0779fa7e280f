"""A phone that is served, a real python-telegram-bot that talks to it, and a real Chromium."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve


@pytest.fixture(autouse=True)
def spans_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def phone() -> Phone:
    return Phone(token="7200000001:for-tests-only", bot_name="Penggerak Kota Maju")


@pytest.fixture
async def address(phone: Phone) -> AsyncIterator[Address]:
    async with serve(phone) as address:
        yield address


@pytest.fixture
async def bot(phone: Phone, address: Address) -> AsyncIterator[Bot]:
    bot = Bot(
        phone.token,
        base_url=address.base_url,
        base_file_url=address.base_file_url,
        request=HTTPXRequest(read_timeout=20),
    )
    async with bot:
        yield bot


@pytest.fixture
def siti(phone: Phone) -> Person:
    return phone.add_person("Siti Aminah", phone_number="+62 812 0000 0001")


@pytest.fixture
def budi(phone: Phone) -> Person:
    return phone.add_person("Budi Santoso", language_code="en", phone_number="+62 812 0000 0002")
