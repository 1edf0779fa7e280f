"""Writing a broadcast: what a facilitator has to know for it, and keeping it with everybody it goes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, insert, select

from models.asking import Asker, FactsChanged
from models.availability.quiet_hours import QuietHours
from models.broadcasts.audience import Addressee, Crowd, crowds_of
from models.broadcasts.broadcast import Audience, Broadcast, Recipient, RecipientState
from models.members import Member, Role
from models.memberships import Membership, newest_memberships
from models.people import Person
from models.programmes import Batch

LATELY = timedelta(minutes=15)
"""Within which it is asked whether the same once more, or another one beside a colleague's, is meant."""


@dataclass(frozen=True)
class Lately:
    """A broadcast to the same batch of some minutes ago."""

    id: int
    mine: bool
    author: str
    text: str
    at: datetime  # aware, UTC


@dataclass(frozen=True)
class Writing:
    """What somebody who writes to many has to know. `author` facilitates the batch."""

    author: Membership
    crowd: Crowd
    lately: tuple[Lately, ...]
    before: int  # how many broadcasts the batch has had
    waits_until: datetime | None  # the morning, where nobody is disturbed now (aware, UTC)

    def group(self, audience: Audience, agency_id: int | None = None) -> Sequence[Addressee]:
        """Those whom it would go to."""
        return self.crowd.group(audience, agency_id, self.author.member_id)

    @property
    def agencies(self) -> Mapping[int, tuple[str, int]]:
        """Name and number of people of each agency, by its id, in the order of their names."""
        found: dict[int, tuple[str, int]] = {}
        for one in self.group(Audience.BATCH):
            if one.agency_id is not None:
                found[one.agency_id] = (one.agency, found.get(one.agency_id, ("", 0))[1] + 1)
        return dict(sorted(found.items(), key=lambda item: item[1][0].casefold()))

    def like(self, text: str) -> Lately | None:
        """The newest of some minutes ago that says the same, or that a colleague wrote."""
        return next(
            (one for one in self.lately if not one.mine or one.text.split() == text.split()),
            None,
        )

    @property
    def newest(self) -> int:
        """The number of the newest of some minutes ago; 0 where there is none."""
        return max((one.id for one in self.lately), default=0)


@dataclass(frozen=True)
class NewBroadcast:
    """What is to be sent to whom. `newest` is the newest other one that its writer knew of."""

    author: Membership
    audience: Audience
    agency_id: int | None
    week: date | None
    text: str
    newest: int


def load_writings(
    session: Session, askers: Sequence[Asker], now: datetime, *, quiet: QuietHours
) -> Mapping[Asker, Writing | None]:
    """What each asker may write to whom; None for whoever facilitates no batch."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    authors = {p: v for p, v in viewers.items() if v.role is Role.FACILITATOR}
    batches = {v.batch_id for v in authors.values()}
    crowds = crowds_of(session, batches, now, quiet) if batches else {}
    before = dict(
        session.exec(
            select(Broadcast.batch_id, func.count())
            .where(col(Broadcast.batch_id).in_(batches))
            .group_by(col(Broadcast.batch_id))
        ).all()
    )
    newest = session.exec(
        select(Broadcast, Person.name)
        .join(Member, col(Member.id) == col(Broadcast.member_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .where(col(Broadcast.batch_id).in_(batches), col(Broadcast.created_at) > now - LATELY)
        .order_by(col(Broadcast.id).desc())
    ).all()
    found: dict[Asker, Writing | None] = {}
    for asker in askers:
        author = authors.get(asker.person_id or 0)
        if author is None:
            found[asker] = None
            continue
        loud = quiet.after(now, author.zone)
        found[asker] = Writing(
            author,
            crowds[author.batch_id],
            tuple(
                Lately(b.id or 0, b.member_id == author.member_id, name, b.text, b.created_at)
                for b, name in newest
                if b.batch_id == author.batch_id
            ),
            before.get(author.batch_id, 0),
            loud if loud > now else None,
        )
    return found


def keep_broadcast(
    session: Session, asker: Asker, new: NewBroadcast, at: datetime, *, quiet: QuietHours
) -> None:
    """Write it with everybody it goes to; each gets it when that does not disturb them.

    Raises FactsChanged where a colleague has written to the batch meanwhile.
    """
    author = new.author
    session.exec(select(Batch.id).where(Batch.id == author.batch_id).with_for_update()).one()
    newest = session.exec(
        select(func.max(Broadcast.id)).where(
            Broadcast.batch_id == author.batch_id, col(Broadcast.created_at) > at - LATELY
        )
    ).one()
    if (newest or 0) > new.newest:
        raise FactsChanged
    group = crowds_of(session, {author.batch_id}, at, quiet)[author.batch_id].group(
        new.audience, new.agency_id, author.member_id
    )
    broadcast = Broadcast(
        batch_id=author.batch_id,
        member_id=author.member_id,
        begun_at=asker.opened_at or at,
        text=new.text,
        audience=new.audience,
        agency_id=new.agency_id,
        week=new.week,
        people=len(group),
        created_at=at,
        shown_at=at,
    )
    session.add(broadcast)
    session.flush()
    rows = [
        {
            "broadcast_id": broadcast.id,
            "member_id": one.member_id,
            "state": RecipientState.UNREACHED if one.unreached else RecipientState.WAITING,
            "why": one.unreached,
            "due_at": one.free_at,
            "at": at if one.unreached else None,
        }
        for one in group
    ]
    if rows:
        session.connection().execute(insert(Recipient), rows)
