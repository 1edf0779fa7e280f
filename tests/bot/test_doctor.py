"""What the doctor finds, and what it says to mend it."""

import asyncio
import socket
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from bot.clock import StoppedClock
from bot.config import Database, Settings, Telegram, Web
from bot.doctor.database import database as look_at_database
from bot.doctor.database import disk
from bot.doctor.examination import examine, look_at
from bot.doctor.findings import Finding
from bot.doctor.hours import clock_of, zone_data
from bot.doctor.web import web
from bot.pages.site import site
from bot.serving import serving

TOKEN = "4242:right"
NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


class BotApi(BaseHTTPRequestHandler):
    """A Bot API that knows one bot, and whose clock stands at nine."""

    def do_GET(self) -> None:
        match self.path:
            case "/bot4242:right/getMe":
                self.answer(
                    200, b'{"ok":true,"result":{"id":4242,"is_bot":true,"username":"tirtanagari_bot"}}'
                )
            case path if path.startswith("/bot"):
                self.answer(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
            case _:
                self.answer(200, b"<html>It works!</html>")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response_only(status)
        self.send_header("Date", "Mon, 23 Nov 2026 02:00:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def bot_api() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), BotApi) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def settings(bot_api: str, token: str = TOKEN, path: str = "/bot", address: str = "sqlite://") -> Settings:
    return Settings(
        telegram=Telegram.model_validate({"token": token, "base_url": bot_api + path}),
        database=Database(url=address),
    )


def found(findings: Iterator[Finding], about: str) -> Finding:
    return next(finding for finding in findings if finding.about == about)


def test_a_healthy_installation(bot_api: str, database: Engine, clock: StoppedClock) -> None:
    findings = list(look_at(settings(bot_api, address=str(database.url)), clock))
    assert all(finding.well for finding in findings), "\n".join(map(str, findings))
    assert "✓ token: it belongs to @tirtanagari_bot" in map(str, findings)
    assert "✓ clock: it agrees with Telegram's" in map(str, findings)


def test_a_token_that_telegram_does_not_know(bot_api: str, clock: StoppedClock) -> None:
    finding = found(look_at(settings(bot_api, token="4242:wrong"), clock), "token")
    assert str(finding) == (
        "✗ token: Telegram does not know it; copy it again from @BotFather, /mybots, API Token"
    )


def test_no_token(bot_api: str, clock: StoppedClock) -> None:
    finding = found(look_at(settings(bot_api, token=""), clock), "token")
    assert "telegram.token is empty: ask @BotFather" in str(finding)


def test_an_address_where_nobody_listens(clock: StoppedClock) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BotApi) as server:
        address = f"http://127.0.0.1:{server.server_port}"
    finding = found(look_at(settings(address), clock), "token")
    assert "cannot be reached" in finding.says
    assert TOKEN not in str(finding)


def test_an_address_where_something_else_answers(bot_api: str, clock: StoppedClock) -> None:
    finding = found(look_at(settings(bot_api, path="/"), clock), "token")
    assert "answered 200 to getMe, and not as it should; see that telegram.base_url" in str(finding)


@pytest.mark.parametrize(
    ("off", "told"),
    [
        (timedelta(seconds=95), "it is 95 seconds ahead of Telegram's"),
        (-timedelta(minutes=7), "it is 7 minutes behind Telegram's"),
        (timedelta(days=1), "it is 24 hours ahead of Telegram's"),
    ],
)
def test_a_clock_that_is_wrong(off: timedelta, told: str) -> None:
    finding = clock_of(NINE, StoppedClock(NINE + off))
    assert not finding.well
    assert finding.says == told
    assert "set-ntp" in finding.mend


def test_a_clock_that_is_a_little_off_is_well() -> None:
    assert clock_of(NINE, StoppedClock(NINE + timedelta(seconds=29))).well


def test_the_hour_is_told_as_the_programme_counts_it(clock: StoppedClock) -> None:
    assert zone_data("Asia/Makassar", clock).says == "in Asia/Makassar it is 10:00 WITA"


def test_a_database_that_is_not_there_yet(tmp_path: Path) -> None:
    first, second = look_at_database(f"sqlite:///{tmp_path / 'penggerak.db'}")
    assert str(first) == "✗ database: it is not up to date; run: penggerak migrate"
    assert second.well
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_not_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "penggerak.db"
    file.touch()
    assert "penggerak migrate" in next(look_at_database(f"sqlite:///{file}")).mend


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = look_at_database(f"sqlite:///{tmp_path / 'away' / 'penggerak.db'}")
    assert "there is no folder" in finding.says


def test_a_file_that_cannot_be_written_to(sqlite_database: Engine) -> None:
    sqlite_database.dispose()
    finding = next(look_at_database(f"sqlite:///file:{sqlite_database.url.database}?mode=ro&uri=true"))
    assert "readonly" in finding.says
    assert "write to the file and to its folder" in finding.mend


def test_a_file_that_somebody_else_holds(sqlite_database: Engine) -> None:
    sqlite_database.dispose()
    other = sqlite3.connect(str(sqlite_database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    finding = next(look_at_database(str(sqlite_database.url)))
    other.close()
    assert "locked" in finding.says
    assert "another programme holds it" in finding.mend


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    file = tmp_path / "penggerak.db"
    file.write_text("nama;nip\n" * 200, encoding="utf-8")
    assert "another kind of file" in next(look_at_database(f"sqlite:///{file}")).mend


def test_a_postgresql_that_does_not_run() -> None:
    (finding,) = look_at_database("postgresql://penggerak:rahasia@127.0.0.1:1/penggerak")
    assert "see that PostgreSQL runs" in finding.mend
    assert "rahasia" not in str(finding)


def test_a_database_that_the_server_does_not_have(postgresql_database: Engine) -> None:
    postgresql_database.dispose()
    address = postgresql_database.url.set(database="nowhere").render_as_string(hide_password=False)
    assert "create it" in next(look_at_database(address)).mend


def test_an_address_that_cannot_be_used() -> None:
    (finding,) = look_at_database("mysql://db/penggerak")
    assert "mysql is not supported" in finding.says


def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    assert disk(tmp_path, room=1).well
    assert "make room" in disk(tmp_path, room=10**18).mend


def test_settings_that_cannot_be_read_come_first_and_alone(tmp_path: Path, clock: StoppedClock) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[telegram]\nmode = 'pull'\n", encoding="utf-8")
    (finding,) = examine(file, clock)
    assert str(finding) == f"✗ settings: {file}: telegram.mode should be 'polling' or 'webhook'"


def pages(settings: Settings, **web: object) -> Settings:
    return settings.model_copy(update={"web": Web.model_validate({"listen": "127.0.0.1", **web})})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"listen": ""}, "✓ web: there are no pages: people get calendar files and no calendar links"),
        ({}, "✗ web: web.listen is 127.0.0.1, but nothing is served there; give web.public_url the address"),
        ({"public_url": "http://bot.example.go.id"}, "✗ web: http://bot.example.go.id is not encrypted"),
        ({"public_url": "https://bot.example.go.id", "listen": "192.0.2.7"}, "✗ web: the bot cannot listen on 192.0.2.7"),
    ],
)  # fmt: skip
def test_pages_that_nobody_could_reach(said: dict[str, object], told: str) -> None:
    finding = web(pages(Settings(), port=free_port(), **said))
    assert str(finding).startswith(told)


def test_pages_of_a_bot_that_is_not_at_work_are_not_asked_for() -> None:
    port = free_port()
    finding = web(pages(Settings(), port=port, public_url="https://bot.example.go.id"))
    assert str(finding).startswith(f"✓ web: the bot can listen on 127.0.0.1:{port}; it is not at work")


def test_pages_behind_an_address_that_leads_to_somebody_else_or_nowhere(bot_api: str) -> None:
    port = int(bot_api.rpartition(":")[2])
    astray = web(pages(Settings(), port=port, public_url=bot_api))
    assert f"✗ web: {bot_api}/health answered 200, and it was not the bot" in str(astray)
    nowhere = f"http://127.0.0.1:{free_port()}"
    lost = web(pages(Settings(), port=port, public_url=nowhere))
    assert f"{nowhere}/health cannot be reached" in lost.says
    assert f"passes {nowhere} on to 127.0.0.1:{port}" in lost.mend


def test_pages_of_a_bot_that_is_at_work(sqlite_database: Engine, clock: StoppedClock) -> None:
    async def looked_at() -> Finding:
        bots = Starlette(routes=site(sqlite_database, "tirtanagari_bot", clock.now, "id"))
        async with serving(bots, "127.0.0.1", 0) as port:
            wanted = pages(Settings(), port=port, public_url=f"http://127.0.0.1:{port}/")
            return await asyncio.to_thread(web, wanted)

    assert asyncio.run(looked_at()).well
