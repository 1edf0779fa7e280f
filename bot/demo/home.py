"""Where a demo lives: a folder with the bot's database and what people sent, used once or kept and gone on with."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, inspect
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from bot.clock import Clock
from bot.phone.phone import Phone
from bot.sample.programme import Sample
from models.database import connect
from models.inbound import Inbound
from models.migrations.steps import upgrade
from models.outbound import Outbound
from models.programmes import Programme, UnknownBatch, batch_with_code

BEFORE = timedelta(minutes=45)
"""How long before the visitor a new demo begins."""
OFFICE_HOURS = time(9), time(16)
"""Between which a new demo begins, by the clock of the batch: at other times it is the next morning."""
OTHERS = 1000
"""Messages that people may have written since the bot's newest, whose number is known."""


class NotADemo(ValueError):
    """The folder has a database with another programme in it, which a demo must not touch. Permanent."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} has another programme in it; choose a folder that is empty or new")


class Home:
    """The folder, its database, ready for use, and a clock that goes on from where it was."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Raises NotADemo, and OSError where the folder cannot be used."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.database = f"sqlite:///{folder / 'penggerak.db'}"
        self.engine: Engine = connect(self.database)
        self.sample = Sample()
        self.clock = clock
        self._leave_others_alone()
        upgrade(self.engine)
        self.is_new = self._move_in()
        self.before = BEFORE if self.is_new else timedelta()
        self._last_update, self._last_message = self._catch_up()

    def _leave_others_alone(self) -> None:
        if inspect(self.engine).has_table("programme"):
            with Session(self.engine) as session:
                there = set(session.exec(select(Programme.organisation)))
            if there - {self.sample.organisation}:
                raise NotADemo(self.folder)

    def _move_in(self) -> bool:
        """Add the sample programme where it is not there yet; it then is a while ago, for others to come first."""
        with Session(self.engine) as session, session.begin():
            try:
                batch_with_code(session, self.sample.batch_code)
            except UnknownBatch:
                self.clock.move(to_office_hours(self.clock.now(), ZoneInfo(self.sample.zone)) - BEFORE)
                self.sample.add(session, self.clock.now())
                return True
        return False

    def _catch_up(self) -> tuple[int, int]:
        """Set the clock to where an earlier demo had moved it; how far its phone had numbered things."""
        heard_of = columns(func.max(col(Inbound.update_id)), func.max(col(Inbound.received_at)))
        said_of = columns(func.max(col(Outbound.message_id)), func.max(col(Outbound.created_at)))
        with Session(self.engine) as session:
            update, heard = session.execute(heard_of).one()
            message, said = session.execute(said_of).one()
        now = self.clock.now()
        self.clock.move(max(heard or now, said or now, now) - now)
        return update or 0, message + OTHERS if message else 0

    def connect(self, phone: Phone) -> None:
        """Let a new phone number its updates and messages beyond what the bot has seen."""
        phone.world.updates.go_on_after(self._last_update)
        for conversation in phone.world.conversations.values():
            conversation.go_on_after(self._last_message)


def to_office_hours(now: datetime, zone: ZoneInfo) -> timedelta:
    """How long it is until people are at work: nothing while they are, else until nine in the morning."""
    local, (begin, end) = now.astimezone(zone), OFFICE_HOURS
    if begin <= local.time() < end:
        return timedelta()
    day = local.date() + timedelta(days=1 if local.time() >= end else 0)
    return datetime.combine(day, begin, zone) - local


@contextmanager
def home(folder: Path | None, clock: Clock | None = None) -> Iterator[Home]:
    """The folder to live in; without one a fresh folder that goes when the block ends. Without a clock it is today.

    Raises NotADemo, OSError.
    """
    place = folder or Path(mkdtemp(prefix="penggerak-demo-"))
    try:
        opened = Home(place, clock or Clock())
        try:
            yield opened
        finally:
            opened.engine.dispose()
    finally:
        if folder is None:
            shutil.rmtree(place, ignore_errors=True)
