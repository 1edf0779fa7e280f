"""What is seen to at every tick of the clock: that the rung that counts now is said, and nothing that no longer does."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, update

from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import WorkingHours
from models.checkins.ladder import LadderRules, days_on, due_now, ladder
from models.checkins.missing import is_expected
from models.checkins.occasions import (
    ASKED,
    MISSING,
    About,
    member_in,
    missing_occasion,
    missing_subject,
    occasion_of,
)
from models.checkins.reporters import Reporter, open_rules, reporters
from models.members import Role
from models.nudges import IS_WAITING, Hours, Nudge, NudgeState, add_new, still_counting

Row = Mapping[str, Any]
AGENTS = (Role.AGENT,)
OTHERS = (Role.FACILITATOR, Role.LEADER)


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
    told = {member_in(occasion) for occasion in still_counting(session, (ASKED, MISSING), now)}
    everybody = list(
        reporters(session, now, quiet, open_rules(session, now), (*AGENTS, *OTHERS), without=told)
    )
    agents = [one for one in everybody if one.role is Role.AGENT and one.was_there]
    others = [one for one in everybody if one.role in OTHERS]
    called_for = {row["occasion"]: row for row in _asked(agents, now, working, rules)}
    called_for |= _told(session, others, now, quiet, working=working, rules=rules)
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
    session: Session,
    others: Sequence[Reporter],
    now: datetime,
    quiet: QuietHours,
    *,
    working: WorkingHours,
    rules: LadderRules,
) -> Mapping[str, Row]:
    """What facilitators and leaders are to hear, by its occasion, where somebody's report is missing."""
    due = [(one, at) for one in others if (at := _hears(one, now, working, rules)) is not None]
    heard = _there(session, [missing_occasion(one.member_id, one.week.asked_on) for one, _at in due])
    due = [
        (one, at)
        for one, at in due
        if (there := heard.get(missing_occasion(one.member_id, one.week.asked_on))) is None
        or there.state != NudgeState.GIVEN
    ]
    if not due:
        return {}
    of_these = list({one.rule.id: one.rule for one, _at in due}.values())
    missing = {
        (one.rule.id, one.week)
        for one in reporters(session, now, quiet, of_these, AGENTS)
        if one.was_there and is_expected(one.week, one.rule.at, one.whose, working, now)
    }
    return {
        missing_occasion(one.member_id, one.week.asked_on): {
            "person_id": one.person_id,
            "script": MISSING,
            "subject": missing_subject(one.rule.id or 0, one.week.asked_on),
            "occasion": missing_occasion(one.member_id, one.week.asked_on),
            "due_at": at,
            "expires_at": one.week.closes(one.rule.at, one.whose.zone).astimezone(UTC),
            "hours": Hours.WORKING,
        }
        for one, at in due
        if (one.rule.id, one.week) in missing
    }


def _hears(one: Reporter, now: datetime, working: WorkingHours, rules: LadderRules) -> datetime | None:
    """Since when a facilitator or leader is to hear whose reports are missing; None: not yet, or never."""
    days = rules.facilitator_told if one.role is Role.FACILITATOR else rules.leader_told
    wanted = days_on(one.week.opens(one.rule.at, one.whose.zone), days, one.whose.zone)
    if not days or wanted > now:
        return None
    at = one.whose.next_working_moment(wanted, working)
    return at if at is not None and at <= now else None


def _there(session: Session, occasions: Collection[str]) -> Mapping[str, Standing]:
    if not occasions:
        return {}
    rows = session.connection().execute(_STANDING, {"occasions": list(occasions)})
    return {occasion: Standing(of or 0, state, until) for occasion, of, state, until in rows}


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
    waiting = session.connection().execute(_WAITING)
    over = [nudge_id for nudge_id, occasion in waiting if occasion not in called_for]
    if over:
        session.exec(
            update(Nudge)
            .where(col(Nudge.id).in_(over), col(Nudge.state) == NudgeState.WAITING)
            .values(state=NudgeState.DROPPED)
            .execution_options(synchronize_session=False)
        )


_STANDING = columns(col(Nudge.occasion), col(Nudge.id), col(Nudge.state), col(Nudge.expires_at)).where(
    col(Nudge.occasion).in_(bindparam("occasions", expanding=True))
)
_WAITING = columns(col(Nudge.id), col(Nudge.occasion)).where(
    IS_WAITING, col(Nudge.script).in_([ASKED, MISSING])
)
