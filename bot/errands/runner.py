"""Takes errands one after the other: fetch, load, make, keep, and hand the result to the outbox."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import Executor
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bot.channels.channel import Channel, Refused, Throttled, Unavailable
from bot.clock import Clock
from bot.errands.errand_kind import ErrandKind, HalfThere, Made, Undoable
from bot.errands.workshop import Workshop
from bot.i18n import _, speaking
from bot.messages import Attachment, Message
from bot.outbox.outbox import Outbox
from bot.outbox.queued import Queued
from bot.saying import queue_one
from models.asking import Asker
from models.database import is_passing
from models.errands import MOST_ATTEMPTS, Errand, ErrandState, claim_errand, end_errand
from models.outbound import Priority

log = structlog.get_logger()

LOOK_EVERY = 30.0  # seconds between looks for errands that another process has left
PAUSE = 2.0  # seconds, while the database is away
LATER = timedelta(seconds=30)  # while the messenger is, and does not give a file out
MOST_FETCHES = 20
PERMANENT = ("Undoable", "Refused")  # why an errand is given up that would never be done


class Errands:
    """Does what was ordered, one errand at a time."""

    def __init__(
        self,
        engine: Engine,
        channels: Mapping[str, Channel],
        kinds: Mapping[str, ErrandKind],
        clock: Clock,
        outbox: Outbox,
        thread: Executor,
    ) -> None:
        """The database is used in `thread`."""
        self.engine = engine
        self.channels = channels
        self.kinds = kinds
        self.clock = clock
        self.outbox = outbox
        self.thread = thread
        self.workshop = Workshop()
        self.idle = asyncio.Event()
        self._news = asyncio.Event()
        self._news.set()

    def look(self) -> None:
        """There may be something to do."""
        self._news.set()
        self.idle.clear()

    async def run(self) -> None:
        """Do errands until cancelled."""
        try:
            while True:
                try:
                    async with asyncio.timeout(LOOK_EVERY):
                        await self._news.wait()
                except TimeoutError:
                    pass
                self._news.clear()
                while await self._do_one():
                    pass
                if not self._news.is_set():
                    self.idle.set()
        finally:
            self.workshop.close()

    async def _do_one(self) -> bool:
        """Do the next errand; whether there was one."""
        try:
            errand = await self._in_thread(self._claim)
            if errand is None:
                return False
            await self._see_to(errand)
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("the database is away; trying again", why=type(error).__name__, seconds=PAUSE)
            await asyncio.sleep(PAUSE)
        return True

    async def _see_to(self, errand: Errand) -> None:
        kind = self.kinds.get(errand.kind)
        try:
            if kind is None:
                raise Undoable(_("I can no longer do that."))
            made = await self._made(errand, kind)
            queued = await self._in_thread(self._keep, errand, kind, made)
        except Undoable as error:
            queued = await self._in_thread(self._give_up, errand, str(error))
        except Refused as error:  # too large, or the messenger no longer has it
            log.warning("a file is not given out", why=str(error), errand=errand.id)
            queued = await self._in_thread(self._refuse, errand)
        except (
            Unavailable,
            Throttled,
            HalfThere,
        ) as error:  # the messenger is away: the file is fetched later
            log.warning("a file could not be fetched; trying again", why=str(error), seconds=LATER.seconds)
            queued = await self._again(errand, MOST_FETCHES, LATER, error)
        except Exception as error:
            if is_passing(error):
                raise
            log.exception("an errand failed", kind=errand.kind, subject=errand.subject, errand=errand.id)
            queued = await self._again(errand, MOST_ATTEMPTS, timedelta(), error)
        self.outbox.put(queued)

    async def _again(self, errand: Errand, most: int, later: timedelta, error: Exception) -> list[Queued]:
        if errand.attempts >= most:
            sorry: list[Queued] = await self._in_thread(self._give_up, errand, "", type(error).__name__)
            return sorry
        await self._in_thread(self._put_back, errand, later)
        return []

    async def _made(self, errand: Errand, kind: ErrandKind) -> Any:
        given = [await self._in_thread(self._load, errand, kind)]
        if errand.file is not None:
            content = await self.channels[errand.channel].fetch(str(errand.file.get("file_id", "")))
            given += [content, str(errand.file.get("name", ""))]
        return await self.workshop.do(kind.make, *given, language=errand.language)

    # In the database's thread

    def _claim(self) -> Errand | None:
        with Session(self.engine, expire_on_commit=False) as session:
            errand = claim_errand(session, self.clock.now())
            session.commit()
            return errand

    def _load(self, errand: Errand, kind: ErrandKind) -> Any:
        with speaking(errand.language), Session(self.engine) as session:
            return kind.load(session, _asker(errand), self.clock.now())

    def _keep(self, errand: Errand, kind: ErrandKind, made: Any) -> list[Queued]:
        now = self.clock.now()
        with speaking(errand.language), Session(self.engine, expire_on_commit=False) as session:
            if not end_errand(session, errand, ErrandState.DONE, now):
                return []
            result = kind.keep(session, _asker(errand), made, now)
            return self._said(session, errand, result, now)

    def _refuse(self, errand: Errand) -> list[Queued]:
        with speaking(errand.language):
            name = str(errand.file.get("name", "")) if errand.file else ""
            sorry = _("I cannot get {name}: it may be too large, or gone. Please send it again.")
            text = sorry.format(name=name or _("that file"))
        return self._give_up(errand, text, "Refused")

    def _give_up(self, errand: Errand, text: str, error: str = "Undoable") -> list[Queued]:
        now = self.clock.now()
        with speaking(errand.language), Session(self.engine, expire_on_commit=False) as session:
            if not end_errand(session, errand, ErrandState.FAILED, now, error):
                return []
            kind = self.kinds.get(errand.kind)
            if kind is not None and kind.undo is not None and error in PERMANENT:
                kind.undo(session, _asker(errand), now)
            return self._said(session, errand, Made(text or _sorry(errand)), now)

    def _put_back(self, errand: Errand, later: timedelta) -> None:
        with Session(self.engine) as session:
            row = session.get(Errand, errand.id)
            if row is not None and row.state == ErrandState.WAITING and row.attempts == errand.attempts:
                row.lease_until = self.clock.now() + later
                session.add(row)
                session.commit()

    def _said(self, session: Session, errand: Errand, made: Made, now: datetime) -> list[Queued]:
        if not made.text and made.content is None:
            session.commit()
            return []
        file = Attachment(made.name, made.content) if made.content is not None else None
        message = Message(made.text, attachment=file)
        channel = self.channels[errand.channel]
        queued = queue_one(session, channel, errand.address, message, Priority.REPLY, now)
        session.commit()
        return [queued]

    async def _in_thread(self, work: Any, *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.thread, work, *given)


def _sorry(errand: Errand) -> str:
    if errand.file is None:
        return _("I am sorry, that did not work out. Please try again later.")
    name = str(errand.file.get("name", "")) or _("that file")
    return _("I am sorry, {name} did not come through. Please send it again later.").format(name=name)


def _asker(errand: Errand) -> Asker:
    return Asker(errand.channel, errand.address, errand.person_id, errand.subject)
