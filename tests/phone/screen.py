"""The phone's page, as somebody in front of it uses it."""

from playwright.async_api import Locator, Page, expect

from bot.phone.server import Address


class Screen:
    """The phone's page in a browser, and what a person does with it."""

    def __init__(self, page: Page, address: Address) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    async def load(self) -> None:
        await self.page.goto(self.address.page)
        await self.page.wait_for_selector("html[data-live]")

    async def open(self, name: str) -> None:
        await self.page.locator(".person", has_text=name).click()
        await expect(self.page.locator("#chat-name")).to_have_text(name)

    async def write(self, text: str) -> None:
        await self.page.locator("#composer-text").fill(text)
        await self.page.keyboard.press("Enter")

    def bubble(self, text: str) -> Locator:
        return self.page.locator(".message", has_text=text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)
