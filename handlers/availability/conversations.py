"""The conversations about when somebody may be written to."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.availability.leave import leave
from handlers.availability.settings import settings
from models.availability.changing import keep_leave, keep_setting
from models.availability.own import load_own_availability
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Leave, and everything else that one sets for oneself."""
    own = partial(load_own_availability, usual=rules.quiet, working=rules.working)
    return (
        Conversation(
            "leave", leave, own, keep_leave,
            words=("cuti", "leave"), description=N_("Tell that you are on leave"), rests=False,
        ),
        Conversation(
            "settings", settings, own, keep_setting,
            words=("pengaturan", "settings"), description=N_("Quiet hours, time zone, a pause"), rests=False,
        ),
    )  # fmt: skip
