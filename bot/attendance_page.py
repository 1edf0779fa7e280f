"""The page on the screen in the room: a QR code that changes every half minute, its figures, and how many are there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import jinja2
import segno
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from bot.i18n import _, speaking
from models.meetings.screen import Screen, screen_of

_PAGE = Path(__file__).with_name("attendance_page.html")


def attendance_page(
    engine: Engine, meeting_id: int, username: str, now: Callable[[], datetime], language: str = "id"
) -> Starlette:
    """The page of one meeting. `username` is the bot's; whoever scans the code opens the bot and is written down."""

    def shown() -> Screen:
        with Session(engine) as session:
            return screen_of(session, meeting_id, now())

    async def page(_request: Request) -> HTMLResponse:
        screen = await run_in_threadpool(shown)
        with speaking(language):
            text = jinja2.Template(_PAGE.read_text(encoding="utf-8"), autoescape=True).render(
                language=language,
                title=screen.title,
                how=_("Scan this code with your phone’s camera and tap “Start”."),
                typed=_("Or write /hadir to @{bot} and then these figures:").format(bot=username),
                there=_("are there"),
                away=_(
                    "The screen cannot be brought up to date. Please look whether the program is still running."
                ),
            )
        return HTMLResponse(text, headers={"Cache-Control": "no-store"})

    async def now_shown(_request: Request) -> JSONResponse:
        screen = await run_in_threadpool(shown)
        code = segno.make(link(username, screen), error="m", micro=False)
        return JSONResponse(
            {
                "code": code.svg_inline(border=2, omitsize=True),
                "digits": f"{screen.digits[:3]} {screen.digits[3:]}",
                "seconds": screen.seconds_left,
                "there": f"{screen.there} / {screen.invited}",
            },
            headers={"Cache-Control": "no-store"},
        )

    return Starlette(routes=[Route("/", page), Route("/now", now_shown)])


def link(username: str, screen: Screen) -> str:
    """The link that is in the code."""
    return f"https://t.me/{username}?start={screen.parameter}"
