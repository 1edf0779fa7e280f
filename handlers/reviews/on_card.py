"""What a quick win's card says of its peers, and what can be done about them from there."""

from collections.abc import Sequence

from bot.i18n import _, when
from models.quickwins.cards import Card
from models.quickwins.states import QuickWinState
from models.reviews.deciding import choices_for
from models.reviews.standing import Hindrance


def peer_lines(facts: Card, zone: str) -> Sequence[str]:
    """How many reviews are in; for facilitators, whose are missing; for owners, what comes next."""
    peers = facts.peers
    lines = []
    if facts.state is QuickWinState.IN_REVIEW:
        lines.append(_("{done} of {count} reviews are in.").format(done=peers.done, count=peers.wanted))
        if not facts.own:
            lines += [
                _("Missing: {name}, until {time}").format(name=one.name, time=when(one.due_at, zone))
                for one in peers.waiting
            ]
    elif facts.state is QuickWinState.TO_REVISE and facts.own:
        if peers.hindrance is Hindrance.USED_UP:
            lines.append(
                _("It has been revised as often as may be. Your facilitator looks at it and decides.")
            )
        elif peers.hindrance is Hindrance.UNCHANGED:
            lines.append(_("Change what you find right, then you can send it again."))
    return lines


def peer_choices(facts: Card) -> list[tuple[str, str]]:
    """What can be done about its peers as it stands."""
    found = []
    if facts.own and facts.peers.hindrance is None:
        again = facts.state is QuickWinState.TO_REVISE
        found.append(("send", _("Send it again") if again else _("Send it to my peers")))
    if facts.own and facts.state is QuickWinState.READY and facts.peers.hindrance is Hindrance.GATE:
        found.append(("ask", _("Ask to be let through")))
    if facts.peers.rounds_in or (not facts.own and facts.peers.done):
        found.append(("results", _("What the reviewers say")))
    if facts.may_decide and choices_for(facts.state, facts.peers.hindrance):
        at_the_gate = facts.state is QuickWinState.READY
        found.append(("decide", _("Let it through") if at_the_gate else _("Decide")))
    return found


def round_shown(facts: Card) -> int:
    """The round of which the reviews are shown: the newest that is in; for facilitators, the one under way."""
    under_way = not facts.own and facts.peers.done > 0
    return facts.peers.round if under_way else facts.peers.rounds_in
