"""The people and forms that transcripts are about, in a database and on a phone."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.pictures import sample_picture
from bot.phone.server import Address, serve
from models.instruments.files import files_named
from models.instruments.reading import read_sheets
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import form_of
from models.invitations import invitations_of
from models.programmes import Batch, Programme, batch_with_code
from models.roster.entries import read_roster
from models.roster.importing import import_roster
from tests.models.instruments.workbooks import workbook
from tests.rig.bot_process import BotProcess, settings_for
from tests.rig.quick_wins import HAS, put_quick_win
from tests.rig.transcript import NotUnderstood, Seen, doings

HERE = Path(__file__).parents[1] / "transcripts"
BATCH = "angkatan-1"
ZONE = ZoneInfo("Asia/Jakarta")
NOW = re.compile(r"It is (.+)")
JOINED = re.compile(r"Given (\w+) has joined")
CHANGED = re.compile(r"Given (\w+) is changed to (\w+)")
OPEN = re.compile(
    r"Given (\w+) is (?:open|opened)(?: from (\S+ \S+))?(?: until (\S+ \S+))?(?: for (\d+) minutes)?"
)


class Town:
    """A batch whose people have phones, and a bot that is killed and started again before whatever they do."""

    def __init__(self, engine: Engine, phone: Phone, address: Address, clock: StoppedClock) -> None:
        self.engine = engine
        self.phone = phone
        self.clock = clock
        self.address = address
        self.seen = Seen(phone)
        self.people: dict[str, Person] = {}
        self.links: dict[str, str] = {}
        self._move_in()
        self.doings = doings(self.people, self.links)
        self.givens = (
            (OPEN, self._open),
            (CHANGED, self._change),
            (HAS, self._let_own),
        )

    def _move_in(self) -> None:
        with Session(self.engine) as session, session.begin():
            programme = Programme(name="Penggerak Layanan", organisation="Pemerintah Kota Tirtanagari")
            session.add(programme)
            session.flush()
            session.add(Batch(programme_id=programme.id or 0, code=BATCH, name="Angkatan 1"))
            session.flush()
            roster = read_roster((HERE / "cast.csv").read_bytes(), "cast.csv")
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
            self.clock.move(_instant(found[1]) - self.clock.now())
            await self._with_a_bot(lambda: None)
            return self.seen.news("")
        if found := JOINED.fullmatch(line):
            await self._join(found[1])
            return []
        for pattern, put in self.givens:
            if found := pattern.fullmatch(line):
                put(*found.groups())
                return []
        for pattern, do in self.doings:
            if found := pattern.fullmatch(line):
                parts = found.groups()
                await self._with_a_bot(lambda: do(*parts))  # noqa: B023  it is done before the next one is found
                return self.seen.news(parts[0])
        raise NotUnderstood(line)

    async def _with_a_bot(self, do: object) -> None:
        bot = BotProcess(settings_for(self.phone, self.address, _url(self.engine)), self.clock.now())
        try:
            await bot.ready()
            do()  # type: ignore[operator]
            await bot.settled(self.phone)
        finally:
            bot.kill()

    async def _join(self, name: str) -> None:
        person = self.people[name]
        await self._with_a_bot(lambda: person.open(self.links[name]))
        agree = person.messages[-1].buttons[0][0]
        await self._with_a_bot(lambda: person.tap(agree))
        self.seen.news("")

    def _open(self, code: str, opens: str | None, closes: str | None, minutes: str | None) -> None:
        with Session(self.engine) as session, session.begin():
            instrument_id = self._add(session, code, code)
            batch = batch_with_code(session, BATCH)
            wish = Wish(
                _instant(opens) if opens else None,
                _instant(closes) if closes else None,
                int(minutes) if minutes else None,
            )
            open_window(session, instrument_id, batch.id or 0, wish, self.clock.now())

    def _change(self, code: str, form: str) -> None:
        with Session(self.engine) as session, session.begin():
            self._add(session, code, form)

    def _let_own(self, name: str, stands: str, plan: str | None) -> None:
        with Session(self.engine) as session, session.begin():
            put_quick_win(session, name, stands, plan, self.clock.now())

    def _add(self, session: Session, code: str, form: str) -> int:
        content = workbook((HERE / "forms" / f"{form}.txt").read_text(encoding="utf-8"))
        name = f"{form}.xlsx"
        sheets = read_sheets(content, name)
        files = {file: _like(file, nth) for nth, file in enumerate(sorted(files_named(sheets)))}
        version = add_version(
            session, code, Workbook(name, content, files), form_of(sheets, name, files), self.clock.now()
        ).version
        return version.instrument_id


@asynccontextmanager
async def town(engine: Engine, clock: StoppedClock) -> AsyncIterator[Town]:
    """A town with its phones switched on."""
    phone = Phone(clock=clock)
    async with serve(phone, port=0) as address:
        yield Town(engine, phone, address, clock)


def _like(name: str, nth: int) -> bytes:
    """What a file of this name might hold; pictures are told apart by their width."""
    return sample_picture(200 + 20 * nth, 120) if name.endswith(".png") else b"ID3\x04" + bytes(64)


def _instant(local: str) -> datetime:
    return datetime.strptime(local, "%Y-%m-%d %H.%M").replace(tzinfo=ZONE)


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
