"""What is logged, by us and by the libraries, in one shape and without the bot's token."""

import logging
import re
import sys
from collections.abc import Sequence
from typing import TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.config import Logging

_TOKEN = re.compile(r"\d{5,}(?::|%3[Aa])[\w-]{20,}", re.ASCII)  # as @BotFather gives them, also within a URL
_INSTEAD = "<token>"
_TALKATIVE = ("aiohttp.access", "alembic", "httpx", "httpcore", "apscheduler", "uvicorn.access")


class Discreet(logging.Formatter):
    """The last hand on every line: whatever wrote it, and be it a traceback, no token is left in it."""

    def __init__(self, inner: logging.Formatter, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self.inner = inner
        self.secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """The line of `inner`, redacted."""
        return redact(self.inner.format(record), self.secrets)


def redact(text: str, secrets: Sequence[str] = ()) -> str:
    """`text` without the given secrets and without anything that looks like a bot's token."""
    for secret in secrets:
        text = text.replace(secret, _INSTEAD)
    return _TOKEN.sub(_INSTEAD, text)


def set_up(settings: Logging, secrets: Sequence[str] = (), stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error) from here on; `secrets` are never written, not even by libraries."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    out = stream or sys.stderr
    lines = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(settings, out)],
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(Discreet(lines, secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _rendering(settings: Logging, out: TextIO) -> list[Processor]:
    if settings.style == "json":
        return [structlog.processors.format_exc_info, _as_json]
    plain = structlog.dev.plain_traceback  # the default shows the variables of every frame: people's answers
    return [structlog.dev.ConsoleRenderer(colors=out.isatty(), exception_formatter=plain)]


def _as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return orjson.dumps(dict(event), default=str).decode()
