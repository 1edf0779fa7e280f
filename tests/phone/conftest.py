"""A phone that is served, a real python-telegram-bot that talks to it, and a real Chromium."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright, expect
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve
from tests.phone.screen import Screen


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


CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium; where it is missing the test fails."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "these tests need Chromium: apt-get install chromium"
    expect.set_options(timeout=15_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        await browser.close()


@pytest.fixture
async def screen(chromium: Browser, address: Address) -> AsyncIterator[Screen]:
    """The page on a wide screen; a test in which the browser complains fails."""
    page = await chromium.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    screen = Screen(page, address)
    yield screen
    await page.close()
    assert screen.complaints == []
