"""What the log says, and what it must never say."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.config import Logging
from bot.logs import set_up

TOKEN = "987654321:AAHinvented-invented_invented-inven"
SHORT = "1:phone"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture(params=["console", "json"])
def log(request: pytest.FixtureRequest) -> io.StringIO:
    written = io.StringIO()
    set_up(Logging(level="info", style=request.param), [TOKEN, SHORT], written)
    return written


def test_the_token_is_left_out_of_what_we_log(log: io.StringIO) -> None:
    structlog.get_logger("bot.app").info("started", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert "started" in log.getvalue()
    assert "/getMe" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_the_token_is_left_out_of_what_libraries_log(log: io.StringIO) -> None:
    logging.getLogger("aiohttp.client").warning("POST %s failed", f"/bot{TOKEN}/sendMessage")
    assert "/sendMessage failed" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_the_token_is_left_out_of_tracebacks(log: io.StringIO) -> None:
    try:
        raise ConnectionError(f"cannot reach https://api.telegram.org/bot{TOKEN}/getUpdates")
    except ConnectionError:
        structlog.get_logger().exception("polling failed")
        logging.getLogger("telegram").exception("polling failed")
    assert log.getvalue().count("cannot reach") >= 2
    assert TOKEN not in log.getvalue()


def test_a_traceback_does_not_tell_what_was_in_hand(log: io.StringIO) -> None:
    answers = {"complaint": "the office is cold"}
    try:
        answers["praise"]
    except KeyError:
        structlog.get_logger().exception("talk failed")
        logging.getLogger("apscheduler").exception("tick failed")
    assert log.getvalue().count("KeyError") == 2
    assert "cold" not in log.getvalue()


def test_a_token_that_nobody_named_is_left_out_too(log: io.StringIO) -> None:
    other = TOKEN.replace("987", "123")
    structlog.get_logger().warning("odd", seen=other, escaped=other.replace(":", "%3A"))
    assert "invented" not in log.getvalue()


def test_a_short_secret_is_left_out_because_it_was_named(log: io.StringIO) -> None:
    structlog.get_logger().info("calls", path=f"/bot{SHORT}/getMe")
    assert SHORT not in log.getvalue()


def test_names_are_kept_as_they_are_written(log: io.StringIO) -> None:
    structlog.get_logger().info("greeted", name="Ni Luh Gdé")
    assert "Ni Luh Gdé" in log.getvalue()


def test_what_is_below_the_level_stays_out(log: io.StringIO) -> None:
    structlog.get_logger("bot").debug("detail")
    logging.getLogger("httpx").info("HTTP Request: POST")
    assert log.getvalue() == ""


def test_json_is_one_object_a_line() -> None:
    written = io.StringIO()
    set_up(Logging(style="json"), stream=written)
    structlog.get_logger("bot.turns").info("turn", talk=12)
    logging.getLogger("library").warning("old %s", "way")
    first, second = (json.loads(line) for line in written.getvalue().splitlines())
    assert (first["event"], first["talk"], first["level"], first["logger"]) == (
        "turn",
        12,
        "info",
        "bot.turns",
    )
    assert (second["event"], second["level"]) == ("old way", "warning")
    assert first["timestamp"].endswith("Z")
