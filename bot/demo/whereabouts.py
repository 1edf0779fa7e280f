"""What everybody in the demo is at."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from bot.demo.home import Home
from bot.i18n import ngettext
from bot.roles import role_name
from bot.sample.cast import called
from bot.steps import SIGNS, step_name
from models.desk.standing import Reach, Standing, Step
from models.desk.standings import standings_of
from models.members import Role
from models.memberships import members_of_batch
from models.programmes import batch_with_code
from models.reviews.review import Review, ReviewState


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody stands, by the name they go by, and how many reviews wait for them."""

    name: str
    standing: Standing
    reviews: int

    @property
    def role(self) -> Role:
        """What they are in the batch."""
        return self.standing.member.role

    @property
    def note(self) -> str:
        """The line under their name, in the language being spoken."""
        if self.standing.reach is Reach.NEVER:
            return f"{SIGNS[Step.NOT_JOINED]} {step_name(Step.NOT_JOINED)}"
        if self.role in (Role.FACILITATOR, Role.LEADER):
            return f"{role_name(self.role)} · /angkatan"
        step, furthest, n = self.standing.step, self.standing.furthest, self.reviews
        parts = [ngettext("{n} review waits", "{n} reviews wait", n).format(n=n)] if n else []
        parts += [furthest.code] if furthest else []
        return f"{SIGNS[step]} {' · '.join([*parts, step_name(step)])}"


def whereabouts(home: Home) -> Sequence[Whereabouts]:
    """Of everybody in the batch, by name."""
    with Session(home.engine) as session:
        batch = batch_with_code(session, home.sample.batch_code)
        members = members_of_batch(session, batch.id or 0)
        standings = standings_of(session, members, home.clock.now(), home.sample.rules)
        waiting = dict(
            session.exec(
                select(Review.member_id, func.count())
                .where(Review.state == ReviewState.ASSIGNED, col(Review.member_id).in_(members))
                .group_by(col(Review.member_id))
            ).all()
        )
    found = (Whereabouts(called(s.member.name), s, waiting.get(m, 0)) for m, s in standings.items())
    return sorted(found, key=lambda one: one.name)
