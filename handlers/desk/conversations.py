"""The conversations of the facilitator’s desk, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.desk.batch import batch
from handlers.desk.member import batch_member
from handlers.desk.push import push
from models.desk.overview import load_desks
from models.desk.pushes import keep_push, load_pushings
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those of a facilitator’s desk, and the pushes that come from it."""
    desks = partial(load_desks, rules=rules)
    return (
        Conversation(
            "batch", batch, desks,
            words=("angkatan", "batch"), description=N_("Your batch at a glance (facilitators)"), rests=False,
        ),
        Conversation("batch_member", batch_member, desks, keep_push, rests=False),
        Conversation("push", push, partial(load_pushings, rules=rules), rests=False),
    )  # fmt: skip
