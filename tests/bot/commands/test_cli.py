"""Every command ends with 0, with 1 and one line, or with 2."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.commands.spoken import Ended, Penggerak, add_batch


def test_the_command_is_installed() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("penggerak"), "--version"], capture_output=True, text=True, check=True
    )
    assert ended.stdout.startswith("penggerak 0.")


@pytest.mark.parametrize(
    "arguments", [["fly"], ["--fast"], ["instrument", "add"], ["batch", "add", "--code", "A"]]
)
def test_what_is_not_understood_ends_with_2(penggerak: Penggerak, arguments: list[str]) -> None:
    assert penggerak(*arguments).code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["roster", "--help"], ["instrument", "add", "--help"]])
def test_help_is_given(penggerak: Penggerak, arguments: list[str]) -> None:
    ended = penggerak(*arguments)
    assert (ended.code, ended.err) == (0, "")
    assert "Usage: penggerak" in ended.out


def test_a_setting_that_is_wrong_is_one_line_and_1(penggerak: Penggerak) -> None:
    Path("config.toml").write_text("[database]\nurll = 'x'\n", encoding="utf-8")
    assert penggerak("migrate") == Ended(
        1, "", "penggerak: config.toml: database.urll is not a setting of database; did you mean url?\n"
    )


def test_settings_can_be_in_another_file(penggerak: Penggerak) -> None:
    Path("other.toml").write_text("[database]\nurl = 'sqlite:///other.db'\n", encoding="utf-8")
    assert penggerak("--config", "other.toml", "migrate").code == 0
    assert Path("other.db").exists()


def test_a_database_is_created_once(penggerak: Penggerak) -> None:
    assert penggerak("migrate").out == "The database has been brought up to date.\n"
    assert penggerak("migrate").out == "The database is up to date.\n"


def test_without_a_database_one_is_told_to_migrate(penggerak: Penggerak, tmp_path: Path) -> None:
    assert add_batch(penggerak) == Ended(
        1, "", "penggerak: the database is not up to date; run: penggerak migrate\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_a_folder_that_is_not_there(
    penggerak: Penggerak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENGGERAK_DATABASE__URL", "sqlite:///away/penggerak.db")
    ended = penggerak("migrate")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "unable to open database file; see: penggerak doctor" in ended.err


def test_without_a_token_the_bot_does_not_run(on: Penggerak) -> None:
    ended = on("run")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "ask @BotFather" in ended.err


def test_the_doctor_ends_with_1_where_something_is_wrong(on: Penggerak) -> None:
    ended = on("doctor")
    assert ended.code == 1
    assert "✓ database: it can be written to and is up to date" in ended.out
    assert "✗ token: telegram.token is empty" in ended.out


def test_what_nobody_expected_is_one_line_and_a_file(
    penggerak: Penggerak, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("bot.config.load", lambda _file: 1 // 0)
    ended = penggerak("migrate")
    (file,) = tmp_path.glob("penggerak-*.log")
    assert ended == Ended(1, "", f"penggerak: something went wrong inside; the details are in {file}\n")
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")
