"""What the owners of a quick win hear when a round of review is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Role
from models.memberships import newest_memberships
from models.quickwins.quickwin import QuickWin, owners_of
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.help_offers import HelpOffer
from models.reviews.results import Round, rounds_of
from models.reviews.review import Review
from models.subjects import number_in


@dataclass(frozen=True)
class Announced:
    """A round as it came out; `offers` are the kinds of help offered in it, by the member who offers.

    `partly` where it is still under way and a facilitator looks on: owners are shown no such round.
    """

    quickwin_id: int
    code: str
    state: QuickWinState
    own: bool
    latest: bool
    partly: bool
    round: Round
    offers: Mapping[int, tuple[str, ...]]
    rules: Rules


def load_announced(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Announced | None]:
    """The round that each asker's subject names, as in "7:1"; None where they are not to see it, or not yet."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    ids = {number_in(asker.subject) for asker in askers}
    rows = {row.id: row for row in session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids)))}
    owners, rounds = owners_of(session, ids), rounds_of(session, ids, rules.review)
    offers: dict[tuple[int, int], dict[int, tuple[str, ...]]] = {}
    made = (
        select(Review.round, HelpOffer)
        .join(HelpOffer, col(HelpOffer.review_id) == Review.id)
        .where(col(Review.quickwin_id).in_(ids))
        .order_by(col(HelpOffer.id))
    )
    for in_round, offer in session.exec(made):
        theirs = offers.setdefault((offer.quickwin_id, in_round), {})
        theirs[offer.member_id] = (*theirs.get(offer.member_id, ()), str(offer.kind))
    found: dict[Asker, Announced | None] = {}
    for asker in askers:
        row, viewer = rows.get(number_in(asker.subject)), viewers.get(asker.person_id or 0)
        number = number_in(asker.subject.partition(":")[2])
        round_ = next((r for r in rounds.get(row.id or 0, ()) if r.number == number), None) if row else None
        if row is None or viewer is None or round_ is None:
            found[asker] = None
            continue
        own = viewer.member_id in owners.get(row.id or 0, ())
        facilitates = viewer.role is Role.FACILITATOR and viewer.batch_id == row.batch_id
        partly = row.state == QuickWinState.IN_REVIEW and number == row.round
        if not facilitates and (partly or not own):
            found[asker] = None
            continue
        found[asker] = Announced(
            quickwin_id=row.id or 0,
            code=row.code,
            state=QuickWinState(row.state),
            own=own,
            latest=number == row.round,
            partly=partly,
            round=round_,
            offers=offers.get((row.id or 0, number), {}),
            rules=rules,
        )
    return found
