"""Serving pages on the event loop of whoever asks, and leaving the process's signals to them."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp


class Server(uvicorn.Server):
    """Uvicorn without a hand on the process's signals, and with a word when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


@contextlib.asynccontextmanager
async def serving(pages: ASGIApp, host: str, port: int, **options: Any) -> AsyncIterator[int]:
    """Serve inside the block and give the port; 0 takes a free one. Raises OSError when it is taken."""
    # asyncio switches Nagle's delay off (40 ms an answer) only on sockets that say they are TCP.
    with contextlib.closing(socket.socket(proto=socket.IPPROTO_TCP)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        config = uvicorn.Config(
            pages,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
            **options,
        )
        server = Server(config)
        running = asyncio.create_task(server.serve(sockets=[listening]))
        await server.ready.wait()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            await running
