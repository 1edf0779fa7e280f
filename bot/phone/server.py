"""The phone as a server: the Bot API, the files, the control API and the page on one address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.phone.botapi import BotApi
from bot.phone.connections import Connections
from bot.phone.control import Control
from bot.phone.page import Page
from bot.phone.phone import Phone
from bot.serving import serving


@dataclass(frozen=True, slots=True)
class Address:
    """Where a phone answers: what a Bot takes as ``base_url`` and ``base_file_url``, and the page for a browser."""

    host: str
    port: int

    @property
    def page(self) -> str:
        """The phone in a browser."""
        return f"http://{self.host}:{self.port}/"

    @property
    def base_url(self) -> str:
        """The token follows at once: ``.../bot<token>/<method>``."""
        return f"{self.page}bot"

    @property
    def base_file_url(self) -> str:
        """The token follows at once: ``.../file/bot<token>/<path>``."""
        return f"{self.page}file/bot"


@asynccontextmanager
async def serve(phone: Phone, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Address]:
    """Serve the phone on this event loop until the block is left; port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    connections = Connections()
    pages = application(phone, connections)
    async with serving(pages, host, port, http=connections.protocol(), timeout_keep_alive=60) as taken:
        phone.world.webhook.start()
        try:
            yield Address(host, taken)
        finally:
            connections.closing.set()
            phone.world.polling.end("the end of the phone")
            await phone.world.webhook.stop()


def application(phone: Phone, connections: Connections) -> Starlette:
    """All routes of one phone."""

    async def download(request: Request) -> Response:
        if request.path_params["token"] != phone.token:
            return Response('{"ok":false,"error_code":401,"description":"Unauthorized"}', 401)
        file = phone.world.files.by_path(request.path_params["path"])
        if file is None:
            return Response('{"ok":false,"error_code":404,"description":"Not Found"}', 404)
        return Response(phone.world.files.data(file), media_type="application/octet-stream")

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", BotApi(phone, connections)),
            Route("/file/bot{token}/{path:path}", download),
            *Control(phone).routes(),
            *Page(phone, connections).routes(),
        ]
    )
