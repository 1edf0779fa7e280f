"""Open connections: so that one can be cut, and none outlives the server."""

import asyncio
import contextlib
from typing import Any

from starlette.types import Receive, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol


class Connections:
    """Every open connection by its client's address."""

    def __init__(self) -> None:
        self.closing = asyncio.Event()
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def protocol(self) -> type[H11Protocol]:
        """Uvicorn's protocol, telling us of each connection that opens and closes."""
        known = self._open

        class Noted(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                self.address = transport.get_extra_info("peername")[:2]
                known[self.address] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                known.pop(self.address, None)
                super().connection_lost(exc)

        return Noted

    def drop(self, scope: Scope) -> None:
        """Cut the connection of this request, without a word."""
        client: Any = scope["client"]
        if transport := self._open.get(tuple(client)):
            transport.abort()

    async def hold(self, seconds: float) -> None:
        """Let time pass, unless the server closes."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)

    async def silence(self, receive: Receive) -> None:
        """Say nothing until the client gives up, or the server closes."""
        gone = asyncio.ensure_future(_disconnected(receive))
        closing = asyncio.ensure_future(self.closing.wait())
        _, waiting = await asyncio.wait({gone, closing}, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
