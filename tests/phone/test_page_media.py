"""What the bot sends besides words, on the phone's page."""

from playwright.async_api import expect
from telegram import Bot, InputFile

from bot.phone.people import Person
from bot.phone.pictures import sample_picture
from tests.phone.screen import Screen


async def test_pictures_sounds_and_films_of_the_bot_are_shown(screen: Screen, bot: Bot, siti: Person) -> None:
    siti.write("halo")
    await bot.send_photo(siti.id, sample_picture(640, 400), caption="Grafik pekan ini")
    await bot.send_audio(siti.id, InputFile(b"ID3" + bytes(64), "sambutan.mp3"))
    await bot.send_video(siti.id, InputFile(b"\0\0\0\x18ftypisom" + bytes(64), "keliling.mp4"))
    await screen.load()
    await screen.open("Siti Aminah")
    picture = screen.page.get_by_role("img", name="Grafik pekan ini")
    await expect(picture).to_have_js_property("naturalWidth", 640)
    await expect(screen.page.get_by_label("sambutan.mp3")).to_have_js_property("controls", True)
    await expect(screen.page.get_by_label("keliling.mp4")).to_have_js_property("controls", True)
