"""Sending a quick win to its peers: what an owner has to know for it, and the beginning of the round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker, FactsChanged
from models.inserting import insert_unless_there
from models.memberships import Membership, newest_memberships
from models.quickwins.content import Content
from models.quickwins.quickwin import QuickWin, owners_of, versions_of
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.peers import colleagues
from models.reviews.review import Conflict, reviews_of
from models.reviews.rounds import locked, send
from models.reviews.standing import Hindrance, hindrance, judged_last
from models.subjects import number_in


@dataclass(frozen=True)
class Sendable:
    """A quick win as an owner sends it; `others` are those of the batch who might review it.

    `judged` is what it said when peers judged it last, None the first time.
    """

    id: int
    code: str
    sender: Membership
    content: Content
    judged: Content | None
    others: tuple[Membership, ...]
    hindrance: Hindrance | None
    rules: Rules


@dataclass(frozen=True)
class Sent:
    """That it is sent, and the members who are not to judge it."""

    quickwin_id: int
    member_id: int
    content: Content  # as the owner saw it
    conflicts: tuple[int, ...] = ()


def load_sendables(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Sendable | None]:
    """The quick win whose id each asker's subject is; None where it is not theirs."""
    people = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    ids = {number_in(asker.subject) for asker in askers}
    rows = {row.id: row for row in session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids)))}
    owners, reviews, versions = owners_of(session, ids), reviews_of(session, ids), versions_of(session, ids)
    others = {batch: colleagues(session, batch) for batch in {row.batch_id for row in rows.values()}}
    found: dict[Asker, Sendable | None] = {}
    for asker in askers:
        row, sender = rows.get(number_in(asker.subject)), people.get(asker.person_id or 0)
        theirs = owners.get(row.id or 0, ()) if row else ()
        if row is None or sender is None or sender.member_id not in theirs:
            found[asker] = None
            continue
        judged = judged_last(reviews.get(row.id or 0, ()), versions.get(row.id or 0, ()))
        found[asker] = Sendable(
            id=row.id or 0,
            code=row.code,
            sender=sender,
            content=row.content,
            judged=judged if row.state == QuickWinState.TO_REVISE else None,
            others=tuple(
                sorted(
                    (one for member, one in others[row.batch_id].items() if member not in theirs),
                    key=lambda one: one.name.casefold(),
                )
            ),
            hindrance=hindrance(row, judged, rules),
            rules=rules,
        )
    return found


def keep_sent(session: Session, _asker: Asker, sent: Sent, at: datetime, *, rules: Rules) -> None:
    """Begin the round. Raises FactsChanged where it cannot be sent any more, or says something else by now."""
    row = locked(session, sent.quickwin_id)
    of = [sent.quickwin_id]
    judged = judged_last(
        reviews_of(session, of).get(sent.quickwin_id, ()), versions_of(session, of).get(sent.quickwin_id, ())
    )
    owns = sent.member_id in owners_of(session, of).get(sent.quickwin_id, ())
    if not owns or row.content != sent.content or hindrance(row, judged, rules) is not None:
        raise FactsChanged
    if sent.conflicts:
        conflicts = [
            {
                "quickwin_id": sent.quickwin_id,
                "member_id": member,
                "declared_by": sent.member_id,
                "at": at,
            }
            for member in sent.conflicts
        ]
        insert_unless_there(session, Conflict, conflicts, ["quickwin_id", "member_id"])
    send(session, row, rules.review, at)
