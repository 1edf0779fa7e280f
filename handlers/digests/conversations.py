"""The conversation of the weekly digest, and the picture and the paper that come with it."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.errands.errand_kind import ErrandKind
from handlers.digests.digest import PDF, PICTURE, digest
from models.digests.opening import load_digests, load_sheet
from models.digests.upkeep import DIGEST
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """That in which facilitators and leaders hear how the week went."""
    return (Conversation(DIGEST, digest, partial(load_digests, rules=rules), rests=False),)


def errands(rules: Rules) -> tuple[ErrandKind, ...]:
    """Everybody's weeks as a picture, and all of it as a PDF."""
    load = partial(load_sheet, rules=rules)
    return (
        ErrandKind(PICTURE, "bot.reports.digests.picture:draw_digest", load),
        ErrandKind(PDF, "bot.reports.digests.pdf:make_digest_pdf", load),
    )
