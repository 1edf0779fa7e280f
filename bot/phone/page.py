"""The page: one HTML shell, plain ES modules, and a stream of what changes."""

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files as package_files
from typing import Any

import jinja2
import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.phone.connections import Connections
from bot.phone.conversations import Conversation
from bot.phone.phone import Phone
from bot.phone.views import chat_view, message_view, settings_view, toast_view

_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEARTBEAT = 20.0
_GATHERING = 0.04
"""Seconds in which changes gather after some were told, so that a rush is told in few pieces."""


class Page:
    """What a browser loads."""

    def __init__(self, phone: Phone, connections: Connections) -> None:
        self._phone = phone
        self._connections = connections
        templates = jinja2.Environment(loader=jinja2.PackageLoader("bot.phone"), autoescape=True)
        self._shell = templates.get_template("phone.html")

    def routes(self) -> list[BaseRoute]:
        """The shell, its files, and the events."""
        static = StaticFiles(directory=str(package_files("bot.phone") / "static"))
        return [
            Route("/", self.shell),
            Route("/phone/events", self.events),
            Mount("/static", static),
        ]

    async def shell(self, _request: Request) -> Response:
        """The page itself."""
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(self._shell.render(bot=self._phone.world.bot), headers=headers)

    async def events(self, _request: Request) -> Response:
        """What changes, for as long as the page is open."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=headers)

    async def _stream(self) -> AsyncIterator[bytes]:
        changes = self._phone.world.changes
        listener = changes.listen()
        closing = asyncio.ensure_future(self._connections.closing.wait())
        stirred = asyncio.ensure_future(listener.stirred.wait())
        try:
            yield b"retry: 1000\n\n"
            while not closing.done():
                waiting: set[asyncio.Future[Any]] = {stirred, closing}
                ready, _ = await asyncio.wait(
                    waiting, timeout=_HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
                )
                told = self._told(listener.take())
                if stirred.done():
                    stirred = asyncio.ensure_future(listener.stirred.wait())
                if told:
                    yield b"data: %b\n\n" % orjson.dumps(told)
                    await asyncio.sleep(_GATHERING)
                elif not ready:
                    yield b": still here\n\n"
        finally:
            closing.cancel()
            stirred.cancel()
            changes.forget(listener)

    def _told(self, changed: list[tuple[str, Any]]) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = []
        chats: dict[int, Conversation] = {}
        for kind, subject in changed:
            match kind:
                case "message":
                    events.append({"kind": "message", "message": message_view(self._phone, subject)})
                    chats[subject.chat.id] = self._phone.world.conversations[subject.chat.id]
                case "chat":
                    chats[subject.chat.id] = subject
                case "toast":
                    events.append({"kind": "toast", "toast": toast_view(subject)})
                case "typing":
                    events.append({"kind": "typing", "chat": subject.chat.id})
                case "settings":
                    events.append({"kind": "settings", "settings": settings_view(self._phone)})
                    chats.update(self._phone.world.conversations)
        lines = ({"kind": "chat", "chat": chat_view(self._phone, chat)} for chat in chats.values())
        return [*lines, *events]
