"""The people and forms that transcripts are about, in a database and on a phone."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve
from models.invitations import invitations_of
from models.programmes import Batch, Programme
from models.roster.entries import read_roster
from models.roster.importing import import_roster
from tests.rig.bot_process import BotProcess, settings_for
from tests.rig.given import BATCH, TRANSCRIPTS, arrange, instant
from tests.rig.meetings import code_on_screen
from tests.rig.transcript import NotUnderstood, Seen, doings

NOW = re.compile(r"It is (.+)")
SCANNED = re.compile(r"(\w+) scans the code of (.+)")
JOINED = re.compile(r"Given (\w+) has joined")


class Town:
    """A batch whose people have phones, and a bot that is killed and started again before whatever they do."""

    def __init__(
        self, engine: Engine, phone: Phone, address: Address, clock: StoppedClock, evidence: Path
    ) -> None:
        """`evidence` is the folder for files that people send."""
        self.engine = engine
        self.evidence = evidence
        self.phone = phone
        self.clock = clock
        self.address = address
        self.seen = Seen(phone)
        self.people: dict[str, Person] = {}
        self.links: dict[str, str] = {}
        self._move_in()
        self.doings = doings(self.people, self.links)

    def _move_in(self) -> None:
        with Session(self.engine) as session, session.begin():
            programme = Programme(name="Penggerak Layanan", organisation="Pemerintah Kota Tirtanagari")
            session.add(programme)
            session.flush()
            session.add(Batch(programme_id=programme.id or 0, code=BATCH, name="Angkatan 1"))
            session.flush()
            roster = read_roster((TRANSCRIPTS / "cast.csv").read_bytes(), "cast.csv")
            import_roster(session, BATCH, roster, self.clock.now())
            phones = {entry.name: entry.phone or "" for entry in roster.entries}
            for invited in invitations_of(session, BATCH, self.clock.now()):
                name = invited.name.split()[0]
                self.people[name] = self.phone.add_person(
                    invited.name, language_code=invited.language or "id", phone_number=phones[invited.name]
                )
                self.links[name] = self.phone.link(invited.token)
        self.people["Orang"] = self.phone.add_person("Orang Asing", phone_number="+6281399999999")

    async def act(self, line: str) -> list[str]:
        """Do what a line at the margin says, with a fresh bot, and tell what is then seen."""
        if found := NOW.fullmatch(line):
            self.clock.move(instant(found[1]) - self.clock.now())
            await self._with_a_bot(lambda: None)
            return self.seen.news("")
        if found := JOINED.fullmatch(line):
            await self._join(found[1])
            return []
        if self._is_given(line):
            return []
        if found := SCANNED.fullmatch(line):
            with Session(self.engine) as session:
                link = self.phone.link(code_on_screen(session, found[2], self.clock.now()))
            person = self.people[found[1]]
            await self._with_a_bot(lambda: person.open(link))
            return self.seen.news(found[1])
        for pattern, do in self.doings:
            if found := pattern.fullmatch(line):
                parts = found.groups()
                await self._with_a_bot(lambda: do(*parts))  # noqa: B023  it is done before the next one is found
                return self.seen.news(parts[0])
        raise NotUnderstood(line)

    def _is_given(self, line: str) -> bool:
        with Session(self.engine) as session, session.begin():
            return arrange(session, self.clock.now(), line)

    async def _with_a_bot(self, do: object) -> None:
        bot = BotProcess(self.settings(), self.clock.now())
        try:
            await bot.ready()
            do()  # type: ignore[operator]
            await bot.settled(self.phone)
        finally:
            bot.kill()

    def settings(self) -> dict[str, Any]:
        """Settings of the bot of this town."""
        settings = settings_for(self.phone, self.address, _url(self.engine))
        settings["reports"] = {"evidence_folder": str(self.evidence)}
        return settings

    async def _join(self, name: str) -> None:
        person = self.people[name]
        await self._with_a_bot(lambda: person.open(self.links[name]))
        agree = person.messages[-1].buttons[0][0]
        await self._with_a_bot(lambda: person.tap(agree))
        self.seen.news("")


@asynccontextmanager
async def town(engine: Engine, clock: StoppedClock, kind: type[Town] = Town) -> AsyncIterator[Town]:
    """A town with its phones switched on."""
    phone = Phone(clock=clock)
    with TemporaryDirectory() as evidence:
        async with serve(phone, port=0) as address:
            yield kind(engine, phone, address, clock, Path(evidence))


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
