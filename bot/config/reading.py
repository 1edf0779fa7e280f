"""config.toml and the environment, read into Settings.

`PENGGERAK_TELEGRAM__TOKEN` in the environment goes before `token` under `[telegram]` in the file.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError
from typing_extensions import override

from bot.config.faults import ConfigError, first_fault, unknown_variable
from bot.config.sections import PREFIX, Webhook
from bot.config.settings import Settings

USUAL_FILE = Path("config.toml")


class _Written(Settings, BaseSettings):
    """Settings as the environment has them and, after it, whoever builds them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__")

    @override
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (env_settings, init_settings)


def load(file: Path | None = None) -> Settings:
    """Read `file`, else $PENGGERAK_CONFIG, else ./config.toml, else the defaults; then the environment.

    Raises ConfigError, which names the setting and what would be right, and never shows a value.
    """
    chosen = file or (Path(os.environ[f"{PREFIX}CONFIG"]) if os.environ.get(f"{PREFIX}CONFIG") else None)
    source = chosen or USUAL_FILE
    if unknown := unknown_variable(os.environ, PREFIX, Settings.model_fields):
        raise ConfigError(unknown)
    written = _read(source) if chosen or USUAL_FILE.exists() else {}
    try:
        settings = _Written(**written)
    except ValidationError as error:
        raise ConfigError(first_fault(error, Settings, source, PREFIX)) from None
    except SettingsError as error:
        raise ConfigError(f"environment: {error}") from None
    if settings.telegram.mode == "webhook":
        _complete(settings.telegram.webhook, source)
    if not settings.web.listen and (settings.telegram.mode == "webhook" or settings.web.public_url):
        why = "with web.public_url" if settings.web.public_url else "with mode = 'webhook'"
        raise ConfigError(
            f"{source}: web.listen is empty: {why} it should be the address on which the bot listens "
            "behind your proxy, such as 127.0.0.1"
        )
    return settings


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: is not TOML: {error}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: is not text in UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None


def _complete(webhook: Webhook, source: Path) -> None:
    if not webhook.url:
        raise ConfigError(
            f"{source}: telegram.webhook.url is empty: with mode = 'webhook' it should be the "
            "public address, such as https://bot.example.go.id/telegram"
        )
    if not webhook.secret_token.get_secret_value():
        raise ConfigError(
            f"{source}: telegram.webhook.secret_token is empty: make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
