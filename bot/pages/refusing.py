"""What is answered where nothing is shown: that there is nothing, and no word about why; or that it is too much at once."""

import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.outbox.pacing import Bucket

PER_SECOND, AT_ONCE = 20.0, 60.0
"""How many pages are asked for at most, so that no crowd of them holds up a chat."""
NOT_FOUND = PlainTextResponse("Not found\n", status_code=404, headers={"Cache-Control": "no-store"})

Endpoint = Callable[[Request], Awaitable[Response]]


class Pace:
    """How fast pages may be asked for, all of them together."""

    def __init__(self, per_second: float = PER_SECOND, at_once: float = AT_ONCE) -> None:
        self._bucket = Bucket(per_second, at_once)

    def kept_by(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint, with 429 for whatever is too much."""

        async def paced(request: Request) -> Response:
            now = time.monotonic()
            if self._bucket.opens_at() > now:
                return PlainTextResponse("Too many\n", status_code=429, headers={"Retry-After": "5"})
            self._bucket.take(now)
            return await endpoint(request)

        return paced
