"""Methods by which the bot gets its updates."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.phone.parameters import Given
from bot.phone.refusals import BadRequest, Conflict
from bot.phone.webhooks import Hook
from bot.phone.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HOME = {"127.0.0.1", "localhost", "::1"}
_PORTS = {None, 80, 88, 443, 8443}


async def get_updates(world: World, given: Given) -> Any:
    """What happened since, at once or as soon as something does."""
    if world.webhook.hook is not None:
        raise Conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    if "allowed_updates" in given:
        world.updates.allowed = frozenset(given["allowed_updates"])
    limit = given.get("limit", 100)
    found = await world.polling.poll(
        given.get("offset", 0), limit if 1 <= limit <= 100 else 100, max(0, given.get("timeout", 0))
    )
    return [update.as_json() for update in found]


async def set_webhook(world: World, given: Given) -> Any:
    """Have updates posted to a URL; plain http is served to this very machine only, as a local Bot API server does."""
    url, secret = given["url"], given.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise BadRequest("secret token contains unallowed characters")
    if url:
        parts = urlsplit(url)
        if parts.hostname not in _HOME:
            if parts.scheme != "https":
                raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
            if parts.port not in _PORTS:
                raise BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    _drop(world, given)
    if "allowed_updates" in given:
        world.updates.allowed = frozenset(given["allowed_updates"])
    world.polling.end("setWebhook request")
    connections = min(max(given.get("max_connections", 40), 1), 100)
    await world.webhook.point_to(Hook(url, secret, connections) if url else None)
    return True


async def delete_webhook(world: World, given: Given) -> Any:
    """Have updates fetched again."""
    _drop(world, given)
    await world.webhook.point_to(None)
    return True


def _drop(world: World, given: Given) -> None:
    if given.get("drop_pending_updates"):
        world.updates.clear()


def get_webhook_info(world: World, _given: Given) -> Any:
    """How the webhook does."""
    return world.webhook.as_json()
