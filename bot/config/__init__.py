"""The settings: what can be set, how it is written, and reading it from config.toml and the environment."""

from bot.config.faults import ConfigError
from bot.config.reading import load
from bot.config.sections import (
    PREFIX,
    CheckIns,
    Database,
    Digests,
    Limits,
    Logging,
    Meetings,
    People,
    Privacy,
    QuickWins,
    Reports,
    Reviews,
    Telegram,
    Time,
    Web,
    Webhook,
)
from bot.config.settings import Settings
from bot.config.values import distance

__all__ = [
    "PREFIX",
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
    "distance",
    "load",
]
