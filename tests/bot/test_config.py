"""Settings: what is read from where, and what is said when something in them is wrong."""

import os
import tomllib
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import ConfigError, Settings, Telegram, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "123456789:AAF-mock_mock_mock_mock_mock_mock_m"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and an environment in which nobody has set anything."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("PENGGERAK_"):
            monkeypatch.delenv(name)


def written(text: str) -> Path:
    file = Path("config.toml")
    file.write_text(text, encoding="utf-8")
    return file


def flat(settings: BaseModel, place: str = "") -> dict[str, Any]:
    """Every setting by its dotted key."""
    found: dict[str, Any] = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        found |= flat(value, f"{place}{name}.") if isinstance(value, BaseModel) else {f"{place}{name}": value}
    return found


def keys(table: dict[str, Any], place: str = "") -> list[str]:
    return [
        key
        for name, value in table.items()
        for key in (keys(value, f"{place}{name}.") if isinstance(value, dict) else [f"{place}{name}"])
    ]


def test_the_example_has_every_setting_and_no_other() -> None:
    assert sorted(keys(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")))) == sorted(flat(Settings()))


def test_the_example_shows_the_defaults() -> None:
    assert flat(load(EXAMPLE)) == flat(Settings())


def test_the_example_says_in_a_sentence_what_each_setting_is_for() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if "=" in line and not line.startswith("#"):
            assert above.startswith("# "), f"no sentence above: {line}"
            assert above.endswith("."), f"not a sentence: {above}"


def test_without_a_file_there_are_the_defaults() -> None:
    assert flat(load()) == flat(Settings())


def test_the_file_at_hand_is_read() -> None:
    written('[time]\nzone = "Asia/Makassar"\nquiet_from = 21:30:00\n')
    assert load().time.zone == "Asia/Makassar"
    assert load().time.quiet_from == time(21, 30)


def test_a_file_named_in_the_environment_goes_before_the_one_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written('[people]\ndefault_language = "id"\n')
    other = tmp_path / "other.toml"
    other.write_text('[people]\ndefault_language = "en"\n', encoding="utf-8")
    monkeypatch.setenv("PENGGERAK_CONFIG", str(other))
    assert load().people.default_language == "en"


def test_a_file_named_in_the_call_goes_before_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENGGERAK_CONFIG", "nowhere.toml")
    other = tmp_path / "other.toml"
    other.write_text("[limits]\nchat_burst = 5\n", encoding="utf-8")
    assert load(other).limits.chat_burst == 5


def test_the_environment_goes_before_the_file_one_setting_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    written('[telegram]\nmode = "polling"\n[web]\nport = 9000\nlisten = "::1"\n')
    monkeypatch.setenv("PENGGERAK_TELEGRAM__TOKEN", TOKEN)
    monkeypatch.setenv("PENGGERAK_WEB__PORT", "9001")
    settings = load()
    assert settings.telegram.required_token() == TOKEN
    assert (settings.web.listen, settings.web.port) == ("::1", 9001)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[telegram]\ntokn = 'x'",
            "config.toml: telegram.tokn is not a setting of telegram; did you mean token?",
        ),
        ("[telegrams]", "config.toml: telegrams is not a setting; did you mean telegram?"),
        (
            "[people]\nshoes = 3",
            "config.toml: people.shoes is not a setting of people; there are default_language",
        ),
        ("[telegram]\nmode = 'pull'", "config.toml: telegram.mode should be 'polling' or 'webhook'"),
        ("[limits]\nchat_burst = 'many'", "config.toml: limits.chat_burst should be a valid integer"),
        (
            "[limits]\nmessages_per_second = 0",
            "config.toml: limits.messages_per_second should be greater than 0",
        ),
        ("[time]\nzone = 'WIB'", "config.toml: time.zone should be a time zone such as Asia/Jakarta"),
        ("[time]\nquiet_from = 'late'", "config.toml: time.quiet_from should be in a valid time format"),
        ("telegram = 3", "config.toml: telegram should be a table of settings"),
        ("[telegram]\nbase_url = 'localhost'", "config.toml: telegram.base_url should begin with https://"),
        ("[telegram\n", "config.toml: is not TOML: "),
        ("[telegram]\nmode = 'webhook'", "config.toml: telegram.webhook.url is empty"),
        (
            "[telegram]\nmode = 'webhook'\nwebhook.url = 'https://bot.example.go.id/telegram'",
            "config.toml: telegram.webhook.secret_token is empty",
        ),
        (
            "[telegram]\nmode = 'webhook'\n[telegram.webhook]\nurl = 'https://bot.example.go.id/telegram'\nsecret_token = 's'",
            "config.toml: web.listen is empty: with mode = 'webhook' it should be the address",
        ),
        (
            "[web]\npublic_url = 'https://bot.example.go.id'",
            "config.toml: web.listen is empty: with web.public_url it should be the address",
        ),
        ("[web]\npublic_url = 'bot.example.go.id'", "config.toml: web.public_url should begin with https://"),
        (
            "[meetings]\nremind_before = ['a week']",
            'config.toml: meetings.remind_before should be a list such as ["7d", "1d", "1h"]',
        ),
        (
            "[meetings]\nremind_before = ['1d', '24h']",
            "config.toml: meetings.remind_before should not name any distance twice",
        ),
        ("[limits]\nchat_burst = 0\nx = 1", "(and 1 more)"),
        ("[digest]\nweekday = 'sunday'", "config.toml: digest.weekday should be 'monday', 'tuesday'"),
        ("[digest]\nat = '16:00'", "config.toml: digest.at should be within working hours"),
        ("[digest]\nat = '12:00'", "config.toml: digest.at should be within working hours"),
        ("[digest]\nweeks = 40", "config.toml: digest.weeks should be less than or equal to 16"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, told: str) -> None:
    written(text)
    with pytest.raises(ConfigError) as refused:
        load()
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_wrong_value_from_the_environment_is_blamed_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENGGERAK_WEB__PORT", "http")
    with pytest.raises(ConfigError, match=r"^environment: web\.port should be a valid integer"):
        load()


def test_a_variable_with_one_underscore_too_few_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENGGERAK_TELEGRAM_TOKEN", TOKEN)
    with pytest.raises(ConfigError, match="write PENGGERAK_TELEGRAM__TOKEN") as refused:
        load()
    assert TOKEN not in str(refused.value)


def test_a_section_set_whole_to_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENGGERAK_TELEGRAM", TOKEN)
    with pytest.raises(ConfigError, match="environment") as refused:
        load()
    assert TOKEN not in str(refused.value)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match=r"elsewhere\.toml: cannot be read: No such file"):
        load(Path("elsewhere.toml"))


def test_a_malformed_token_is_refused_and_not_shown() -> None:
    written("[telegram]\ntoken = '12345:rahasia sekali'")
    with pytest.raises(ConfigError, match="as @BotFather gives it") as refused:
        load()
    assert "rahasia" not in str(refused.value)


def test_whoever_needs_the_token_is_told_where_it_comes_from() -> None:
    with pytest.raises(ConfigError, match="@BotFather"):
        Telegram().required_token()


def test_settings_show_no_secret_when_printed() -> None:
    written(f"[telegram]\ntoken = '{TOKEN}'\nwebhook.secret_token = 'rahasia'")
    assert TOKEN not in repr(load())
    assert "rahasia" not in repr(load())


def test_settings_built_in_code_ignore_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENGGERAK_PEOPLE__DEFAULT_LANGUAGE", "en")
    assert Settings().people.default_language == "id"
