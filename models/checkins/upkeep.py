"""What is seen to at every tick of the clock: that the rung that counts now is said, and nothing that no longer does."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select, update

from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import WorkingHours
from models.checkins.ladder import LadderRules, days_on, due_now, ladder
from models.checkins.missing import is_expected
from models.checkins.occasions import ASKED, MISSING, About, missing_occasion, missing_subject, occasion_of
from models.checkins.reporters import Reporter, reporters
from models.members import Role
from models.nudges import Hours, Nudge, NudgeState, add_new

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """Where a nudge that is there already stands."""

    id: int
    state: str
    expires_at: datetime | None


def see_to_checkins(
    session: Session, now: datetime, quiet: QuietHours, *, working: WorkingHours, rules: LadderRules
) -> int:
    """Write the nudges that weekly reports call for at `now` (aware, UTC) and drop those that they no longer do; how many are new.

    After days of silence only the rung that counts now is said. Whoever joined when the week was open already is not asked for it.
    """
    everybody = list(reporters(session, now, quiet))
    agents = [one for one in everybody if one.role is Role.AGENT and one.was_there]
    called_for = {row["occasion"]: row for row in _asked(agents, now, working, rules)}
    expected = {
        (one.rule.id, one.week)
        for one in agents
        if is_expected(one.week, one.rule.at, one.whose, working, now)
    }
    others = [one for one in everybody if one.role is not Role.AGENT and (one.rule.id, one.week) in expected]
    called_for |= {row["occasion"]: row for row in _told(others, now, working, rules)}
    _drop_all_but(session, called_for)
    there = _there(session, called_for)
    new = [row for occasion, row in called_for.items() if occasion not in there]
    if new:
        add_new(session, new)
    _mend(session, [(there[occasion], row) for occasion, row in called_for.items() if occasion in there])
    return len(new)


def _asked(
    agents: Collection[Reporter], now: datetime, working: WorkingHours, rules: LadderRules
) -> Iterator[Row]:
    for one in agents:
        due = due_now(ladder(one.week, one.rule.at, one.whose, working, rules, one.put_off), now)
        if due is None:
            continue
        week = one.week.asked_on
        wished = one.put_off is not None and one.put_off.rung is due.rung
        yield {
            "person_id": one.person_id,
            "script": ASKED,
            "subject": About(one.member_id, week, due.rung).subject,
            "occasion": occasion_of(one.member_id, week, due, one.put_off),
            "due_at": due.at,
            "expires_at": due.until,
            "hours": Hours.WAKING if wished else Hours.WORKING,  # what they wished may come in the evening
        }


def _told(
    others: Collection[Reporter], now: datetime, working: WorkingHours, rules: LadderRules
) -> Iterator[Row]:
    for one in others:
        days = rules.facilitator_told if one.role is Role.FACILITATOR else rules.leader_told
        opens, zone = one.week.opens(one.rule.at, one.whose.zone), one.whose.zone
        due = one.whose.next_working_moment(days_on(opens, days, zone), working) if days else None
        if due is None or due > now:
            continue
        yield {
            "person_id": one.person_id,
            "script": MISSING,
            "subject": missing_subject(one.rule.id or 0, one.week.asked_on),
            "occasion": missing_occasion(one.member_id, one.week.asked_on),
            "due_at": due,
            "expires_at": one.week.closes(one.rule.at, zone).astimezone(UTC),
            "hours": Hours.WORKING,
        }


def _there(session: Session, occasions: Collection[str]) -> Mapping[str, Standing]:
    wanted = select(Nudge.occasion, Nudge.id, Nudge.state, Nudge.expires_at).where(
        col(Nudge.occasion).in_(occasions)
    )
    return {occasion: Standing(of or 0, state, until) for occasion, of, state, until in session.exec(wanted)}


def _mend(session: Session, pairs: Sequence[tuple[Standing, Row]]) -> None:
    """Bring to life what leave, a pause or the clock had moved away and now brings back, with its new times."""
    moved = [
        {"of": there.id, "due": row["due_at"], "until": row["expires_at"], "when": row["hours"]}
        for there, row in pairs
        if there.state in (NudgeState.DROPPED, NudgeState.EXPIRED)
        or (there.state == NudgeState.WAITING and there.expires_at != row["expires_at"])
    ]
    if moved:
        session.connection().execute(
            update(Nudge)
            .where(col(Nudge.id) == bindparam("of"), col(Nudge.state) != NudgeState.GIVEN)
            .values(
                state=NudgeState.WAITING,
                due_at=bindparam("due"),
                expires_at=bindparam("until"),
                hours=bindparam("when"),
            ),
            moved,
        )


def _drop_all_but(session: Session, called_for: Collection[str]) -> None:
    waiting = session.exec(
        select(Nudge.id, Nudge.occasion).where(
            Nudge.state == NudgeState.WAITING, col(Nudge.script).in_([ASKED, MISSING])
        )
    )
    over = [nudge_id for nudge_id, occasion in waiting if occasion not in called_for]
    if over:
        session.exec(
            update(Nudge)
            .where(col(Nudge.id).in_(over), col(Nudge.state) == NudgeState.WAITING)
            .values(state=NudgeState.DROPPED)
            .execution_options(synchronize_session=False)
        )
