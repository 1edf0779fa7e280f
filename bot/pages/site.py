"""All pages of the bot, and their addresses as people are told them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.pages.addresses import ALIVE, HEALTH
from bot.pages.attendance import attendance_routes
from bot.pages.calendar import calendar_route
from bot.pages.refusing import Pace


def site(
    engine: Engine, username: str, now: Callable[[], datetime], language: str, pace: Pace | None = None
) -> list[Route]:
    """The routes. `username` is the bot's, `language` that of who has said none."""
    pace = pace or Pace()
    pages = [calendar_route(engine, language), *attendance_routes(engine, username, now, language)]
    return [
        Route(HEALTH, _alive),
        *(Route(page.path, pace.kept_by(page.endpoint)) for page in pages),
    ]


async def _alive(_request: Request) -> PlainTextResponse:
    return PlainTextResponse(ALIVE, headers={"Cache-Control": "no-store"})
