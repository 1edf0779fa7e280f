"""People who act by themselves: they carry on what others begin, and leave the visitor's phone alone."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from sqlmodel import Session, col, select

from bot.clock import StoppedClock
from bot.demo.demo import Demo, running
from bot.demo.doings import Doing, do
from bot.demo.everyday import Errand, Everyday
from bot.demo.home import Home, to_office_hours
from bot.phone.people import Person
from bot.phone.phone import Phone
from models.checkins.checkin import CheckIn
from tests.bot.demo.test_demo import seen

ANDI, CUT, FRANSISKA = "Andi Tenriawaru Mappasessu", "Cut Meurah Nurlaila", "Fransiska Xaveria Oei"
STAGE: Sequence[Doing] = (
    "Formulir siap di loket",
    "1 formulir",
    "besok",
    "2 minggu",
    "Kasi Pelayanan Umum",
    {"tap": "Lewati"},
    "tidak ada",
    "Foto loket dan rekap harian",
    {"tap": "Lewati"},
)
"""What is answered about a stage after its name."""


async def does(demo: Demo, person: Person, *doings: Doing) -> None:
    """Let a visitor do these things on somebody's phone, each when the one before has been answered."""
    demo.phone.used.add(person.id)
    for doing in doings:
        do(person, doing)
        await demo.phone.until(lambda: not demo.phone.pending, within=30)
        await demo.app.settled()


async def comes(demo: Demo, person: Person, text: str, step: timedelta = timedelta(hours=8)) -> None:
    """Move the clock, at most by nine steps, until the bot has told somebody this."""
    for _step in range(9):
        if any(text in message.text for message in person.messages):
            return
        await demo.phone.move_clock(step)
        await demo.app.settled()
    raise AssertionError(f"{person.name} has not heard: {text}")


async def opens(demo: Demo, person: Person, text: str, label: str) -> None:
    """Go where a message with this text leads: by its button, or first by its number where it came with others."""
    told = next(message for message in reversed(person.messages) if text in message.text)
    if numbered := re.search(rf"^(\d)\. [^\n]*{text}", told.text, re.MULTILINE):
        await does(demo, person, {"tap": f"Buka {numbered[1]}"})
    await does(demo, person, {"tap": label})


def handed_in(place: Home) -> set[tuple[int, date]]:
    """Which members have reported which weeks."""
    with Session(place.engine) as session:
        reported = select(CheckIn).where(col(CheckIn.handed_in_at).is_not(None))
        return {(one.member_id, one.week) for one in session.exec(reported)}


async def test_what_a_visitor_begins_goes_on_until_its_plan_is_approved(quiet: Home) -> None:
    async with running(quiet, 0) as demo:
        andi = demo.people[ANDI]
        await does(demo, andi, "/quickwin", {"tap": "QW-14"}, "kirim ke rekan peninjau")
        await does(demo, andi, {"tap": "Tidak satu pun"}, {"tap": "Kirim sekarang"})
        await seen(demo, andi, "QW-14 sedang menuju para peninjau")

        await comes(demo, andi, "QW-14: semua tinjauan sudah masuk.\n✅ Lolos tinjauan.")

        await does(demo, andi, "/rencana", {"tap": "Pendek"}, "Menyiapkan formulir", *STAGE)
        await does(demo, andi, {"tap": "Kirim untuk disetujui"}, {"tap": "Kirim"})
        await comes(demo, andi, "mengembalikan rencana QW-14 Anda")

        await opens(demo, andi, "mengembalikan rencana QW-14 Anda", "Buka rencana")
        await does(demo, andi, {"tap": "Tahap lain"}, "Melayani warga", *STAGE)
        await does(demo, andi, {"tap": "Kirim untuk disetujui"}, {"tap": "Kirim"})
        await comes(demo, andi, "menyetujui rencana QW-14 Anda")

        # and meanwhile, of themselves
        await seen(demo, demo.people["Wagiminto"], "QW-12: semua tinjauan sudah masuk.")
        await seen(demo, demo.people["I Gusti Ngurah Agung Wiryasuta"], "menyetujui rencana QW-5")
        await seen(demo, demo.people["Dewi"], "QW-18 selesai ditulis")


async def test_weeks_go_on_and_residents_report_them(quiet: Home) -> None:
    async with running(quiet, 0) as demo:
        before = handed_in(quiet)
        for _day in range(7):
            await demo.phone.move_clock(timedelta(days=1))
            await demo.app.settled()
        reports = handed_in(quiet)
        assert len(reports - before) >= 5


async def test_whoever_the_visitor_acts_for_does_nothing_by_themselves(quiet: Home) -> None:
    async with running(quiet, 0) as demo:
        fransiska, wagiminto = demo.people[FRANSISKA], demo.people["Wagiminto"]
        await comes(demo, fransiska, "Your review of QW-12 is still missing", timedelta(minutes=16))
        async with ClientSession() as browser:
            written_on = f"{demo.address.page}phone/people/{fransiska.id}/write"
            await browser.post(written_on, json={"text": "/menu"})
        await seen(demo, fransiska, "What would you like to do?")
        written = len(fransiska.messages)
        await demo.phone.move_clock(timedelta(hours=3))
        assert len(fransiska.messages) == written
        assert not any("semua tinjauan sudah masuk" in m.text for m in wagiminto.messages)


async def test_a_button_that_is_not_there_stops_nobody_else(clock: StoppedClock) -> None:
    phone = Phone(clock=clock)
    people = {name: phone.add_person(name) for name in ("Dewi", "Asep")}
    for person in people.values():
        person.conversation.chat.started = True

    async def settled() -> None:
        pass

    errands = [
        Errand("Dewi", timedelta(), ["pagi", {"tap": "Lanjutkan"}, "tidak sampai ke sini"]),
        Errand("Asep", timedelta(minutes=2), ["selamat pagi"]),
    ]
    everyday = Everyday(phone, people, errands, "Endang", settled)
    await everyday.live_through(timedelta(minutes=1))
    assert [m.text for m in people["Dewi"].messages] == ["pagi"]
    await everyday.live_through(timedelta(minutes=3))
    assert [m.text for m in people["Asep"].messages] == ["selamat pagi"]
    assert [m.text for m in people["Dewi"].messages] == ["pagi"]


async def test_on_the_phone_that_is_open_on_the_page_nothing_is_begun(clock: StoppedClock) -> None:
    phone = Phone(clock=clock)
    dewi = phone.add_person("Dewi")
    dewi.conversation.chat.started = True

    async def settled() -> None:
        pass

    everyday = Everyday(phone, {"Dewi": dewi}, [Errand("Dewi", timedelta(), ["pagi", "siang"])], "", settled)
    phone.watched = dewi.id
    await everyday.live_through(timedelta(hours=1))
    assert dewi.messages == []
    phone.watched = None
    await everyday.live_through(timedelta(hours=1))
    assert [m.text for m in dewi.messages] == ["pagi", "siang"]


async def test_under_each_name_stands_what_they_are_at(quiet: Home) -> None:
    async with running(quiet, 0) as demo:
        note = await demo.phone.until(lambda: demo.phone.notes.get(demo.people[CUT].id), within=30)
        assert note == {
            "id": "✅ QW-6 · tervalidasi, belum ada rencana",
            "en": "✅ QW-6 · validated, no plan yet",
        }
        assert "1 tinjauan menunggu" in demo.phone.notes[demo.people[FRANSISKA].id]["id"]
        assert demo.phone.notes[demo.people["Endang Puspitarini"].id]["id"] == "fasilitator · /angkatan"
        assert [lead.words["en"].partition(":")[0] for lead in demo.phone.leads] == [
            CUT,
            "Antonio D'Alva Sarmento",
            "Bagus Wicaksana Adhi",
            "Muhammad Ja'far Shiddiq",
        ]


def test_a_demo_begins_when_people_are_at_work(clock: StoppedClock) -> None:
    zone = ZoneInfo("Asia/Jakarta")
    at_nine = clock.now()
    assert to_office_hours(at_nine, zone) == timedelta()
    assert to_office_hours(at_nine + timedelta(hours=7), zone) == timedelta(hours=17)
    assert to_office_hours(at_nine - timedelta(hours=2), zone) == timedelta(hours=2)
