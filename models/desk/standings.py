"""Looking up where the members of a batch stand, in a constant number of queries."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.desk.standing import Owned, Planned, Pushed, Reach, Standing, furthest_first
from models.memberships import Membership
from models.nudges import Nudge, NudgeState
from models.people import Chat, Person
from models.plans.plan import ActionPlan
from models.plans.states import PlanState
from models.quickwins.drafts import OF
from models.quickwins.gate import judge
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.review import Review, ReviewState
from models.talks import Reply, Talk

PUSH = "push"  # the conversation that gives a push
_OCCASION = "push:member {member}:"


def occasion(member_id: int, on: date) -> str:
    """Under which a push is written: one a member and day of the batch."""
    return f"{_OCCASION.format(member=member_id)}{on.isoformat()}"


def standings_of(
    session: Session, members: Mapping[int, Membership], now: datetime, rules: Rules
) -> Mapping[int, Standing]:
    """Where each of these members stands at `now` (aware, UTC), by the member's id."""
    people = {member.person_id for member in members.values()}
    chats = {
        chat.person_id: chat for chat in session.exec(select(Chat).where(col(Chat.person_id).in_(people)))
    }
    phones = dict(session.exec(select(Person.id, Person.phone).where(col(Person.id).in_(people))).all())
    owned = _owned(session, members, rules)
    late = _late_reviews(session, members, now)
    pushed = _pushed(session, members)
    found = {}
    for member_id, member in members.items():
        reach, since = _reach(chats.get(member.person_id))
        found[member_id] = Standing(
            member=member,
            reach=reach,
            reach_since=since,
            phone=phones.get(member.person_id) or "",
            quickwins=furthest_first(owned.get(member_id, [])),
            reviews_late_since=late.get(member_id),
            pushed=pushed.get(member_id),
        )
    return found


def first_begun(session: Session, batch_ids: Collection[int]) -> Mapping[int, datetime]:
    """When the first quick win of each of these batches was begun; those that have none are left out."""
    statement = select(QuickWin.batch_id, func.min(QuickWin.created_at)).group_by(col(QuickWin.batch_id))
    return dict(session.exec(statement.where(col(QuickWin.batch_id).in_(batch_ids))).all())


def _reach(chat: Chat | None) -> tuple[Reach, datetime | None]:
    if chat is None:
        return Reach.NEVER, None
    if chat.unreachable_since is not None:
        return Reach.BLOCKED, chat.unreachable_since
    return Reach.HERE, chat.opened_at


def _owned(session: Session, member_ids: Collection[int], rules: Rules) -> Mapping[int, list[Owned]]:
    found: dict[int, list[Owned]] = {}
    for member_id, row, plan in session.exec(
        select(Ownership.member_id, QuickWin, ActionPlan)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .join(ActionPlan, col(ActionPlan.quickwin_id) == QuickWin.id, isouter=True)
        .where(col(Ownership.member_id).in_(member_ids), QuickWin.state != QuickWinState.MERGED)
    ):
        judged = judge(row.content, rules.gate)
        found.setdefault(member_id, []).append(
            Owned(
                id=row.id or 0,
                code=row.code,
                problem=row.problem or "",
                state=QuickWinState(row.state),
                since=row.state_since,
                touched_at=row.touched_at,
                draft=row.begun_as if row.begun_by == member_id else f"{OF}{row.id}",
                missing=len(row.content.missing),
                held=bool(judged and judged.obstacles) and not row.let_through,
                plan=Planned(PlanState(plan.state), plan.state_since, plan.touched_at) if plan else None,
            )
        )
    return found


def _late_reviews(session: Session, member_ids: Collection[int], now: datetime) -> Mapping[int, datetime]:
    late = (
        select(Review.member_id, func.min(Review.due_at))
        .where(
            col(Review.member_id).in_(member_ids),
            Review.state == ReviewState.ASSIGNED,
            Review.due_at < now,
        )
        .group_by(col(Review.member_id))
    )
    return dict(session.exec(late).all())


def _pushed(session: Session, members: Mapping[int, Membership]) -> Mapping[int, Pushed]:
    people = {member.person_id for member in members.values()}
    newest: dict[str, Nudge] = {}
    for nudge in session.exec(
        select(Nudge)
        .where(
            col(Nudge.person_id).in_(people),
            Nudge.script == PUSH,
            col(Nudge.state).in_((NudgeState.WAITING, NudgeState.GIVEN)),
        )
        .order_by(col(Nudge.id))
    ):
        newest[nudge.occasion.rpartition(":")[0]] = nudge
    if not newest:
        return {}
    replied = dict(
        session.exec(
            select(Chat.person_id, func.max(Reply.at))
            .join(Talk, col(Talk.chat_id) == Chat.id)
            .join(Reply, col(Reply.talk_id) == Talk.id)
            .where(col(Chat.person_id).in_({nudge.person_id for nudge in newest.values()}))
            .group_by(col(Chat.person_id))
        ).all()
    )
    found = {}
    for member_id, member in members.items():
        nudge_ = newest.get(_OCCASION.format(member=member_id).rstrip(":"))
        if nudge_ is not None:
            on = date.fromisoformat(nudge_.occasion.rpartition(":")[2])
            answered_at = replied.get(member.person_id)
            answered = bool(nudge_.given_at and answered_at and answered_at >= nudge_.given_at)
            found[member_id] = Pushed(on, nudge_.given_at, answered)
    return found
