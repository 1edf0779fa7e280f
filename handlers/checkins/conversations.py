"""The conversations around weekly reports, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.checkins.asked import asked
from handlers.checkins.missing import missing
from handlers.checkins.rule import rule
from models.checkins.asking import keep_put_off, load_askings
from models.checkins.missed_by import load_missing
from models.checkins.setting import keep_rule, load_rule_settings
from models.checkins.telling import ASKED, MISSING
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """What is said about weekly reports, by the rules of the programme."""
    askings = partial(load_askings, working=rules.working, rules=rules.checkins)
    return (
        Conversation(ASKED, asked, askings, keep_put_off, rests=False),
        Conversation(
            "checkins_rule", rule, partial(load_rule_settings, working=rules.working),
            partial(keep_rule, working=rules.working), title=N_("the weekly reports of the batch"),
        ),
        Conversation(MISSING, missing, partial(load_missing, working=rules.working), rests=False),
    )  # fmt: skip
