"""Updates by webhook: each is answered with 200 only when it has been kept."""

import hmac

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.channel import KEEP_AGAIN, Incomprehensible, NotKept, Receive, Update
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.errors import telling
from bot.channels.telegram.reading import read
from bot.channels.telegram.updates import UNDERSTOOD, received

LARGEST_BODY = 1 << 20  # bytes; Telegram's updates are far smaller
CONNECTIONS = 40

_AGAIN = {"Retry-After": str(int(KEEP_AGAIN))}
"""Telegram heeds it (WebhookActor::handle in telegram-bot-api); without it, its pauses double up to two minutes."""
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

log = structlog.get_logger()


async def set_webhook(
    channel: TelegramChannel, url: str, secret: str, *, connections: int = CONNECTIONS
) -> None:
    """Have Telegram post its updates to `url`, at most so many at once. Raises DeliveryFailed's kinds."""
    with telling():
        await channel.api.set_webhook(
            url,
            secret_token=secret,
            allowed_updates=UNDERSTOOD,
            max_connections=connections,
            drop_pending_updates=False,
        )


def webhook_route(path: str, secret: str, receive: Receive) -> Route:
    """Where Telegram posts its updates: 200 once `receive` has returned, 503 when it raised, and soon again after NotKept.

    403 without the secret, 413 for a body beyond LARGEST_BODY, 400 for one that is no update.
    """
    if not secret:
        raise ValueError("a webhook without a secret would believe anybody")

    async def post(request: Request) -> Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            log.warning("a post to the webhook without the right secret was turned away")
            return Response(status_code=403)
        try:
            body = await _body(request)
            if body is None:
                return Response(status_code=413)
            update = received(read(body))
        except ClientDisconnect:
            return Response(status_code=400)
        except (ValueError, Incomprehensible) as error:
            log.warning("a post to the webhook is no update", why=str(error))
            return Response(status_code=400)
        return await _kept(receive, update)

    return Route(path, post, methods=["POST"])


async def _kept(receive: Receive, update: Update) -> Response:
    try:
        await receive([update])
    except NotKept as error:
        log.warning("an update could not be kept; Telegram will send it again", why=str(error))
        return Response(status_code=503, headers=_AGAIN)
    except Exception:
        log.exception("an update could not be kept; Telegram will send it again")
        return Response(status_code=503)
    return Response()


async def _body(request: Request) -> bytes | None:
    """The whole body; None as soon as it is too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
