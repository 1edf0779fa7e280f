"""The conversations around quick wins, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.quickwins.card import card
from handlers.quickwins.change import change
from handlers.quickwins.draft import draft
from handlers.quickwins.join import join_answered, join_quickwin, join_requested, others
from handlers.quickwins.mine import mine
from models.quickwins.cards import keep_act, keep_change, load_cards
from models.quickwins.drafts import keep_draft, load_drafts
from models.quickwins.joining import keep_answer, load_invitations, load_others
from models.quickwins.joining import keep_wish as keep_wish_to_join
from models.quickwins.joining import load_requests as load_requests_to_join
from models.quickwins.overview import load_overviews
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those around quick wins."""
    cards = partial(load_cards, rules=rules)
    return (
        Conversation(
            "quickwins", mine, load_overviews,
            words=("quickwin", "quickwins"), description=N_("Your quick wins"), rests=False,
        ),
        Conversation(
            "quickwin_draft", draft, partial(load_drafts, rules=rules), keep_draft, title=N_("your quick win"),
        ),
        Conversation("quickwin", card, cards, partial(keep_act, rules=rules), rests=False),
        Conversation("other_quickwins", others, load_others, rests=False),
        Conversation("join_quickwin", join_quickwin, load_invitations, keep_wish_to_join, rests=False),
        Conversation(
            "join_requested", join_requested, partial(load_requests_to_join, rules=rules), keep_answer,
        ),
        Conversation(
            "join_answered", join_answered, partial(load_requests_to_join, rules=rules), rests=False
        ),
        Conversation("quickwin_change", change, cards, keep_change, title=N_("your quick win")),
    )  # fmt: skip
