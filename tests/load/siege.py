"""A siege: people answer and messages fall due while the bot is killed again and again and the phone fails."""

import random
import socket
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import Clock
from bot.phone.calls import Call
from bot.phone.faults import Fault
from bot.phone.phone import Phone
from bot.phone.server import Address, serve
from models.outbound import Delivery, Outbound
from tests.load.crowd import QUESTIONS, Answering, call_up, move_in
from tests.load.reckoning import Said, acknowledged, asked_twice, handled, repeated, wrong
from tests.rig.bot_process import BotProcess, settings_for

WITHIN = 180.0  # seconds of real time, on a machine that may be busy
CALLS_A_QUESTION = 2.2  # acknowledgement, question, and what was answered shown in its place
CHANCES = {
    Fault.TIME_OUT: 0.004,
    Fault.DROP: 0.01,
    Fault.ERROR_500: 0.01,
    Fault.ERROR_502: 0.01,
    Fault.TOO_MANY: 0.002,
}


@dataclass
class Toll:
    """What a siege came to. Duplicates are messages beyond the first with the same words in the same chat."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    messages_missing: int = 0
    duplicates: int = 0
    duplicates_in_flight: int = 0

    def __add__(self, other: "Toll") -> "Toll":
        """Both together."""
        mine, theirs = asdict(self), asdict(other)
        return Toll(**{name: mine[name] + theirs[name] for name in mine})


@dataclass
class Siege:
    """`people` answer a form and as many `messages` are due to others, under so many kills."""

    database: Engine
    mode: str
    people: int
    messages: int
    kills: int
    seed: int = 7
    phone: Phone = field(default_factory=lambda: Phone(clock=Clock()))
    in_flight: Counter[Said] = field(default_factory=Counter)  # how often each may have been sent again

    async def held(self) -> Toll:
        """Hold out to the end, and count."""
        crowd = move_in(self.database, self.phone, self.phone.clock, self.people)
        called = call_up(self.database, self.phone, self.phone.clock, self.messages)
        chance = random.Random(self.seed)
        async with serve(self.phone, port=0) as address:
            settings = self._settings(address)
            bot = await self._live(settings)
            for answering in crowd:
                answering.person.write("/asesmen")
                answering.person.write("mulai")
            self._let_things_go_wrong()
            expected = len(crowd) * QUESTIONS * CALLS_A_QUESTION + len(called)
            for moment in sorted(chance.uniform(0.02, 0.9) * expected for _kill in range(self.kills)):
                await self.phone.until(lambda: self._act(crowd) and len(self.phone.calls) >= moment, WITHIN)  # noqa: B023
                bot.kill()
                self._note_what_was_in_flight()
                bot = await self._live(settings)
            await self.phone.until(lambda: self._act(crowd) and all(a.thanked for a in crowd), WITHIN)
            await self.phone.until(lambda: all(told(c) for c in called), WITHIN)
            self.phone.faults.clear()
            await bot.settled(self.phone)
            bot.kill()
        return self._count(crowd, called)

    async def _live(self, settings: dict[str, Any]) -> BotProcess:
        bot = BotProcess(settings)
        await bot.ready()
        return bot

    def _settings(self, address: Address) -> dict[str, Any]:
        settings = settings_for(self.phone, address, self.database.url.render_as_string(hide_password=False))
        way_in = receiving(self.mode)
        settings["telegram"] |= {"patience_seconds": 1.0} | way_in.pop("telegram")
        settings |= way_in
        settings["time"] = {"quiet_from": "00:00", "quiet_until": "00:00"}
        return settings

    def _let_things_go_wrong(self) -> None:
        for fault, probability in CHANCES.items():
            for method in ("sendMessage", "editMessageText", "answerCallbackQuery"):
                self.phone.faults.at_random(fault, probability, seed=self.seed, method=method)

    def _act(self, crowd: list[Answering]) -> bool:
        for answering in crowd:
            answering.act()
        return True

    def _note_what_was_in_flight(self) -> None:
        with Session(self.database) as session:
            unmarked = select(Outbound.address, Outbound.payload).where(Outbound.delivery == Delivery.QUEUED)
            for address, payload in session.exec(unmarked):
                self.in_flight[address, plain(str(payload.get("text", "")))] += 1

    def _count(self, crowd: list[Answering], called: list[Answering]) -> Toll:
        received = acknowledged(self.phone)
        twice = repeated([*crowd, *called])
        self.in_flight.update(said_in(call) for call in self.phone.calls if call.fault is Fault.TIME_OUT)
        return Toll(
            kills=self.kills,
            acknowledged=len(received),
            lost=len(received - handled(self.database)) + wrong(self.database, crowd),
            twice=asked_twice(self.database),
            messages_missing=sum(not told(c) for c in called) + sum(not a.thanked for a in crowd),
            duplicates=sum(twice.values()),
            duplicates_in_flight=sum(min(n, self.in_flight[said]) for said, n in twice.items()),
        )


def receiving(mode: str) -> dict[str, Any]:
    """The settings that a way in needs; a webhook gets a free port."""
    if mode == "polling":
        return {"telegram": {"mode": "polling"}}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/telegram"
    return {
        "telegram": {"mode": "webhook", "webhook": {"url": url, "secret_token": "rahasia-uji"}},
        "web": {"listen": "127.0.0.1", "port": port},
    }


def told(called: Answering) -> bool:
    """Whether the message that was due has come."""
    return any("dibuka" in m.text for m in called.person.messages if m.from_bot)


def said_in(call: Call) -> Said:
    """What a call says, and where."""
    return int(call.parameters.get("chat_id", 0)), plain(str(call.parameters.get("text", "")))


def plain(text: str) -> str:
    """The words of a message in HTML, as the phone shows them."""
    for mark in ("<b>", "</b>", "<i>", "</i>"):
        text = text.replace(mark, "")
    return text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
