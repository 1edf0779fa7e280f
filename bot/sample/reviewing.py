"""Sending quick wins to peers, judging them, deciding about them, and following up help that was offered.

Who reviews is assigned by the bot: a review of a story is written by whoever was asked first and has not answered yet.
"""

from collections.abc import Callable, Mapping
from datetime import UTC

from sqlmodel import col, select

from bot.sample.scene import Scene, said
from bot.sample.stories import Event
from models.asking import Asker
from models.memberships import memberships
from models.quickwins.states import QuickWinState
from models.reviews.deciding import Choice, Decided, keep_decision
from models.reviews.help_offers import HelpKind, HelpOffer, HelpState
from models.reviews.review import Criterion, Review, ReviewState
from models.reviews.reviewing import Excused, Reviewed, keep_review
from models.reviews.sending import Sent, keep_sent
from models.reviews.threads import HelpTurn, keep_help_turn


def send(scene: Scene, event: Event) -> None:
    """Send it to its peers."""
    row = scene.quickwin(event)
    sent = Sent(row.id or 0, scene.doer(event).member_id, row.content)
    keep_sent(scene.session, scene.asker(event), sent, event.at.astimezone(UTC), rules=scene.rules)


def review(scene: Scene, event: Event) -> None:
    """Somebody who was asked says what they think."""
    waiting = _next_review(scene, event)
    ratings = dict(zip(map(str, Criterion), event.said["ratings"], strict=True))
    reviewed = Reviewed(
        waiting.id or 0,
        waiting.quickwin_id,
        ratings,
        event.said["better"],
        seen=said(event, "seen"),
        help=tuple(HelpKind(kind) for kind in said(event, "helps", ())),
        help_words=said(event, "help_words"),
    )
    _keep(scene, event, waiting, reviewed)


def excuse(scene: Scene, event: Event) -> None:
    """Somebody who was asked says that they should not judge it."""
    waiting = _next_review(scene, event)
    _keep(scene, event, waiting, Excused(waiting.id or 0, waiting.quickwin_id))


def decide(scene: Scene, event: Event) -> None:
    """A facilitator decides."""
    row = scene.quickwin(event)
    decided = Decided(
        row.id or 0,
        scene.doer(event).member_id,
        Choice(event.said["choice"]),
        event.said["reason"],
        QuickWinState(row.state),
    )
    keep_decision(scene.session, scene.asker(event), decided, event.at.astimezone(UTC))


def take_help(scene: Scene, event: Event) -> None:
    """An owner accepts what was offered, and says what comes next."""
    _turn(scene, event, HelpState.TAKEN)


def close_help(scene: Scene, event: Event) -> None:
    """An owner says that the help was given."""
    _turn(scene, event, HelpState.DONE)


def answer_about_help(scene: Scene, event: Event) -> None:
    """Whoever offered it writes back."""
    offer = _offer(scene, event)
    turn = HelpTurn(offer.id or 0, offer.member_id, HelpState(offer.state), event.said["text"])
    keep_help_turn(scene.session, _asker_of(scene, event, offer.member_id), turn, event.at.astimezone(UTC))


def _next_review(scene: Scene, event: Event) -> Review:
    row = scene.quickwin(event)
    asked = select(Review).where(
        Review.quickwin_id == row.id, Review.round == row.round, Review.state == ReviewState.ASSIGNED
    )
    found = scene.session.exec(asked.order_by(col(Review.id))).first()
    if found is None:
        raise LookupError(f"nobody is asked to review {row.code}")
    return found


def _keep(scene: Scene, event: Event, waiting: Review, result: Reviewed | Excused) -> None:
    asker = _asker_of(scene, event, waiting.member_id)
    keep_review(scene.session, asker, result, event.at.astimezone(UTC), rules=scene.rules)


def _asker_of(scene: Scene, event: Event, member_id: int) -> Asker:
    member = memberships(scene.session, [member_id])[member_id]
    asker = scene.asker(event)
    return Asker(asker.channel, asker.address, member.person_id, asker.subject, asker.opened_at)


def _offer(scene: Scene, event: Event) -> HelpOffer:
    made = select(HelpOffer).where(
        HelpOffer.quickwin_id == scene.quickwin(event).id, HelpOffer.kind == HelpKind(event.said["kind"])
    )
    return scene.session.exec(made.execution_options(populate_existing=True)).one()


def _turn(scene: Scene, event: Event, state: HelpState) -> None:
    offer = _offer(scene, event)
    turn = HelpTurn(
        offer.id or 0, scene.doer(event).member_id, HelpState(offer.state), said(event, "text"), state
    )
    keep_help_turn(scene.session, scene.asker(event), turn, event.at.astimezone(UTC))


REVIEWING: Mapping[str, Callable[[Scene, Event], None]] = {
    "send": send,
    "review": review,
    "excuse": excuse,
    "decide": decide,
    "help_take": take_help,
    "help_done": close_help,
    "help_write": answer_about_help,
}
"""What can be done among peers, by its word."""
