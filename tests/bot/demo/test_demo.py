"""The demo as a newcomer meets it: people are there, one joins and answers, the clock moves, it can be gone on with."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.demo.demo import Demo, running
from bot.demo.greeting import farewell, greeting
from bot.demo.home import Home, NotADemo, home
from bot.phone.messages import Message
from bot.phone.people import Person
from bot.sample.cast import called
from models.database import connect
from models.migrations.steps import upgrade
from models.programmes import add_batch

SITI = "Siti Nur'aeni Rahmawulan"
READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")


async def seen(demo: Demo, person: Person, text: str) -> Message:
    """Wait until a message from the bot says this."""

    def said() -> Message | None:
        return next((m for m in reversed(person.messages) if m.from_bot and text in m.text), None)

    found = await demo.phone.until(said, within=30)
    assert found
    return found


async def joined(demo: Demo, name: str) -> Person:
    """Somebody opens their invitation and agrees."""
    person = demo.people[name]
    person.open(next(each.link for each in demo.phone.invitations if each.name == name))
    await seen(demo, person, "Apakah Anda setuju?")
    person.tap("Saya setuju")
    await seen(demo, person, "Selamat datang")
    return person


async def test_somebody_joins_and_answers_the_first_question(new: Home) -> None:
    async with running(new, 0) as demo:
        siti = await joined(demo, SITI)
        await seen(demo, siti, "Apa yang ingin Anda lakukan?")
        siti.tap("📝 Kesiapan Agen Perubahan")
        await seen(demo, siti, "36 pertanyaan")
        siti.tap("Mulai")
        await seen(demo, siti, "Sudah berapa tahun")
        siti.write("12")
        await seen(demo, siti, "2 dari 36")


async def test_there_is_life_before_the_visitor_comes(new: Home) -> None:
    async with running(new, 0) as demo:
        await demo.life
        await seen(demo, demo.people["Wagiminto"], "sudah diterima")
        await seen(demo, demo.people["Partogi Hasiholan Nainggolan"], "12 dari 36")
        assert demo.people["Endang Puspitarini"].conversation.chat.started
        waiting = {invitation.name for invitation in demo.phone.invitations}
        assert len(waiting) == 7
        assert waiting.isdisjoint({"Wagiminto", "Dewi", "Endang Puspitarini"})


async def test_the_next_assessment_opens_when_the_clock_is_moved(new: Home) -> None:
    async with running(new, 0) as demo:
        await demo.life
        await demo.phone.move_clock(timedelta(days=2))
        await seen(demo, demo.people["Wagiminto"], "Sembilan Kompetensi ASN")


async def test_a_contact_that_the_roster_knows_opens_the_door_and_a_stranger_s_does_not(new: Home) -> None:
    async with running(new, 0) as demo:
        yohana = demo.people["Yohana Sere Tnunay"]
        grace = next(p for p in demo.phone.people.values() if p.name == "Grace Wijaya")
        for guest in (yohana, grace):
            guest.write("/start")
            await guest.answer()
            guest.send_contact()
        await seen(demo, yohana, "Apakah Anda setuju?")
        assert "roster" in (await grace.answer()).text


async def test_a_folder_is_gone_on_with(tmp_path: Path) -> None:
    with home(tmp_path) as place:
        async with running(place, 0) as demo:
            siti = await joined(demo, SITI)
            await demo.life
            await demo.phone.move_clock(timedelta(days=2))
            await seen(demo, siti, "Sembilan Kompetensi ASN")
            then = demo.phone.clock.now()
            assert "to go on with it, start with the same --data" in str(greeting(demo, place, 0, kept=True))
    with home(tmp_path) as place:
        assert place.clock.now() > then - timedelta(minutes=1)
        async with running(place, 0) as demo:
            siti = demo.people[SITI]
            siti.write("/menu")
            assert "Apa yang ingin Anda lakukan?" in (await siti.answer(30)).text
            dewi = demo.people["Dewi"]
            dewi.write("/asesmen")
            await dewi.answer(30)
            assert SITI not in {invitation.name for invitation in demo.phone.invitations}
            assert "the bot knows everybody" in str(greeting(demo, place, 0, kept=True))
            assert str(tmp_path) in str(farewell(place, kept=True))


async def test_a_port_that_is_taken_is_left_to_whoever_has_it(new: Home) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        async with running(new, taken) as demo:
            assert demo.address.port > taken
            assert f"Port {taken} is taken" in str(greeting(demo, new, taken, kept=False))


def test_a_programme_that_is_not_the_sample_is_left_alone(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'penggerak.db'}")
    upgrade(engine)
    with Session(engine) as session, session.begin():
        add_batch(session, "A-1", "Angkatan I", "Pelayanan", "Kota Maju")
    engine.dispose()
    with pytest.raises(NotADemo, match="has another programme in it"), home(tmp_path):
        pass


def test_without_a_folder_nothing_is_left_behind() -> None:
    with home(None) as place:
        folder = place.folder
        assert (folder / "penggerak.db").exists()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hj. Siti Nur'aeni Rahmawulan, S.K.M., M.Kes.", SITI),
        ("Ir. H. Bachtiar Tanuwirya, M.T.", "Bachtiar Tanuwirya"),
        ("dr. Fransiska Xaveria Oei, M.P.H.", "Fransiska Xaveria Oei"),
        ("Dewi", "Dewi"),
    ],
)
def test_on_their_phones_people_go_without_titles(name: str, short: str) -> None:
    assert called(name) == short


async def test_the_command_runs_until_it_is_stopped(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "demo",
        "--port",
        "0",
        "--data",
        str(tmp_path),
        "--no-browser",
    ]
    environment = {**os.environ, "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert process.stdout
    assert process.stderr
    async with asyncio.timeout(60):
        while not READY.search(line := (await process.stdout.readline()).decode()):
            assert line, (await process.stderr.read()).decode()
        process.send_signal(signal.SIGINT)
        said, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    assert errors.decode() == ""
    assert "Whom you could be first" in said.decode()
    assert "Cut Meurah Nurlaila: QW-6 is validated" in said.decode()
    assert f"The demo has ended. It is kept in {tmp_path}." in said.decode()
