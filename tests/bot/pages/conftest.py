"""The bot's pages under a real server, and a batch whose people speak to the bot."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from sqlmodel import Session, col, update
from starlette.applications import Starlette

from bot.pages.site import site
from bot.serving import serving
from handlers.conversations import repertoire
from models.meetings.pages import Pages
from models.members import Member, Role
from models.quickwins.rules import Rules
from tests.bot.desk import Desk, DeskFor, Somebody

PUBLIC = "https://bot.tirtanagari.test"


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    """A bot that has pages."""
    return desk_for(repertoire(Rules(pages=Pages(PUBLIC))))


@pytest.fixture
def made(desk: Desk, siti: Somebody) -> Somebody:
    """A facilitator of Siti's batch."""
    made = desk.person("Made Suardana")
    with Session(desk.engine) as session, session.begin():
        session.exec(update(Member).where(col(Member.id) == made.member_id).values(role=Role.FACILITATOR))
    return made


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[ClientSession]:
    """Somebody on the web who asks for pages."""
    pages = Starlette(routes=site(desk.engine, "tirtanagari_bot", desk.clock.now, "id"))
    async with serving(pages, "127.0.0.1", 0) as port, ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
