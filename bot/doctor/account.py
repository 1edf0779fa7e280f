"""Does Telegram know the bot?"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import orjson

from bot.config import ConfigError, Telegram
from bot.doctor.findings import Finding

PATIENCE = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True)
class Answer:
    """What getMe was answered with; `fault` where it was not, `date` is the other side's time."""

    status: int = 0
    body: Any = None
    date: datetime | None = None
    fault: str = ""
    mend: str = ""


def ask(telegram: Telegram) -> Answer:
    """Ask the Bot API who the token belongs to."""
    try:
        token = telegram.required_token()
    except ConfigError as error:
        return Answer(fault=str(error))
    return asyncio.run(_get_me(telegram.base_url, token))


class BotUnknown(RuntimeError):
    """Telegram could not be asked who the bot is. Passing, unless the token or the address is wrong."""


def bot_username(telegram: Telegram) -> str:
    """What the bot is called in links, without @. Raises ConfigError without a token, and BotUnknown."""
    telegram.required_token()
    answer = ask(telegram)
    finding = account(answer)
    if not finding.well:
        raise BotUnknown(f"{finding.says}; {finding.mend}")
    return str(answer.body["result"]["username"])


def account(answer: Answer) -> Finding:
    """What the answer says about the token."""
    match answer:
        case Answer(fault=str(fault)) if fault:
            return Finding("token", well=False, says=fault, mend=answer.mend)
        case Answer(status=200, body={"ok": True, "result": {"username": str(username)}}):
            return Finding("token", well=True, says=f"it belongs to @{username}")
        case Answer(status=401 | 404):
            return Finding(
                "token",
                well=False,
                says="Telegram does not know it",
                mend="copy it again from @BotFather, /mybots, API Token",
            )
    return Finding(
        "token",
        well=False,
        says=f"the Bot API answered {answer.status} to getMe, and not as it should",
        mend="see that telegram.base_url is the address of a Bot API server",
    )


async def _get_me(base_url: str, token: str) -> Answer:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{base_url}{token}/getMe") as response,
        ):
            text = await response.read()
            return Answer(response.status, _parsed(text), _date(response.headers.get("Date")))
    except TimeoutError:
        return _unreachable("the Bot API did not answer within 10 seconds")
    except aiohttp.ClientConnectorError as error:
        return _unreachable(f"the Bot API at {error.host} cannot be reached ({error.strerror})")
    except aiohttp.ClientError as error:  # its text may hold the address, and with it the token
        return _unreachable(f"the Bot API cannot be reached ({type(error).__name__})")


def _unreachable(fault: str) -> Answer:
    return Answer(
        fault=fault, mend="see that telegram.base_url is right, and that the network lets the bot out"
    )


def _parsed(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None
