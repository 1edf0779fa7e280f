"""The pictures of the phone in docs/pictures/, taken anew from the demo: python -m tests.docs.take_pictures"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from typing import Literal

from playwright.async_api import async_playwright, expect

from bot.demo.demo import Demo, running
from bot.demo.home import home
from bot.phone.people import Person
from tests.phone.conftest import CHROMIUM_OPTIONS
from tests.phone.screen import Screen

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SHOWN = "Yosef Wamuar Kayai"
ANSWERS: Sequence[int | str] = (1, 1, 1, "tujuh", "7", 2, "1, 3", 4, 2)
"""A button of the newest message, by its place, or a text."""
THEMES: Sequence[Literal["light", "dark"]] = ("light", "dark")


async def take() -> None:
    """Let somebody join and answer, and take their phone in each theme."""
    with home(None) as place:
        async with running(place, 0) as demo, async_playwright() as playwright:
            await demo.life
            await answer(demo, demo.people[SHOWN])
            browser = await playwright.chromium.launch(
                executable_path=which("chromium"), args=CHROMIUM_OPTIONS
            )
            for theme in THEMES:
                page = await browser.new_page(
                    viewport={"width": 800, "height": 760}, color_scheme=theme, device_scale_factor=1.5
                )
                screen = Screen(page, demo.address)
                await screen.load()
                await screen.open(SHOWN)
                await expect(page.locator(".message").last).to_be_visible()
                await page.screenshot(path=PICTURES / f"phone-{theme}.png")
            await browser.close()


async def answer(demo: Demo, person: Person) -> None:
    """Open the invitation, and tap or write until the assessment is well under way."""
    person.open(next(each.link for each in demo.phone.invitations if each.name == person.name))
    await settled(demo)
    for doing in ANSWERS:
        if isinstance(doing, str):
            person.write(doing)
        else:
            message = next(m for m in reversed(person.messages) if m.buttons)
            person.tap([button for row in message.buttons for button in row][doing - 1], message)
        await settled(demo)


async def settled(demo: Demo) -> None:
    """Return when everything that was done has been answered."""
    await demo.phone.until(lambda: not demo.phone.pending)
    await demo.app.settled()


if __name__ == "__main__":
    asyncio.run(take())
