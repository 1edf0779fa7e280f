"""The tables of config.toml; what each setting is for stands in config.example.toml."""

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from bot.config.faults import ConfigError
from bot.config.values import (
    a_path,
    a_token,
    a_webhook_secret,
    a_zone,
    an_address,
    an_address_or_nothing,
    some_distances,
    some_names,
)

PREFIX = "PENGGERAK_"
Address = Annotated[str, AfterValidator(an_address)]


class Section(BaseModel):
    """A table of the file; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Webhook(Section):
    """Where Telegram reaches the bot, and what it is known by."""

    url: Annotated[str, AfterValidator(an_address_or_nothing)] = ""
    path: Annotated[str, AfterValidator(a_path)] = "/telegram"
    secret_token: Annotated[SecretStr, AfterValidator(a_webhook_secret)] = SecretStr("")


class Telegram(Section):
    """The bot's account and the way updates come in."""

    token: Annotated[SecretStr, AfterValidator(a_token)] = SecretStr("")
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
    public_url: Annotated[str, AfterValidator(an_address_or_nothing)] = ""


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


Names = Annotated[tuple[str, ...], AfterValidator(some_names)]


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

    remind_before: Annotated[tuple[str, ...], AfterValidator(some_distances)] = ("7d", "1d", "1h")
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

    zone: Annotated[str, AfterValidator(a_zone)] = "Asia/Jakarta"
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
