"""The phone's page in a real Chromium."""

import io
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import segno
from playwright.async_api import Browser, expect
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.phone.faults import Fault
from bot.phone.people import Person
from bot.phone.phone import Invitation, Phone
from bot.phone.pictures import sample_picture
from bot.phone.server import serve
from tests.phone.screen import Screen


@pytest.fixture
def started(siti: Person, budi: Person) -> Person:
    siti.write("halo")
    return siti


async def test_what_is_written_reaches_the_bot_and_the_answer_comes_by_itself(
    screen: Screen, bot: Bot, phone: Phone, started: Person, budi: Person
) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    await screen.write("Selamat pagi")
    await expect(screen.bubble("Selamat pagi")).to_have_class("message mine follows")
    assert phone.pending[-1].payload["text"] == "Selamat pagi"
    sent = await bot.send_message(started.id, "Halo, <b>Siti</b>!", parse_mode="HTML")
    await expect(screen.bubble("Halo, Siti!").locator("strong")).to_have_text("Siti")
    await bot.edit_message_text("Sampai <i>jumpa</i>", started.id, sent.message_id, parse_mode="HTML")
    await expect(screen.bubble("Sampai jumpa")).to_contain_text("diubah")
    await bot.delete_message(started.id, sent.message_id)
    await expect(screen.bubble("Sampai jumpa")).to_have_count(0)
    budi.write("hello")
    await bot.send_message(budi.id, "Hello, Budi")
    other = screen.page.locator(".person", has_text="Budi")
    await expect(other.locator(".badge")).to_have_text("1")
    await expect(other.locator(".line")).to_have_text("Hello, Budi")
    await screen.open("Budi Santoso")
    await expect(other.locator(".badge")).to_have_count(0)


async def test_the_first_word_is_start(screen: Screen, bot: Bot, phone: Phone, siti: Person) -> None:
    await bot.set_my_description("Penggerak menemani Anda.")
    await screen.load()
    await screen.open("Siti Aminah")
    await expect(screen.page.locator(".welcome")).to_contain_text("Penggerak menemani Anda.")
    await screen.button("Mulai").click()
    await expect(screen.bubble("/start")).to_be_visible()
    await expect(screen.page.locator("#composer-text")).to_be_visible()


async def test_somebody_invited_opens_their_own_invitation(
    screen: Screen, phone: Phone, siti: Person
) -> None:
    phone.invitations = [Invitation("Siti Aminah", phone.link("SITI1"))]
    await screen.load()
    await screen.open("Siti Aminah")
    await screen.button("Buka undangan saya").click()
    await expect(screen.bubble("/start SITI1")).to_be_visible()


async def test_buttons_under_a_message_are_tapped(
    screen: Screen, bot: Bot, phone: Phone, started: Person
) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    rows = [
        [InlineKeyboardButton("Setuju", callback_data="y"), InlineKeyboardButton("Tidak", callback_data="n")]
    ]
    await bot.send_message(started.id, "Setuju?", reply_markup=InlineKeyboardMarkup(rows))
    await screen.button("Setuju").dblclick()
    await phone.until(lambda: len(phone.pending) == 3)
    taps = [update.payload for update in phone.pending[1:]]
    assert [tap["data"] for tap in taps] == ["y", "y"]
    await bot.answer_callback_query(taps[0]["id"], "Tersimpan")
    await expect(screen.page.locator(".toast")).to_have_text("Tersimpan")
    await expect(screen.page.locator(".key.busy")).to_have_count(0)
    await bot.answer_callback_query(taps[1]["id"], "Sudah dijawab", show_alert=True)
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Sudah dijawab")
    await screen.button("Baik").click()
    await expect(screen.page.get_by_role("dialog")).to_have_count(0)


async def test_a_keyboard_takes_the_place_of_the_keys(
    screen: Screen, bot: Bot, phone: Phone, started: Person
) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    share = KeyboardButton("Bagikan kontak", request_contact=True)
    rows: list[list[str | KeyboardButton]] = [["Senin", "Selasa"], [share]]
    await bot.send_message(started.id, "Hari apa?", reply_markup=ReplyKeyboardMarkup(rows))
    await screen.button("Selasa").click()
    await expect(screen.page.locator(".mine", has_text="Selasa")).to_be_visible()
    await screen.button("Bagikan kontak").click()
    await expect(screen.bubble("+6281200000001")).to_be_visible()
    assert phone.pending[-1].payload["contact"]["user_id"] == started.id
    await screen.button("Papan tombol").click()
    await expect(screen.button("Selasa")).to_have_count(0)


async def test_commands_are_listed_in_the_persons_language(
    screen: Screen, bot: Bot, started: Person, budi: Person
) -> None:
    await bot.set_my_commands([BotCommand("bantuan", "Apa yang bisa saya lakukan")])
    await bot.set_my_commands([BotCommand("help", "What I can do")], language_code="en")
    budi.write("hello")
    await screen.load()
    await screen.open("Budi Santoso")
    await screen.button("Perintah").click()
    await expect(screen.page.get_by_role("menuitem")).to_have_text(["/helpWhat I can do"])
    await screen.page.keyboard.press("Escape")
    await screen.open("Siti Aminah")
    await screen.page.locator("#composer-text").press("/")
    await screen.page.get_by_role("menuitem", name="/bantuan").click()
    await expect(screen.page.locator(".mine", has_text="/bantuan")).to_be_visible()


async def test_pictures_and_files_are_sent(screen: Screen, phone: Phone, started: Person) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    for choice, name, kind, data in (
        ("Foto", "rapat.png", "image/png", sample_picture()),
        ("Berkas", "nilai.csv", "text/csv", b"a;b"),
    ):
        async with screen.page.expect_file_chooser() as choosing:
            await screen.button("Lampirkan").click()
            await screen.page.get_by_role("menuitem", name=choice, exact=True).click()
        await (await choosing.value).set_files({"name": name, "mimeType": kind, "buffer": data})
        await screen.page.get_by_label("Keterangan").fill(f"Ini {choice}")
        await screen.page.get_by_role("dialog").get_by_role("button", name="Kirim").click()
        await expect(screen.bubble(f"Ini {choice}")).to_be_visible()
    photo, document = (update.payload for update in phone.pending[-2:])
    assert (photo["photo"][-1]["width"], photo["caption"]) == (320, "Ini Foto")
    assert document["document"]["file_name"] == "nilai.csv"
    loaded = "image => image.complete && image.naturalWidth"
    assert await screen.page.locator("img.photo").evaluate(loaded) == 320


async def test_replies_edits_and_copies(screen: Screen, bot: Bot, phone: Phone, started: Person) -> None:
    await bot.send_message(started.id, "Berapa hari?")
    await screen.load()
    await screen.open("Siti Aminah")
    await screen.bubble("Berapa hari?").hover()
    await screen.bubble("Berapa hari?").get_by_role("button", name="Pilihan pesan").click()
    await screen.page.get_by_role("menuitem", name="Balas").click()
    await screen.write("tiga")
    await expect(screen.bubble("tiga").locator(".quote")).to_contain_text("Berapa hari?")
    assert phone.pending[-1].payload["reply_to_message"]["text"] == "Berapa hari?"
    await screen.page.locator("#composer-text").press("ArrowUp")
    await screen.write("empat")
    await expect(screen.page.locator(".mine", has_text="empat")).to_contain_text("diubah")
    assert phone.pending[-1].kind == "edited_message"


async def test_stickers_places_and_voices(screen: Screen, phone: Phone, started: Person) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    for choice in ("Kontak saya", "Lokasi", "Pesan suara", "Stiker"):
        await screen.button("Lampirkan").click()
        await screen.page.get_by_role("menuitem", name=choice).click()
    await screen.button("🎉").click()
    await expect(screen.page.locator(".sticker")).to_have_text("🎉")
    kinds = [
        set(update.payload) & {"contact", "location", "voice", "sticker"} for update in phone.pending[1:]
    ]
    assert sorted(kind.pop() for kind in kinds) == ["contact", "location", "sticker", "voice"]


async def test_the_bot_is_blocked_and_unblocked(screen: Screen, phone: Phone, started: Person) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    await screen.button("Pilihan percakapan").click()
    await screen.page.get_by_role("menuitem", name="Blokir bot").click()
    await expect(screen.page.locator(".blocked")).to_have_text("Anda memblokir bot ini.")
    assert started.has_blocked
    await screen.button("Buka blokir").click()
    await expect(screen.page.locator("#composer-text")).to_be_visible()
    assert [update.kind for update in phone.pending[1:]] == ["my_chat_member", "my_chat_member"]


async def test_an_invitation_is_opened_by_link_or_from_the_list(
    screen: Screen, phone: Phone, siti: Person, budi: Person
) -> None:
    phone.invitations = [Invitation("Budi Santoso", phone.link("BUDI1"))]
    await screen.load()
    await screen.button("Buka undangan").click()
    link = screen.page.get_by_label("Tautan undangan")
    await link.fill("https://example.org/?start=x")
    await screen.button("Buka").click()
    await expect(screen.page.locator(".wrong")).to_have_text("Tautan itu tidak menuju bot ini.")
    await screen.button("Tampilkan kode QR").click()
    code = screen.page.get_by_role("img", name="Kode QR untuk Budi Santoso")
    await expect(code).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await screen.page.locator(".pick").click()
    await expect(screen.page.get_by_label("Buka sebagai")).to_have_value(str(budi.id))
    await screen.button("Buka").click()
    await expect(screen.page.locator("#chat-name")).to_have_text("Budi Santoso")
    await expect(screen.bubble("/start BUDI1")).to_be_visible()


async def test_an_invitation_is_opened_from_a_picture_of_its_code(
    screen: Screen, phone: Phone, siti: Person
) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    drawn = io.BytesIO()
    segno.make(phone.link("GAMBAR-1")).save(drawn, kind="png", scale=5)
    for picture, found in ((sample_picture(), ""), (drawn.getvalue(), phone.link("GAMBAR-1"))):
        if not await screen.page.get_by_role("dialog").count():
            await screen.button("Buka undangan").click()
        async with screen.page.expect_file_chooser() as choosing:
            await screen.page.locator(".drop").click()
        await (await choosing.value).set_files(
            {"name": "kode.png", "mimeType": "image/png", "buffer": picture}
        )
        if not found:
            await expect(screen.page.locator(".wrong")).to_contain_text("Tidak ada kode QR")
        else:
            await expect(screen.page.get_by_label("Tautan undangan")).to_have_value(found)
    await screen.button("Buka").click()
    await expect(screen.bubble("/start GAMBAR-1")).to_be_visible()
    assert phone.pending[-1].payload["from"]["id"] == siti.id


async def test_a_link_to_the_bot_opens_as_this_person(
    screen: Screen, bot: Bot, phone: Phone, started: Person
) -> None:
    link = phone.link("LANJUT")
    button = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Lanjut", url=link))
    await bot.send_message(
        started.id, f'Buka <a href="{link}">ini</a>', parse_mode="HTML", reply_markup=button
    )
    await screen.load()
    await screen.open("Siti Aminah")
    await screen.page.get_by_role("link", name="ini", exact=True).click()
    await expect(screen.bubble("/start LANJUT")).to_have_count(1)
    await screen.button("Lanjut").click()
    await expect(screen.bubble("/start LANJUT")).to_have_count(2)


async def test_nothing_that_is_written_runs(screen: Screen, bot: Bot, started: Person) -> None:
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    started.write(nasty)
    started.send_document("<b>x</b>.txt", b"x", nasty)
    await bot.send_message(started.id, '<a href="javascript:alert(3)">x</a>', parse_mode="HTML")
    await screen.load()
    await screen.open("Siti Aminah")
    await expect(screen.page.locator(".text", has_text=nasty)).to_have_count(2)
    assert await screen.page.locator("#log img, #log script, #log a[href^='javascript']").count() == 0


async def test_groups_are_written_in_as_somebody(
    screen: Screen, phone: Phone, siti: Person, budi: Person
) -> None:
    group = phone.add_group("Angkatan I", [siti, budi])
    await screen.load()
    await screen.open("Angkatan I")
    await expect(screen.page.locator(".service")).to_have_text("Siti Aminah menambahkan Penggerak Kota Maju")
    await screen.page.get_by_label("Tulis sebagai").select_option("Budi Santoso")
    await screen.write("/menu")
    await expect(screen.page.locator(".mine", has_text="/menu")).to_be_visible()
    assert group.messages[-1].sender is budi.account


async def test_the_clock_is_moved(screen: Screen, phone: Phone, started: Person) -> None:
    heard: list[datetime] = []

    async def hear(now: datetime) -> None:
        heard.append(now)

    phone.on_clock_moved = hear
    before = phone.clock.now()
    await screen.load()
    shown = await screen.page.locator("#now").inner_text()
    await screen.page.locator("#open-panel").click()
    await screen.button("1 minggu").click()
    await expect(screen.page.locator("#now")).not_to_have_text(shown)
    assert timedelta(days=7) <= heard[0] - before < timedelta(days=7, minutes=5)
    await screen.page.keyboard.press("Escape")
    await screen.open("Siti Aminah")
    await screen.write("seminggu kemudian")
    await expect(screen.page.locator(".day")).to_have_count(2)


async def test_faults_are_set(screen: Screen, phone: Phone, siti: Person) -> None:
    await screen.load()
    await screen.button("Waktu dan gangguan").first.click()
    await screen.page.get_by_label("Batas kirim Telegram").check()
    await screen.page.get_by_label("Gangguan pada panggilan berikutnya").select_option("Galat 502")
    await screen.page.get_by_label("Kali").fill("3")
    await screen.button("Pasang").click()
    await expect(screen.page.locator(".plans li")).to_have_text(["Galat 502 × 3"])
    assert phone.faults.throttle is not None
    assert (phone.faults.plans[0].fault, phone.faults.plans[0].times) == (Fault.ERROR_502, 3)
    await screen.button("Bersihkan semua gangguan").click()
    await expect(screen.page.locator(".plans li")).to_have_count(0)
    assert phone.faults.throttle is None


async def test_many_people_are_searched(screen: Screen, phone: Phone, started: Person) -> None:
    for number in range(300):
        phone.add_person(f"Peserta {number}")
    await screen.load()
    await expect(screen.page.locator(".person")).to_have_count(301 + 1)
    await screen.page.get_by_label("Cari orang").fill("peserta 29")
    await expect(screen.page.locator(".person")).to_have_count(11)
    await screen.page.get_by_label("Cari orang").fill("tidak ada")
    await expect(screen.page.locator(".none")).to_have_text("Tidak ada yang cocok")


async def test_everything_is_reached_by_keyboard(
    screen: Screen, bot: Bot, phone: Phone, started: Person
) -> None:
    button = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Setuju", callback_data="y"))
    await bot.send_message(started.id, "Setuju?", reply_markup=button)
    await screen.load()
    await screen.page.get_by_label("Cari orang").focus()
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("ArrowUp")
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#composer-text")).to_be_focused()
    for _ in range(8):
        await screen.page.keyboard.press("Shift+Tab")
        if await screen.button("Setuju").evaluate("key => key === document.activeElement"):
            break
    outline = "key => getComputedStyle(key).outlineStyle"
    assert await screen.button("Setuju").evaluate(outline) == "solid"
    await screen.page.keyboard.press("Enter")
    await phone.until(lambda: phone.pending[-1].kind == "callback_query")


async def test_two_languages_and_two_themes(screen: Screen, started: Person) -> None:
    await screen.load()
    await screen.open("Siti Aminah")
    await screen.page.locator("#language").click()
    await expect(screen.page.locator("#composer-text")).to_have_attribute("placeholder", "Write a message")
    assert await screen.page.locator("html").get_attribute("lang") == "en"
    ground = "() => getComputedStyle(document.querySelector('.list')).backgroundColor"
    light = await screen.page.evaluate(ground)
    await screen.page.locator("#theme").click()
    dark = await screen.page.evaluate(ground)
    assert light != dark
    await screen.page.reload()
    await expect(screen.page.locator("#composer-text")).to_have_attribute("placeholder", "Write a message")
    assert await screen.page.evaluate(ground) == dark


@pytest.fixture
async def narrow(screen: Screen) -> AsyncIterator[Screen]:
    await screen.page.set_viewport_size({"width": 360, "height": 700})
    yield screen
    assert await screen.page.evaluate("document.documentElement.scrollWidth") == 360


async def test_a_narrow_screen_shows_one_thing_at_a_time(narrow: Screen, bot: Bot, started: Person) -> None:
    row = [InlineKeyboardButton(str(number), callback_data=f"{number}") for number in range(8)]
    long = "Pertanggungjawabannya" * 8
    await bot.send_message(started.id, long, reply_markup=InlineKeyboardMarkup([row]))
    await narrow.load()
    await expect(narrow.page.locator("#people")).to_be_visible()
    await narrow.open("Siti Aminah")
    await expect(narrow.page.locator("#people")).to_be_hidden()
    await expect(narrow.bubble(long)).to_be_in_viewport()
    assert await narrow.page.locator("#messages").evaluate("box => box.scrollWidth - box.clientWidth") == 0
    await narrow.page.get_by_role("link", name="Kembali ke daftar").click()
    await expect(narrow.page.locator("#people")).to_be_visible()
    await expect(narrow.page.locator("#conversation")).to_be_hidden()


async def test_the_page_comes_back_when_the_phone_does(
    chromium: Browser, phone: Phone, started: Person
) -> None:
    page = await chromium.new_page()
    async with serve(phone) as address:
        await page.goto(address.page)
        await page.wait_for_selector("html[data-live]")
        port = address.port
    await expect(page.locator(".toast", has_text="terputus")).to_be_visible()
    started.write("sementara itu")
    async with serve(phone, port=port):
        await expect(page.locator(".person", has_text="sementara itu")).to_be_visible(timeout=15_000)
