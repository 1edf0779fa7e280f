"""Somebody's agenda for their calendar program, behind a link that only they have."""

import hashlib

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.i18n import speaking
from bot.pages.refusing import NOT_FOUND
from bot.reports.calendar_feed import calendar_feed
from models.meetings.calendar import calendar_behind
from models.meetings.pages import CALENDAR

MAX_AGE = 300
"""Seconds for which a program may take what it has for what there is."""


def calendar_route(engine: Engine, language: str) -> Route:
    """The feed of each person who has a link, in their language, else in `language`.

    A program that has the newest one is told so (304); of a link that nobody has, or no longer, nothing is told (404).
    """

    def written(secret: str) -> bytes | None:
        with Session(engine) as session:
            personal = calendar_behind(session, secret)
        if personal is None:
            return None
        with speaking(personal.language or language):
            return calendar_feed(personal)

    async def feed(request: Request) -> Response:
        secret = request.path_params["secret"]
        content = await run_in_threadpool(written, secret) if secret.isprintable() else None
        if content is None:
            return NOT_FOUND
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {
            "ETag": tag,
            "Cache-Control": f"private, max-age={MAX_AGE}",
            "X-Robots-Tag": "noindex",
            "Content-Disposition": 'inline; filename="penggerak.ics"',
        }
        if tag in _known(request):
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")

    return Route(CALENDAR, feed)


def _known(request: Request) -> set[str]:
    """The tags of what the program has already; a proxy that compresses makes a weak tag (W/) of ours."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
