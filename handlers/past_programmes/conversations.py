"""The conversations about what ran before, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.past_programmes.add import add
from handlers.past_programmes.judge import judge
from handlers.past_programmes.look_back import look_back
from handlers.past_programmes.sent_list import send_list
from handlers.past_programmes.tally import tally
from models.past_programmes.adding import keep_added, load_adding
from models.past_programmes.looking_back import keep_verdicts, load_looking_back
from models.past_programmes.tally import load_tallies
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those in which a batch looks back."""
    looking_back, adding = partial(load_looking_back, rules=rules), partial(load_adding, rules=rules)
    return (
        Conversation(
            "lookback", look_back, looking_back,
            words=("kilasbalik", "lookback"), description=N_("What ran before, and what to make of it"), rests=False,
        ),
        Conversation("judge_past_programmes", judge, looking_back, keep_verdicts, title=N_("looking back")),
        Conversation("lookback_tally", tally, load_tallies, rests=False),
        Conversation(
            "add_past_programme", add, adding, keep_added,
            title=N_("the past programme you are adding"),
        ),
        Conversation("send_past_programmes", send_list, adding, title=N_("the list of past programmes")),
    )  # fmt: skip
