"""The page on the screen in the room: a QR code that changes every half minute, its figures, and how many are there."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
import segno
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.i18n import _, hour, speaking, when
from bot.pages.refusing import NOT_FOUND
from models.meetings.pages import SCREEN
from models.meetings.screen import NoMeeting, Screen, screen_of, screen_with_key

_PAGE = Path(__file__).with_name("attendance.html")
_NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}

Look = Callable[[Session, Request, datetime], Screen]
"""What the page of a request shows at an instant. Raises NoMeeting."""


def attendance_page(
    engine: Engine, meeting_id: int, username: str, now: Callable[[], datetime], language: str = "id"
) -> Starlette:
    """The page of one meeting, for this computer. `username` is the bot's: whoever scans the code opens it and is written down."""

    def look(session: Session, _request: Request, at: datetime) -> Screen:
        return screen_of(session, meeting_id, at)

    return Starlette(routes=_routes("", look, engine, username, now, language))


def attendance_routes(
    engine: Engine, username: str, now: Callable[[], datetime], language: str
) -> list[Route]:
    """The pages of all meetings, each under a key that only its facilitators are told."""

    def look(session: Session, request: Request, at: datetime) -> Screen:
        return screen_with_key(session, request.path_params["key"], at)

    return _routes(SCREEN, look, engine, username, now, language)


def _routes(
    path: str, look: Look, engine: Engine, username: str, now: Callable[[], datetime], language: str
) -> list[Route]:
    def shown(request: Request) -> Screen | None:
        try:
            with Session(engine) as session:
                return look(session, request, now())
        except NoMeeting:
            return None

    async def page(request: Request) -> Response:
        screen = await run_in_threadpool(shown, request)
        return _page(screen, username, language) if screen else NOT_FOUND

    async def now_shown(request: Request) -> Response:
        screen = await run_in_threadpool(shown, request)
        return JSONResponse(_state(screen, username, language), headers=_NOT_KEPT) if screen else NOT_FOUND

    return [Route(f"{path}/", page), Route(f"{path}/now", now_shown)] + ([Route(path, page)] if path else [])


def _page(screen: Screen, username: str, language: str) -> HTMLResponse:
    nonce = secrets.token_urlsafe(12)
    with speaking(language):
        text = jinja2.Template(_PAGE.read_text(encoding="utf-8"), autoescape=True).render(
            language=language,
            nonce=nonce,
            title=screen.title,
            how=_("Scan this code with your phone’s camera and tap “Start”."),
            typed=_("Or write /hadir to @{bot} and then these figures:").format(bot=username),
            there=_("are there"),
            away=_(
                "The screen cannot be brought up to date. Please look whether the program is still running."
            ),
        )
    ours = f"default-src 'none'; connect-src 'self'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'"
    policy = f"{ours}; base-uri 'none'; frame-ancestors 'none'"
    return HTMLResponse(text, headers={**_NOT_KEPT, "Content-Security-Policy": policy})


def _state(screen: Screen, username: str, language: str) -> dict[str, object]:
    there = f"{screen.there} / {screen.invited}"
    if not screen.is_open:
        zone = ZoneInfo(screen.zone)
        one_day = screen.opens_at.astimezone(zone).date() == screen.closes_at.astimezone(zone).date()
        with speaking(language):
            closed = _("The code is shown here from {first} to {last}.").format(
                first=when(screen.opens_at, screen.zone),
                last=(hour if one_day else when)(screen.closes_at, screen.zone),
            )
        return {"closed": closed, "there": there}
    code = segno.make(link(username, screen), error="m", micro=False)
    return {
        "code": code.svg_inline(border=2, omitsize=True),
        "digits": f"{screen.digits[:3]} {screen.digits[3:]}",
        "seconds": screen.seconds_left,
        "there": there,
    }


def link(username: str, screen: Screen) -> str:
    """The link that is in the code."""
    return f"https://t.me/{username}?start={screen.parameter}"
