"""config.toml and the environment, read into one frozen Settings.

`PENGGERAK_TELEGRAM__TOKEN` in the environment goes before `token` under `[telegram]` in the file.
What each setting is for stands in config.example.toml.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError
from typing_extensions import override

from bot.config_faults import ConfigError, first_fault, unknown_variable

__all__ = [
    "CheckIns",
    "ConfigError",
    "Database",
    "Digests",
    "Limits",
    "Logging",
    "Meetings",
    "People",
    "Privacy",
    "QuickWins",
    "Reports",
    "Reviews",
    "Settings",
    "Telegram",
    "Time",
    "Web",
    "Webhook",
    "load",
]

PREFIX = "PENGGERAK_"
USUAL_FILE = Path("config.toml")
_DISTANCE = re.compile(r"[1-9]\d{0,2}[dhm]", re.ASCII)
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def _token(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
        raise ValueError("should be the token as @BotFather gives it: digits, a colon, letters and digits")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\w-]{0,256}", value.get_secret_value(), re.ASCII):
        raise ValueError("should be 1 to 256 letters, digits, _ and -")
    return value


def _address(value: str) -> str:
    if not re.match(r"https?://[^/\s]+", value):
        raise ValueError("should begin with https:// and a host")
    return value


def _address_or_nothing(value: str) -> str:
    return _address(value) if value else value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("should be a time zone such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura")
    return value


def _names(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value or any(not name.strip() for name in value):
        raise ValueError("should be a list of at least one name")
    if len({name.casefold().strip() for name in value}) < len(value):
        raise ValueError("should not name anything twice")
    return value


def _path(value: str) -> str:
    if not value.startswith("/"):
        raise ValueError("should begin with /")
    return value


def _distances(value: tuple[str, ...]) -> tuple[str, ...]:
    if any(not _DISTANCE.fullmatch(one) for one in value):
        raise ValueError('should be a list such as ["7d", "1d", "1h"]: days (d), hours (h) or minutes (m)')
    if len({distance(one) for one in value}) < len(value):
        raise ValueError("should not name any distance twice")
    return value


def distance(written: str) -> timedelta:
    """How long "7d", "1h" or "30m" is."""
    number, unit = int(written[:-1]), written[-1]
    return timedelta(**{_UNITS[unit]: number})


Address = Annotated[str, AfterValidator(_address)]


class Section(BaseModel):
    """A table of the file; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Webhook(Section):
    """Where Telegram reaches the bot, and what it is known by."""

    url: Annotated[str, AfterValidator(_address_or_nothing)] = ""
    path: Annotated[str, AfterValidator(_path)] = "/telegram"
    secret_token: Annotated[SecretStr, AfterValidator(_webhook_secret)] = SecretStr("")


class Telegram(Section):
    """The bot's account and the way updates come in."""

    token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    base_url: Address = "https://api.telegram.org/bot"
    base_file_url: Address = "https://api.telegram.org/file/bot"
    mode: Literal["polling", "webhook"] = "polling"
    patience_seconds: float = Field(default=20.0, gt=0)
    webhook: Webhook = Webhook()

    def required_token(self) -> str:
        """The token in plain text, for whoever speaks to Telegram. Raises ConfigError where there is none."""
        if not self.token.get_secret_value():
            raise ConfigError(
                "telegram.token is empty: ask @BotFather for a token and put it into config.toml "
                f"or {PREFIX}TELEGRAM__TOKEN"
            )
        return self.token.get_secret_value()


class Web(Section):
    """Where the bot's own web server listens behind the proxy, and the public address of its pages."""

    listen: str = ""
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: Annotated[str, AfterValidator(_address_or_nothing)] = ""


class Database(Section):
    """Where everything is kept."""

    url: str = "sqlite:///penggerak.db"


class Limits(Section):
    """How fast messages may leave, as Telegram allows it."""

    messages_per_second: float = Field(default=30.0, gt=0)
    chat_messages_per_second: float = Field(default=1.0, gt=0)
    chat_burst: int = Field(default=5, ge=1)
    group_messages_per_minute: float = Field(default=20.0, gt=0)


class People(Section):
    """How people are met."""

    default_language: Literal["id", "en"] = "id"


class Privacy(Section):
    """How long what is not needed stays."""

    keep_payload_days: int = Field(default=7, ge=2)


Names = Annotated[tuple[str, ...], AfterValidator(_names)]


class QuickWins(Section):
    """What the programme wants of a quick win, and where the lines are drawn."""

    goals: Names = ("Cerdas", "Modern", "Religius")
    fields: Names = ("Kesehatan", "Pendidikan", "Infrastruktur")
    impact_at_least: int = Field(default=4, ge=1, le=5)
    effort_at_most: int = Field(default=2, ge=1, le=5)
    days_at_most: int = Field(default=100, ge=1)
    needs_authority: bool = True
    needs_budget: bool = True


class Reviews(Section):
    """How peers test a quick win."""

    reviewers: int = Field(default=3, ge=1, le=9)
    from_other_agencies: int = Field(default=2, ge=0, le=9)
    days: int = Field(default=5, ge=1)
    lowest_median: float = Field(default=2.0, ge=1, le=5)
    median_of_medians: float = Field(default=3.5, ge=1, le=5)
    revisions: int = Field(default=2, ge=0)


Days = Annotated[int, Field(ge=0, le=6)]


class CheckIns(Section):
    """After how many days each step of the ladder of a weekly report comes; 0 leaves it out."""

    reminded_after_days: Days = 3
    last_call_after_days: Days = 4
    missed_after_days: Days = 5
    facilitator_told_after_days: Days = 5
    leader_told_after_days: Days = 6

    @model_validator(mode="after")
    def _in_order(self) -> "CheckIns":
        steps = (self.reminded_after_days, self.last_call_after_days, self.missed_after_days)
        taken = [days for days in steps if days]
        if sorted(set(taken)) != taken:
            raise ValueError(
                "should have reminded, last_call and missed one after the other, a day apart or more"
            )
        return self


class Meetings(Section):
    """When people are reminded of a meeting, and from when on they are late."""

    remind_before: Annotated[tuple[str, ...], AfterValidator(_distances)] = ("7d", "1d", "1h")
    late_after_minutes: int = Field(default=5, ge=0, le=120)


class Reports(Section):
    """What is asked in weekly reports, and where the files are kept that come with them."""

    escalate_after_days: int = Field(default=7, ge=1)
    indicator_every_weeks: int = Field(default=4, ge=1)
    evidence_folder: str = Field(default="evidence", min_length=1)
    largest_file_mb: int = Field(default=20, ge=1, le=20)


class Digests(Section):
    """When facilitators and leaders hear how the week went, and how much of it they are shown."""

    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "never"] = "friday"
    at: time = time(15, 30)
    weeks: int = Field(default=12, ge=2, le=16)
    names: int = Field(default=5, ge=1, le=8)


class Time(Section):
    """Local time, and when nobody is disturbed, or asked for things of their work."""

    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Jakarta"
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    working_from: time = time(7, 30)
    working_until: time = time(16)
    prayer_from: time = time(11, 30)
    prayer_until: time = time(13)

    @model_validator(mode="after")
    def _in_order(self) -> "Time":
        if self.working_from >= self.working_until:
            raise ValueError("should have working_from before working_until")
        if self.prayer_from > self.prayer_until:
            raise ValueError(
                "should have prayer_from before prayer_until, or both the same where there is none"
            )
        return self


class Logging(Section):
    """What is logged to standard error, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    style: Literal["console", "json"] = "console"


class Settings(Section):
    """Everything that can be set. Built directly it looks at neither file nor environment."""

    telegram: Telegram = Telegram()
    web: Web = Web()
    database: Database = Database()
    limits: Limits = Limits()
    people: People = People()
    privacy: Privacy = Privacy()
    quickwins: QuickWins = QuickWins()
    reviews: Reviews = Reviews()
    checkins: CheckIns = CheckIns()
    meetings: Meetings = Meetings()
    reports: Reports = Reports()
    digest: Digests = Digests()
    time: Time = Time()
    logging: Logging = Logging()

    @model_validator(mode="after")
    def _digest_in_working_time(self) -> "Settings":
        hours, at = self.time, self.digest.at
        if self.digest.weekday == "never":
            return self
        prays = self.digest.weekday == "friday" and hours.prayer_from <= at < hours.prayer_until
        if not hours.working_from <= at < hours.working_until or prays:
            raise ValueError(
                "digest.at should be within working hours (time.working_from to time.working_until) "
                "and not during the Friday prayer"
            )
        return self


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
