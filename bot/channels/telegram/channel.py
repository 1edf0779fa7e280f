"""Telegram as the shell sees it."""

from datetime import datetime
from typing import Any

from telegram import InputFile
from telegram.error import TelegramError

from bot.channels.channel import Call
from bot.channels.telegram.api import Api
from bot.channels.telegram.calls import acknowledge, anew, compose
from bot.channels.telegram.errors import delivery_failure, is_done, telling
from bot.channels.telegram.media import PLACES
from bot.channels.telegram.request import HIDDEN, AiohttpRequest, proxy_for
from bot.channels.telegram.understanding import NAME, Me, understand
from bot.config import Telegram
from bot.messages import Acknowledgement, Heard, Message


class TelegramChannel:
    """One bot's Telegram. Only `open`, `close` and `deliver` use the network; the rest is pure."""

    name = NAME

    def __init__(self, api: Api, me: Me) -> None:
        self.api = api
        self.me = me

    @classmethod
    def create(cls, settings: Telegram, *, patience: float = 20.0) -> "TelegramChannel":
        """A channel that has not been opened; it waits `patience` seconds for an answer.

        Raises ConfigError where there is no token.
        """
        token = settings.required_token()
        request = AiohttpRequest(token, read=patience, proxy=proxy_for(settings.base_url))
        api = Api(
            HIDDEN,
            base_url=settings.base_url,
            base_file_url=settings.base_file_url,
            request=request,
            get_updates_request=request,
        )
        return cls(api, Me(int(token.partition(":")[0])))

    async def open(self) -> None:
        """Connect and learn our own name. Raises TokenRefused, or Unavailable; it may be called again then.

        What has been opened is to be closed, also when this raised.
        """
        with telling():
            await self.api.initialize()
        self.me = Me(self.api.bot.id, self.api.bot.username or "")

    async def close(self) -> None:
        """Close all connections; a second call does nothing."""
        await self.api.shutdown()

    def understand(self, payload: dict[str, Any], received_at: datetime) -> Heard:
        """What a received update means. Raises Incomprehensible."""
        return understand(payload, received_at, self.me)

    def compose(self, address: int, message: Message) -> Call:
        """The call that says `message` in the chat `address`."""
        return compose(address, message)

    def acknowledge(self, acknowledgement: Acknowledgement) -> Call:
        """The call that answers a tap."""
        return acknowledge(acknowledgement)

    def anew(self, call: Call) -> Call:
        """The call that does otherwise what `call` could not do."""
        return anew(call)

    async def deliver(self, call: Call) -> int | None:
        """Make the call; the id of the message it made or changed. Raises DeliveryFailed's kinds."""
        payload = call.payload
        if call.attachment is not None:
            file = InputFile(call.attachment.content, filename=call.attachment.name)
            payload = payload | {PLACES[call.method]: file}
        try:
            result = await self.api.call(call.method, payload)
        except TelegramError as error:
            if is_done(error):
                return payload.get("message_id")
            raise delivery_failure(error) from error
        return result.get("message_id") if isinstance(result, dict) else None

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that somebody sent, at most 20 MB. Raises DeliveryFailed's kinds."""
        try:
            file = await self.api.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            raise delivery_failure(error) from error

    def invitation_link(self, token: str) -> str:
        """The link that opens the chat and hands over `token`. Known only after `open`."""
        if not self.me.username:
            raise RuntimeError("the channel has not been opened, so its name is not known")
        return f"https://t.me/{self.me.username}?start={token}"
