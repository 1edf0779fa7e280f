"""python-telegram-bot's way out, on aiohttp: one session, connections kept alive, JSON there and back."""

from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.reading import read

HIDDEN = "<token>"
"""What a Bot is given for its token. The real one is put into an address only when a call leaves."""

_HIDDEN_IN_A_PATH = quote(HIDDEN)
"""As python-telegram-bot writes it in the address of a file."""
_JSON = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}
_FORM = {"User-Agent": BaseRequest.USER_AGENT}
_IDLE = 30.0  # seconds a connection is kept; Telegram keeps it longer, so we never use one it has closed
_NAMES = 300  # seconds a looked-up host name is trusted


class AiohttpRequest(BaseRequest):
    """One aiohttp session for all calls of one bot.

    Times are in seconds: `connect` to reach the server, `read` for its answer, `write` more where files
    are uploaded. The token is in no address, log record or exception that leaves this class.
    """

    def __init__(
        self,
        token: str,
        *,
        connect: float = 5.0,
        read: float = 20.0,
        write: float = 40.0,
        connections: int = 200,
        proxy: str | None = None,
    ) -> None:
        self._token = token
        self._proxy = proxy
        self._connect, self._read, self._write = connect, read, write
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; a second call does nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=_IDLE, ttl_dns_cache=_NAMES
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                proxy=self._proxy,
                cookie_jar=aiohttp.DummyCookieJar(),  # the Bot API sets none
            )

    async def shutdown(self) -> None:
        """Close the session; a second call does nothing."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as Python values. Raises NetworkError where it is not one of the Bot API."""
        try:
            answer = read(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ("result" in answer or "description" in answer):
            raise NetworkError("the answer is not one of the Bot API")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; `pool_timeout` is part of the others.

        Raises TimedOut, NetworkError, or BadRequest for what JSON cannot carry.
        """
        if self._session is None:
            raise RuntimeError("the request has not been initialised")
        uploads = request_data is not None and request_data.contains_files
        connect = _given(connect_timeout, self._connect)
        answering = _given(read_timeout, self._read)
        if uploads:
            answering += _given(write_timeout, self._write)
        timeout = aiohttp.ClientTimeout(connect + answering, sock_connect=connect, sock_read=answering)
        failure: TelegramError
        try:
            async with self._session.request(
                method,
                url.replace(HIDDEN, self._token).replace(_HIDDEN_IN_A_PATH, self._token),
                data=_body(request_data),
                headers=_FORM if uploads else _JSON,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                status, answer = response.status, await response.read()
        except TimeoutError:
            failure = TimedOut("Telegram did not answer in time")
        except (aiohttp.ClientError, OSError) as error:
            failure = NetworkError(self._without_token(f"{type(error).__name__}: {error}"))
        else:
            if status >= 300:
                self.parse_json_payload(answer)  # a proxy's page must not pass for Telegram's own refusal
            return status, answer
        raise failure  # out here, since aiohttp's exceptions carry the address and would come along

    def _without_token(self, text: str) -> str:
        secret = self._token.partition(":")[2]  # the colon may have been encoded on the way
        text = text.replace(self._token, HIDDEN)
        return text.replace(secret, HIDDEN) if secret else text


def _given(timeout: Any, default: float) -> float:
    return default if timeout is BaseRequest.DEFAULT_NONE or timeout is None else float(timeout)


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        try:
            return orjson.dumps(data.parameters)
        except orjson.JSONEncodeError as error:
            raise BadRequest(f"the call cannot be written as JSON: {error}") from None
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, media_type) in data.multipart_data.items():
        opened = BytesIO(content) if isinstance(content, bytes) else content  # sent in pieces
        form.add_field(name, opened, filename=file_name, content_type=media_type)
    return form


def proxy_for(url: str) -> str | None:
    """The proxy that the environment (HTTPS_PROXY, NO_PROXY and their like) names for an address."""
    address = urlsplit(url)
    return None if proxy_bypass(address.hostname or "") else getproxies().get(address.scheme)
