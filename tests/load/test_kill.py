"""The bot is killed in the middle of a load: everything acknowledged is there, and everybody gets the next question."""

import random
import socket
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from bot.clock import Clock
from bot.phone.phone import Phone
from bot.phone.server import serve
from models.inbound import Inbound
from models.members import Member
from models.people import Person
from models.responses import Answer, Response
from tests.load.crowd import QUESTIONS, Answering, move_in
from tests.rig.bot_process import BotProcess, settings_for

PEOPLE = 75
WITHIN = 120.0  # seconds of real time, on a machine that may be busy


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_75_people_are_answering_when_the_bot_is_killed(database: Engine, mode: str) -> None:
    clock, phone = Clock(), Phone(clock=Clock())
    crowd = move_in(database, phone, clock, PEOPLE)
    moment = random.Random(7).randrange(PEOPLE * QUESTIONS // 4, PEOPLE * QUESTIONS * 3 // 4)
    async with serve(phone, port=0) as address:
        settings = settings_for(phone, address, database.url.render_as_string(hide_password=False))
        settings |= {"telegram": settings["telegram"] | receiving(mode)}
        bot = BotProcess(settings, clock.now())
        await bot.ready()
        for answering in crowd:
            answering.person.write("/asesmen")
            answering.person.write("mulai")

        await phone.until(lambda: all_act(crowd) and answers(crowd) >= moment, WITHIN)
        bot.kill()
        acknowledged = sent_so_far(phone) - {update.id for update in phone.pending}
        assert acknowledged <= kept(database)

        bot = BotProcess(settings, clock.now())
        await bot.ready()
        await phone.until(lambda: all_act(crowd) and all(a.thanked for a in crowd), WITHIN)
        await bot.settled(phone)
        bot.kill()

    assert stored(database) == {a.person.name: a.expected() for a in crowd}
    assert left_over(database) == 0


def receiving(mode: str) -> dict[str, Any]:
    if mode == "polling":
        return {"mode": "polling"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/telegram"
    return {"mode": "webhook", "webhook": {"url": url, "port": port, "secret_token": "rahasia-uji"}}


def all_act(crowd: list[Answering]) -> bool:
    for answering in crowd:
        answering.act()
    return True


def answers(crowd: list[Answering]) -> int:
    return sum(len(a.answered) for a in crowd)


def sent_so_far(phone: Phone) -> set[int]:
    return set(range(730_000_001, phone.world.updates.last_id + 1))


def kept(database: Engine) -> set[int]:
    with Session(database) as session:
        return set(session.exec(select(Inbound.update_id)))


def left_over(database: Engine) -> int:
    with Session(database) as session:
        return session.exec(select(func.count()).where(col(Inbound.done_at).is_(None))).one()


def stored(database: Engine) -> dict[str, dict[str, str]]:
    with Session(database) as session:
        rows = session.exec(
            select(Person.name, Answer.path, Answer.value)
            .join(Member, col(Member.person_id) == Person.id)
            .join(Response, col(Response.member_id) == Member.id)
            .join(Answer, col(Answer.response_id) == Response.id)
        ).all()
    found: dict[str, dict[str, str]] = {}
    for name, path, value in rows:
        found.setdefault(name, {})[path] = value
    return found
