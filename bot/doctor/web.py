"""Can the bot's own pages be reached, where it has any?"""

import asyncio
import contextlib
import socket

import aiohttp

from bot.config import Settings, Web
from bot.doctor.account import PATIENCE
from bot.doctor.findings import Finding
from bot.pages.addresses import ALIVE, HEALTH

ABOUT = "web"


def web(settings: Settings) -> Finding:
    """See that somebody is served where the bot listens, and that the public address leads there while the bot is at work."""
    wanted = settings.web
    is_called = settings.telegram.mode == "webhook"
    if not wanted.listen:
        return Finding(
            ABOUT, well=True, says="there are no pages: people get calendar files and no calendar links"
        )
    if not wanted.public_url and not is_called:
        return Finding(
            ABOUT,
            well=False,
            says=f"web.listen is {wanted.listen}, but nothing is served there",
            mend="give web.public_url the address of your proxy, or leave web.listen empty",
        )
    if wanted.public_url.startswith("http://") and not _is_here(wanted.public_url):
        return Finding(
            ABOUT,
            well=False,
            says=f"{wanted.public_url} is not encrypted, so others on the way could read people's links",
            mend="let the proxy speak TLS and begin web.public_url with https://",
        )
    return _listening(wanted)


def _listening(wanted: Web) -> Finding:
    where = f"{wanted.listen}:{wanted.port}"
    try:
        taken = _is_taken(wanted)
    except OSError as error:
        return Finding(
            ABOUT,
            well=False,
            says=f"the bot cannot listen on {where} ({error.strerror})",
            mend="web.listen should be an address of this machine, web.port a free one from 1024 on",
        )
    if not taken:
        return Finding(
            ABOUT,
            well=True,
            says=f"the bot can listen on {where}; it is not at work, so nobody was asked there",
        )
    if not wanted.public_url:
        return Finding(ABOUT, well=True, says=f"somebody listens on {where}; the bot, if it is at work")
    return asyncio.run(_reached(wanted.public_url, where))


def _is_taken(wanted: Web) -> bool:
    """Whether somebody listens there already. Raises OSError where nobody could."""
    family, *_rest, address = socket.getaddrinfo(wanted.listen, wanted.port, type=socket.SOCK_STREAM)[0]
    with contextlib.closing(socket.socket(family)) as asking:
        asking.settimeout(2)
        if asking.connect_ex(address) == 0:
            return True
    with contextlib.closing(socket.socket(family)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    return False


async def _reached(public_url: str, where: str) -> Finding:
    address = public_url.rstrip("/") + HEALTH
    mend = f"see that the proxy runs and passes {public_url} on to {where}"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(address) as response:
            text = await response.text()
    except TimeoutError:
        return Finding(ABOUT, well=False, says=f"{address} did not answer within 10 seconds", mend=mend)
    except (aiohttp.ClientError, UnicodeDecodeError) as error:
        why = type(error).__name__
        return Finding(ABOUT, well=False, says=f"{address} cannot be reached ({why})", mend=mend)
    if text == ALIVE:
        return Finding(ABOUT, well=True, says=f"the pages are at {public_url}")
    return Finding(
        ABOUT, well=False, says=f"{address} answered {response.status}, and it was not the bot", mend=mend
    )


def _is_here(address: str) -> bool:
    return address.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
