"""The people and forms that transcripts are about, in a database and on a phone."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.invitations import invitations_of
from models.programmes import Batch, Programme, batch_with_code
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.states import QuickWinState
from models.roster.entries import read_roster
from models.roster.importing import import_roster
from tests.models.instruments.workbooks import workbook
from tests.rig.bot_process import BotProcess, settings_for
from tests.rig.plans import add_quickwin, member_called
from tests.rig.transcript import NotUnderstood, Seen, doings

HERE = Path(__file__).parents[1] / "transcripts"
BATCH = "angkatan-1"
ZONE = ZoneInfo("Asia/Jakarta")
NOW = re.compile(r"It is (.+)")
JOINED = re.compile(r"Given (\w+) has joined")
STANDING = re.compile(r"Given (\w+) has a quick win that is (\w+)")
SHARED = re.compile(r"Given (\w+) works on QW-(\d+) too")
BATCH_GOES = re.compile(r"Given the batch goes from (\S+) to (\S+)")
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
        self.given: list[tuple[re.Pattern[str], Callable[..., None]]] = [
            (OPEN, self._open),
            (CHANGED, self._change),
            (STANDING, self._add_quickwin),
            (SHARED, self._share),
            (BATCH_GOES, self._bound),
        ]

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
        for pattern, arrange in self.given:
            if found := pattern.fullmatch(line):
                with Session(self.engine) as session, session.begin():
                    arrange(session, *found.groups())
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

    def _change(self, session: Session, code: str, form: str) -> None:
        self._add(session, code, form)

    def _add_quickwin(self, session: Session, name: str, state: str) -> None:
        add_quickwin(session, member_called(session, name), QuickWinState(state), self.clock.now())

    def _share(self, session: Session, name: str, number: str) -> None:
        quickwin = session.exec(select(QuickWin).where(QuickWin.number == int(number))).one()
        member = member_called(session, name)
        session.add(Ownership(quickwin_id=quickwin.id or 0, member_id=member.id or 0, since=self.clock.now()))

    def _bound(self, session: Session, starts_on: str, ends_on: str) -> None:
        batch = batch_with_code(session, BATCH)
        batch.starts_on, batch.ends_on = date.fromisoformat(starts_on), date.fromisoformat(ends_on)

    def _open(
        self, session: Session, code: str, opens: str | None, closes: str | None, minutes: str | None
    ) -> None:
        instrument_id = self._add(session, code, code)
        batch = batch_with_code(session, BATCH)
        wish = Wish(
            _instant(opens) if opens else None,
            _instant(closes) if closes else None,
            int(minutes) if minutes else None,
        )
        open_window(session, instrument_id, batch.id or 0, wish, self.clock.now())

    def _add(self, session: Session, code: str, form: str) -> int:
        content = workbook((HERE / "forms" / f"{form}.txt").read_text(encoding="utf-8"))
        book = Workbook(f"{form}.xlsx", content)
        return add_version(
            session, code, book, read_workbook(content, book.name), self.clock.now()
        ).version.instrument_id


@asynccontextmanager
async def town(engine: Engine, clock: StoppedClock) -> AsyncIterator[Town]:
    """A town with its phones switched on."""
    phone = Phone(clock=clock)
    async with serve(phone, port=0) as address:
        yield Town(engine, phone, address, clock)


def _instant(local: str) -> datetime:
    return datetime.strptime(local, "%Y-%m-%d %H.%M").replace(tzinfo=ZONE)


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
