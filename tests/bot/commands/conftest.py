"""The command line, a batch on each kind of database, and a Telegram that knows the bot."""

import os
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine

from bot.cli import main
from tests.bot.commands.spoken import Ended, Penggerak, add_batch


@pytest.fixture
def penggerak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Penggerak:
    """Say `penggerak ...` in an empty folder."""
    for name in [name for name in os.environ if name.startswith("PENGGERAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")  # so that no answer is broken into lines
    monkeypatch.chdir(tmp_path)

    def say(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["penggerak", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        said = capsys.readouterr()
        return Ended(code if isinstance(code, int) else int(code is not None), said.out, said.err)

    return say


@pytest.fixture
def on(penggerak: Penggerak, database: Engine, monkeypatch: pytest.MonkeyPatch) -> Penggerak:
    """The same with a database that is ready, and in it a batch."""
    monkeypatch.setenv("PENGGERAK_DATABASE__URL", str(database.url))
    assert add_batch(penggerak).code == 0
    return penggerak


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Bot API that knows the bot."""

    class BotApi(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"ok":true,"result":{"id":4242,"is_bot":true,"username":"tirtanagari_bot"}}'
            self.send_response_only(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), BotApi) as server:
        Thread(target=server.serve_forever).start()
        monkeypatch.setenv("PENGGERAK_TELEGRAM__TOKEN", "4242:invented")
        monkeypatch.setenv("PENGGERAK_TELEGRAM__BASE_URL", f"http://127.0.0.1:{server.server_port}/bot")
        yield
        server.shutdown()
