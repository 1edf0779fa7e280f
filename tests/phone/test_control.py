"""The phone from another process: everything a load rig or the page asks for over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.clock import StoppedClock
from bot.phone.days import span_until
from bot.phone.people import Person
from bot.phone.phone import Invitation, Phone
from bot.phone.pictures import sample_picture
from bot.phone.server import Address, serve


class Control:
    def __init__(self, session: aiohttp.ClientSession, page: str) -> None:
        self.session = session
        self.page = page

    async def get(self, path: str, status: int = 200) -> Any:
        async with self.session.get(f"{self.page}phone/{path}") as answer:
            assert answer.status == status
            return await answer.json()

    async def post(self, path: str, said: dict[str, Any], status: int = 200, **more: Any) -> Any:
        async with self.session.post(f"{self.page}phone/{path}", json=said, **more) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()


@pytest.fixture
async def control(address: Address) -> AsyncIterator[Control]:
    async with aiohttp.ClientSession() as session:
        yield Control(session, address.page)


async def test_somebody_new_writes_and_is_answered(bot: Bot, control: Control) -> None:
    number = (await control.post("people", {"name": "Wayan Sudarma", "language_code": "en"}))["id"]
    wrote = await control.post(f"people/{number}/write", {"text": "halo"})
    assert wrote["message"]["text"] == "halo"
    await bot.send_message(number, "Halo, Wayan")
    said = await control.get(f"chats/{number}?since={wrote['message']['version']}")
    assert [message["text"] for message in said["messages"]] == ["Halo, Wayan"]
    assert said["chat"]["unread"] == 1
    assert (await control.get(f"chats/{number}?since={said['version']}"))["messages"] == []
    await control.post(f"people/{number}/look", {})
    assert (await control.get(f"chats/{number}"))["chat"]["unread"] == 0


async def test_a_chat_can_be_read_from_its_end(control: Control, siti: Person) -> None:
    for number in range(5):
        siti.write(str(number))
    said = await control.get(f"chats/{siti.id}?limit=2")
    assert ([message["text"] for message in said["messages"]], said["earlier"]) == (["3", "4"], True)
    said = await control.get(f"chats/{siti.id}?before=4&limit=10")
    assert ([message["text"] for message in said["messages"]], said["earlier"]) == (["0", "1", "2"], False)


async def test_buttons_are_tapped_by_text_or_by_place(
    bot: Bot, phone: Phone, control: Control, siti: Person
) -> None:
    siti.write("halo")
    row = [InlineKeyboardButton("Ya", callback_data="y"), InlineKeyboardButton("Tidak", callback_data="n")]
    sent = await bot.send_message(siti.id, "Setuju?", reply_markup=InlineKeyboardMarkup([row]))
    await control.post(f"people/{siti.id}/tap", {"button": "Ya"})
    await control.post(f"people/{siti.id}/tap", {"message": sent.message_id, "row": 0, "column": 1})
    assert [update.payload["data"] for update in phone.pending[-2:]] == ["y", "n"]
    gone = await control.post(
        f"people/{siti.id}/tap", {"message": sent.message_id, "row": 3, "column": 1}, 400
    )
    assert gone == {"error": "there is no such button any more"}


async def test_everything_else_a_person_does(
    bot: Bot, phone: Phone, control: Control, siti: Person, budi: Person
) -> None:
    at = f"people/{siti.id}"
    await control.post(f"{at}/open", {"link": phone.link("T0KEN")})
    first = siti.messages[0]
    await control.post(f"{at}/edit", {"message": first.id, "text": "diubah"})
    await control.post(f"{at}/write", {"text": "jawab", "reply_to": first.id})
    await control.post(f"{at}/contact", {})
    await control.post(f"{at}/contact", {"of": budi.id})
    await control.post(f"{at}/location", {"latitude": -6.2, "longitude": 106.8})
    await control.post(f"{at}/sticker", {"emoji": "🎉"})
    await control.post(f"{at}/voice", {"seconds": 2})
    form = aiohttp.FormData({"as": "photo", "caption": "Rapat", "reply_to": str(first.id)})
    form.add_field("file", sample_picture(), filename="rapat.png", content_type="image/png")
    async with control.session.post(f"{control.page}phone/{at}/file", data=form) as answer:
        picture = (await answer.json())["message"]
    form = aiohttp.FormData({"as": "document"})
    form.add_field("file", b"a;b", filename="nilai.csv", content_type="text/csv")
    async with control.session.post(f"{control.page}phone/{at}/file", data=form) as answer:
        assert (await answer.json())["message"]["file"]["name"] == "nilai.csv"
    async with control.session.get(f"{control.page}{picture['file']['url'][1:]}") as answer:
        assert answer.content_type == "image/png"
        assert await answer.read() == sample_picture()
    await control.post(f"{at}/block", {})
    blocked = await control.post(f"{at}/write", {"text": "halo"}, 400)
    assert blocked == {"error": "Siti Aminah has blocked the bot"}
    await control.post(f"{at}/unblock", {})
    assert len(siti.messages) == 9
    assert len(await bot.get_updates()) == 12


async def test_groups_are_written_in_by_their_people(control: Control, phone: Phone, siti: Person) -> None:
    group = phone.add_group("Angkatan I", [siti])
    await control.post(f"people/{siti.id}/write", {"text": "halo", "group": group.id})
    said = await control.get(f"chats/{group.id}")
    assert said["messages"][-1]["text"] == "halo"
    assert said["chat"]["members"] == [{"id": siti.id, "name": "Siti Aminah"}]


@pytest.mark.parametrize(
    ("path", "said", "status", "error"),
    [
        ("people/1/write", {"text": "a"}, 404, "there is no such person, or nothing of that name to do"),
        ("people/SITI/dance", {}, 404, "there is no such person, or nothing of that name to do"),
        ("people/SITI/write", {}, 400, "not understood: 'text'"),
        ("people/SITI/write", {"text": " "}, 400, "an empty text cannot be sent"),
        ("people/SITI/write", {"text": "a", "reply_to": 9}, 400, "there is no message 9"),
        ("people/SITI/write", {"text": "a", "group": -9}, 400, "there is no group -9"),
        (
            "people/SITI/open",
            {"link": "https://example.org"},
            400,
            "https://example.org does not lead to @penggerak_bot",
        ),
        ("people/SITI/tap", {"button": "Ya"}, 400, "no button 'Ya' in the chat of Siti Aminah"),
        ("faults", {"next": {"fault": "flood"}}, 400, "not understood: 'flood' is not a valid Fault"),
        ("clock", {"to": "yesterday"}, 400, "not understood: the clock cannot be moved to 'yesterday'"),
    ],
)
async def test_what_cannot_be_done_is_said(
    control: Control, siti: Person, path: str, said: dict[str, Any], status: int, error: str
) -> None:
    assert await control.post(path.replace("SITI", str(siti.id)), said, status) == {"error": error}


async def test_another_sites_page_may_not_act(control: Control, siti: Person) -> None:
    path, said = f"people/{siti.id}/write", {"text": "a"}
    await control.post(path, said, 403, headers={"Origin": "https://example.org"})
    await control.post(path, said, 200, headers={"Origin": control.page.rstrip("/")})
    assert len(siti.messages) == 1


async def test_faults_are_set_from_outside(control: Control, phone: Phone) -> None:
    said = {"delay_ms": 20, "throttle": True, "next": {"fault": "drop", "times": 2, "method": "sendMessage"}}
    await control.post("faults", said)
    await control.post("faults", {"random": {"fault": "error_502", "probability": 0.1, "seed": 4}})
    assert (phone.faults.delay, phone.faults.throttle is not None) == (0.02, True)
    assert (await control.get("state"))["faults"]["plans"] == [
        {"fault": "drop", "method": "sendMessage", "times": 2, "probability": 1.0},
        {"fault": "error_502", "method": "", "times": None, "probability": 0.1},
    ]
    assert (await control.post("faults", {"clear": True}))["plans"] == []


async def test_the_clock_moves_and_whoever_asked_is_told() -> None:
    told: list[datetime] = []

    async def hear(now: datetime) -> None:
        told.append(now)

    start = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    phone = Phone(clock=StoppedClock(start), on_clock_moved=hear)
    async with serve(phone) as address, aiohttp.ClientSession() as session:
        control = Control(session, address.page)
        await control.post("clock", {"seconds": 3600})
        await control.post("clock", {"to": "evening"})
        await control.post("clock", {"to": "tomorrow"})
    assert [when.strftime("%d %H.%M") for when in told] == ["23 04.00", "23 12.00", "24 01.00"]


def test_after_seven_this_evening_is_tomorrows() -> None:
    late = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    assert span_until("evening", late, "Asia/Jakarta") == timedelta(hours=23, minutes=30)
    assert span_until("tomorrow", late, "Asia/Jakarta") == timedelta(hours=12, minutes=30)


async def test_an_invitation_has_a_code(control: Control, phone: Phone) -> None:
    phone.invitations.append(Invitation("Siti Aminah", phone.link("T0KEN")))
    assert (await control.get("state"))["invitations"] == [
        {"name": "Siti Aminah", "link": "https://t.me/penggerak_bot?start=T0KEN"}
    ]
    async with control.session.get(f"{control.page}phone/invitations/0.svg") as answer:
        assert answer.content_type == "image/svg+xml"
        assert (await answer.read()).startswith(b"<?xml")
    await control.get("invitations/1.svg", 404)


async def test_unknown_places(control: Control) -> None:
    assert await control.get("chats/1", 404) == {"error": "there is no chat 1"}
    assert await control.get("files/photos/none.png", 404) == {"error": "there is no such file"}


async def test_a_file_that_could_run_is_only_downloaded(control: Control, siti: Person) -> None:
    file = siti.send_document("x.html", b"<script>alert(1)</script>", mime_type="text/html").file
    assert file is not None
    async with control.session.get(f"{control.page}phone/files/{file.path}") as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.content_type == "application/octet-stream"
