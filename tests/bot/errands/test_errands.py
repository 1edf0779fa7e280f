"""What is ordered in a talk is done beside it, in another process, and comes into the chat."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.channels.channel import Refused, Unavailable
from bot.clock import StoppedClock
from bot.errands.errand_kind import ErrandKind, Made
from bot.errands.runner import MOST_FETCHES, Errands
from bot.errands.workshop import Workshop
from handlers.conversations import REPERTOIRE
from models.asking import Asker
from models.checkins.keeping_files import Wanted
from models.errands import LEASE, Errand, add_errands, claim_errand
from models.outbound import Outbound
from tests.bot.outbox.post import Post

SITI = 6_210_000_001
WORK = "tests.bot.errands.work"


def subject_of(_session: Session, asker: Asker, _now: object) -> str:
    return asker.subject


def told(session: Session, asker: Asker, made: str, _now: object) -> Made:
    return Made(f"{made}, for {asker.subject}")


KINDS = {
    kind.name: kind
    for kind in (
        ErrandKind("draw", f"{WORK}:draw", subject_of),
        ErrandKind("refuse", f"{WORK}:refuse", subject_of),
        ErrandKind("stumble", f"{WORK}:stumble", subject_of),
        ErrandKind("die", f"{WORK}:die_once", subject_of),
        ErrandKind("read", f"{WORK}:read", keep=told),
    )
}


class Studio:
    """Errands for Siti, with a messenger and a database."""

    def __init__(self, engine: Engine, clock: StoppedClock) -> None:
        self.post = Post(engine, clock)
        self.engine, self.clock = engine, clock

    def order(self, kind: str, subject: str = "", language: str = "en", **more: Any) -> None:
        now = self.clock.now()
        row = {"kind": kind, "subject": subject, "channel": "telegram", "address": SITI, "person_id": None}
        row |= {"language": language, "file": None, "created_at": now, "lease_until": now, **more}
        with Session(self.engine) as session, session.begin():
            add_errands(session, [row])

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[Errands]:
        outbox = self.post.outbox()
        with ThreadPoolExecutor(1) as thread:
            errands = Errands(
                self.engine, {"telegram": self.post.messenger}, KINDS, self.clock, outbox, thread
            )
            running = asyncio.create_task(errands.run())
            yield errands
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def all_done(self) -> None:
        async with self.at_work() as errands:
            await errands.idle.wait()

    def said(self) -> list[str]:
        with Session(self.engine) as session:
            rows = session.exec(select(Outbound).order_by(col(Outbound.id)))
            return [row.payload["text"] for row in rows]

    def states(self) -> list[tuple[str, int, str | None]]:
        with Session(self.engine) as session:
            rows = session.exec(select(Errand).order_by(col(Errand.id)))
            return [(str(row.state), row.attempts, row.error) for row in rows]


@pytest.fixture
def studio(database: Engine, clock: StoppedClock) -> Studio:
    return Studio(database, clock)


async def test_it_is_done_in_the_language_of_who_ordered_it(studio: Studio) -> None:
    studio.order("draw", "a chart")
    studio.order("draw", "bagan", "id")
    await studio.all_done()
    assert studio.said() == ["a chart (en)", "bagan (id)"]
    assert studio.states() == [("done", 1, None), ("done", 1, None)]


async def test_what_cannot_be_done_is_said_and_not_tried_again(studio: Studio) -> None:
    studio.order("refuse")
    await studio.all_done()
    assert studio.said() == ["There is nothing to draw yet."]
    assert studio.states() == [("failed", 1, "Undoable")]


async def test_what_fails_is_tried_three_times_and_then_said(studio: Studio) -> None:
    studio.order("stumble")
    studio.order("draw", "the next one")
    await studio.all_done()
    assert studio.said() == [
        "I am sorry, that did not work out. Please try again later.",
        "the next one (en)",
    ]
    assert studio.states() == [("failed", 3, "RuntimeError"), ("done", 1, None)]


async def test_a_process_that_dies_takes_nobody_with_it(studio: Studio, tmp_path: Path) -> None:
    studio.order("die", str(tmp_path / "once"))
    await studio.all_done()
    assert studio.said() == ["drawn after all"]
    assert studio.states() == [("done", 2, None)]


async def test_a_kind_that_is_no_longer_known_is_said(studio: Studio) -> None:
    studio.order("paint")
    await studio.all_done()
    assert studio.said() == ["I can no longer do that."]


async def test_what_a_killed_process_had_begun_is_done_again(studio: Studio) -> None:
    studio.order("draw", "a chart")
    with Session(studio.engine) as session:
        assert claim_errand(session, studio.clock.now()) is not None
        assert claim_errand(session, studio.clock.now()) is None
        session.commit()
    await studio.all_done()
    assert studio.said() == []
    studio.clock.move(LEASE + timedelta(seconds=1))
    await studio.all_done()
    assert studio.said() == ["a chart (en)"]
    assert studio.states() == [("done", 2, None)]


async def test_who_was_too_slow_says_nothing(studio: Studio) -> None:
    studio.order("draw", "a chart")
    with Session(studio.engine, expire_on_commit=False) as session:
        slow = claim_errand(session, studio.clock.now())
        session.commit()
    assert slow is not None
    studio.clock.move(LEASE + timedelta(seconds=1))
    await studio.all_done()
    with ThreadPoolExecutor(1) as thread:
        outbox = studio.post.outbox()
        late = Errands(
            studio.engine, {"telegram": studio.post.messenger}, KINDS, studio.clock, outbox, thread
        )
        assert late._keep(slow, KINDS["draw"], Made("a chart, late")) == []
    assert studio.said() == ["a chart (en)"]


async def test_a_file_is_fetched_first_and_later_where_the_messenger_is_away(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[bytes | Exception] = [Unavailable("no answer"), b"12 rows"]

    async def fetch(file_id: str) -> bytes:
        assert file_id == "AgAD"
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(studio.post.messenger, "fetch", fetch)
    studio.order("read", "the batch", file={"file_id": "AgAD", "name": "lama.xlsx"})
    await studio.all_done()
    assert studio.said() == []
    studio.clock.move(timedelta(minutes=1))
    await studio.all_done()
    assert studio.said() == ["lama.xlsx: 12 rows, for the batch"]


async def test_a_file_that_never_comes_whole_is_told_by_its_name(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fetch(_file_id: str) -> bytes:
        return b"%PDF-1.7 half"

    half = Wanted("nowhere", "surat.pdf", "application/pdf", 900, 9_000)
    kind = ErrandKind("keep", "bot.errands.evidence_file:keep_file", lambda *_given: half)
    monkeypatch.setitem(KINDS, "keep", kind)
    monkeypatch.setattr(studio.post.messenger, "fetch", fetch)
    studio.order("keep", "the evidence", file={"file_id": "AgAD", "name": "surat.pdf"})
    async with studio.at_work() as errands:
        for _time in range(MOST_FETCHES):
            assert studio.said() == []
            await errands.idle.wait()
            studio.clock.move(timedelta(minutes=1))
            errands.look()
    assert studio.said() == ["I am sorry, surat.pdf did not come through. Please send it again later."]
    assert studio.states() == [("failed", MOST_FETCHES, "HalfThere")]


async def test_the_other_process_is_there_only_while_there_is_work() -> None:
    workshop = Workshop(idle=0.05)
    assert not workshop.is_open
    assert (await workshop.do(f"{WORK}:draw", "a chart", language="en")).text == "a chart (en)"
    assert workshop.is_open
    while workshop.is_open:  # noqa: ASYNC110  nobody tells when it has gone
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("kind", REPERTOIRE.errands, ids=lambda kind: kind.name)
def test_every_kind_names_work_that_there_is(kind: ErrandKind) -> None:
    work: Callable[..., Any] = resolve_name(kind.make)
    assert callable(work)


async def test_a_file_that_is_not_given_out_is_said_at_once_and_undone(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fetch(_file_id: str) -> bytes:
        raise Refused("file is too big")

    undone: list[str] = []
    kind = replace(KINDS["read"], undo=lambda _session, asker, _now: undone.append(asker.subject))
    monkeypatch.setitem(KINDS, "read", kind)
    monkeypatch.setattr(studio.post.messenger, "fetch", fetch)
    studio.order("read", "the batch", file={"file_id": "AgAD", "name": "lama.xlsx"})
    await studio.all_done()
    assert studio.said() == ["I cannot get lama.xlsx: it may be too large, or gone. Please send it again."]
    assert studio.states() == [("failed", 1, "Refused")]
    assert undone == ["the batch"]


async def test_where_there_is_nothing_to_say_nothing_is_said(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "draw", replace(KINDS["draw"], keep=lambda *_given: Made()))
    studio.order("draw", "a chart")
    await studio.all_done()
    assert studio.said() == []
    assert studio.states() == [("done", 1, None)]
