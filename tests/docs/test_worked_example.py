"""The conversation that docs/conversations.md writes: its blocks are put together and it is held, word for word."""

import ast
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.app import App
from bot.clock import StoppedClock
from bot.config import Settings
from bot.conversation import Conversation
from bot.outbox.limits import Limits
from bot.phone.phone import Phone
from bot.phone.server import serve
from bot.repertoire import Repertoire
from handlers.conversations import REPERTOIRE
from models.asking import Asker, FactsChanged
from models.members import Member
from tests.docs.pages import DOCS, titled_blocks
from tests.rig.bot_process import settings_for
from tests.rig.town import Town
from tests.rig.transcript import told_anew

PAGE = DOCS / "conversations.md"
BLOCKS = titled_blocks(PAGE)


class SmallTown(Town):
    """A town whose bot holds one conversation more, in the test's own process and anew before every line."""

    repertoire: Repertoire

    async def _with_a_bot(self, do: object) -> None:
        assert callable(do)
        url = self.engine.url.render_as_string(hide_password=False)
        settings = Settings.model_validate(settings_for(self.phone, self.address, url))
        app = App(settings, self.repertoire, self.clock, limits=Limits.none())
        async with app.running():
            do()
            await self.phone.until(lambda: not self.phone.pending)
            await app.settled()
        app.engine.dispose()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Repertoire:
    """The repertoire with the conversation that the page adds to it."""
    for title in ("models/positions.py", "handlers/position.py"):
        name = title.removesuffix(".py").replace("/", ".")
        module = ModuleType(name)
        monkeypatch.setitem(sys.modules, name, module)
        exec(compile(BLOCKS[title], title, "exec"), vars(module))
    return replace(REPERTOIRE, conversations=(*REPERTOIRE.conversations, registered()))


def registered() -> Conversation[Any]:
    """What the page's last block of code comes to."""
    *imports, entry = ast.parse(BLOCKS["handlers/conversations.py"]).body
    assert isinstance(entry, ast.Expr)
    names: dict[str, Any] = {}
    exec(compile(ast.Module(imports, []), "imports", "exec"), names)
    conversation = eval(compile(ast.Expression(entry.value), "entry", "eval"), names)
    assert isinstance(conversation, Conversation)
    return conversation


@pytest.fixture
async def small_town(
    database: Engine, clock: StoppedClock, written: Repertoire, tmp_path: Path
) -> AsyncIterator[SmallTown]:
    phone = Phone(clock=clock)
    async with serve(phone) as address:
        town = SmallTown(database, phone, address, clock, tmp_path)
        town.repertoire = written
        yield town


async def test_it_goes_as_the_page_says(small_town: SmallTown, request: pytest.FixtureRequest) -> None:
    written = BLOCKS["tests/transcripts/position.chat"]
    told = "\n".join(await told_anew(written.splitlines(), small_town.act)) + "\n"
    if request.config.getoption("--rewrite"):
        PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(written, told), encoding="utf-8")
    else:
        assert told == written
    with Session(small_town.engine) as session:
        assert "Head of Division" in session.exec(select(Member.position)).all()


def test_what_was_changed_meanwhile_is_not_written_over(database: Engine, written: Repertoire) -> None:
    positions = sys.modules["models.positions"]
    stale = positions.NewPosition(positions.Position(1, "Head of Section"), "Head of Division")
    with Session(database) as session, pytest.raises(FactsChanged):
        written["position"].keep(session, Asker("telegram", 1, 1), stale, datetime.now(UTC))
