"""What is kept of a person in quick wins: to be shown to them, and to be forgotten.

When somebody is erased, the words of a quick win that they alone own go, with all its versions, and the evidence they gave;
its figures and choices stay, for the statistics. What they own with others stays theirs as well. Words that they wrote to
others, in a request or a decision, go.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select, update

from models.members import Member
from models.quickwins.content import Content
from models.quickwins.evidence import Evidence, evidence_of
from models.quickwins.join_requests import JoinRequest
from models.quickwins.quickwin import Decision, Ownership, QuickWin, QuickWinVersion, owners_of
from models.quickwins.states import QuickWinState

WORDS = ("problem", "gains", "idea", "aim", "first_sign", "indicator", "unit")
"""The fields of Content that hold somebody's own words."""
FORGOTTEN = "–"


@dataclass(frozen=True)
class OwnQuickWin:
    """A quick win that the person owns, with the evidence that they gave."""

    code: str
    state: QuickWinState
    content: Content
    evidence: tuple[Evidence, ...]


def own_quickwins(session: Session, person_ids: Collection[int]) -> Mapping[int, Sequence[OwnQuickWin]]:
    """The quick wins of each of these people, the oldest first."""
    rows = session.exec(
        select(Member.person_id, Ownership.member_id, QuickWin)
        .join(Ownership, col(Ownership.member_id) == Member.id)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(QuickWin.id))
    ).all()
    evidence = evidence_of(session, [row.id or 0 for _person, _member, row in rows])
    found: dict[int, list[OwnQuickWin]] = {}
    for person, member, row in rows:
        given = tuple(piece for piece in evidence.get(row.id or 0, ()) if piece.member_id == member)
        found.setdefault(person, []).append(
            OwnQuickWin(row.code, QuickWinState(row.state), row.content, given)
        )
    return found


def forget_quickwins(session: Session, member_ids: Collection[int]) -> None:
    """Forget what these members, who are one person, wrote; see above."""
    mine = select(Ownership.quickwin_id).where(col(Ownership.member_id).in_(member_ids))
    owners = owners_of(session, list(session.exec(mine)))
    alone = [quickwin for quickwin, theirs in owners.items() if set(theirs) <= set(member_ids)]
    for row in session.exec(select(QuickWin).where(col(QuickWin.id).in_(alone))):
        for name in WORDS:
            if getattr(row, name) is not None:
                setattr(row, name, FORGOTTEN)
        row.alike = []
    for version in session.exec(select(QuickWinVersion).where(col(QuickWinVersion.quickwin_id).in_(alone))):
        version.content = _without_words(Content.of(version.content)).stored()
    session.exec(delete(Evidence).where(col(Evidence.member_id).in_(member_ids)))
    session.exec(update(JoinRequest).where(col(JoinRequest.member_id).in_(member_ids)).values(words=""))
    session.exec(update(Decision).where(col(Decision.member_id).in_(member_ids)).values(reason=FORGOTTEN))
    session.flush()


def _without_words(content: Content) -> Content:
    forgotten = {name: FORGOTTEN for name in WORDS if getattr(content, name) is not None}
    return Content.of(content.stored() | forgotten)
