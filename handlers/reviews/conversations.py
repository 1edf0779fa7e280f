"""The conversations around peer review, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.reviews.asked import asked, due, ended, late, tasks
from handlers.reviews.decide import decide, decided, stuck
from handlers.reviews.offers import offer, offers
from handlers.reviews.results import results
from handlers.reviews.review import review
from handlers.reviews.send import send
from models.quickwins.rules import Rules
from models.reviews.announced import load_announced
from models.reviews.deciding import keep_decision, load_decidables, load_outcomes
from models.reviews.reviewing import keep_review, load_reviewings
from models.reviews.sending import keep_sent, load_sendables
from models.reviews.telling import ASKED, DECIDED, ENDED, HELP, LATE, REMINDED, RESULT, STUCK
from models.reviews.threads import keep_help_turn, load_thread, load_threads
from models.reviews.waiting import load_tasks


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those around peer review and the help that comes of it."""
    reviewings = partial(load_reviewings, rules=rules)
    keep = partial(keep_review, rules=rules)
    decidables = partial(load_decidables, rules=rules)
    return (
        Conversation(
            "send_quickwin", send, partial(load_sendables, rules=rules), partial(keep_sent, rules=rules),
            rests=False,
        ),
        Conversation(
            "reviews", tasks, load_tasks,
            words=("tinjauan", "reviews"), description=N_("Reviews that wait for you"), rests=False,
        ),
        Conversation("review", review, reviewings, keep, title=N_("your review")),
        Conversation(ASKED, asked, reviewings, keep, rests=False),
        Conversation(REMINDED, due, reviewings, rests=False),
        Conversation(LATE, late, reviewings, rests=False),
        Conversation(ENDED, ended, reviewings, rests=False),
        Conversation(RESULT, results, partial(load_announced, rules=rules), rests=False),
        Conversation("decide_quickwin", decide, decidables, keep_decision, title=N_("a decision about a quick win")),
        Conversation(STUCK, stuck, decidables, rests=False),
        Conversation(DECIDED, decided, load_outcomes, rests=False),
        Conversation(
            "help_offers", offers, load_threads,
            words=("tawaran", "offers"), description=N_("Help that was offered"), rests=False,
        ),
        Conversation(HELP, offer, load_thread, keep_help_turn, rests=False),
    )  # fmt: skip
