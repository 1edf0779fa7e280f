"""The conversations around messages to many, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.broadcasts.people import broadcast_people
from handlers.broadcasts.progress import broadcast_progress
from handlers.broadcasts.sent import broadcasts
from handlers.broadcasts.write import broadcast
from models.availability.quiet_hours import QuietHours
from models.broadcasts.progress import keep_stop, load_progress, load_sent, load_told
from models.broadcasts.watching import come_further
from models.broadcasts.writing import keep_broadcast, load_writings


def conversations(quiet: QuietHours) -> tuple[Conversation[Any], ...]:
    """All of them; what is written in the `quiet` hours goes out after them."""
    return (
        Conversation(
            "broadcast",
            broadcast,
            partial(load_writings, quiet=quiet),
            partial(keep_broadcast, quiet=quiet),
            title=N_("your message to many"),
        ),
        Conversation(
            "broadcast_progress",
            broadcast_progress,
            load_progress,
            keep_stop,
            rests=False,
            watch=come_further,
        ),
        Conversation("broadcast_people", broadcast_people, load_told, rests=False),
        Conversation("broadcasts", broadcasts, load_sent, rests=False),
    )
