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
from models.checkins.looking import AT_LEAST_EVERY, Look, look
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
from models.checkins.reporters import Reporter, rules_not_over, silent_agents
from models.members import Role
from models.nudges import IS_WAITING, Hours, Nudge, NudgeState, add_new
from models.outlook import look_later

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
    asking = {rule.batch_id: rule for rule in rules_not_over(session, now)}
    waiting = session.connection().execute(_WAITING).all()
    seen = look(session, now, quiet, asking, {member_in(occasion) for _id, occasion in waiting})
    called_for = dict(_asked(seen, now, working, rules))
    called_for |= _told(session, seen, now, quiet, working=working, rules=rules)
    look_later(session, {member: min(at, now + AT_LEAST_EVERY) for member, at in seen.later.items()})
    _drop(session, [nudge_id or 0 for nudge_id, occasion in waiting if occasion not in called_for])
    there = _there(session, called_for)
    new = [row for occasion, row in called_for.items() if occasion not in there]
    if new:
        add_new(session, new)
    _mend(session, [(there[occasion], row) for occasion, row in called_for.items() if occasion in there])
    return len(new)


def _asked(seen: Look, now: datetime, working: WorkingHours, rules: LadderRules) -> Iterator[tuple[str, Row]]:
    """What agents are to hear, by its occasion; they are looked at again when that is over, or when the next comes."""
    for one in seen.agents:
        rungs = ladder(one.week, one.rule.at, one.whose, working, rules, one.put_off)
        due, closes = due_now(rungs, now), one.week.closes(one.rule.at, one.whose.zone)
        if due is None:
            seen.later[one.member_id] = min((rung.at for rung in rungs if rung.at > now), default=closes)
            continue
        seen.later[one.member_id] = due.until
        week = one.week.asked_on
        wished = one.put_off is not None and one.put_off.rung is due.rung
        occasion = occasion_of(one.member_id, week, due, one.put_off)
        yield (
            occasion,
            {
                "person_id": one.person_id,
                "script": ASKED,
                "subject": About(one.member_id, week, due.rung).subject,
                "occasion": occasion,
                "due_at": due.at,
                "expires_at": due.until,
                "hours": Hours.WAKING
                if wished
                else Hours.WORKING,  # what they wished may come in the evening
            },
        )


def _told(
    session: Session,
    seen: Look,
    now: datetime,
    quiet: QuietHours,
    *,
    working: WorkingHours,
    rules: LadderRules,
) -> Mapping[str, Row]:
    """What facilitators and leaders are to hear, by its occasion, where somebody's report is missing.

    Until then they are looked at at every tick: it may be missing from now on.
    """
    hearing: list[tuple[Reporter, datetime]] = []
    for one in seen.others:
        at, closes = _hears(one, working, rules), one.week.closes(one.rule.at, one.whose.zone)
        if at is None or at >= closes:
            seen.later[one.member_id] = closes
        elif at > now:
            seen.later[one.member_id] = at
        else:
            hearing.append((one, at))
    heard = _there(session, [missing_occasion(one.member_id, one.week.asked_on) for one, _at in hearing])
    due: list[tuple[Reporter, datetime]] = []
    for one, at in hearing:
        there = heard.get(missing_occasion(one.member_id, one.week.asked_on))
        if there is not None and there.state == NudgeState.GIVEN:
            seen.later[one.member_id] = one.week.closes(one.rule.at, one.whose.zone)
        else:
            due.append((one, at))
    if not due:
        return {}
    of_these = list({one.rule.id: one.rule for one, _at in due}.values())
    missing = {
        (one.rule.id, one.week)
        for one in silent_agents(session, now, quiet, of_these)
        if is_expected(one.week, one.rule.at, one.whose, working, now)
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


def _hears(one: Reporter, working: WorkingHours, rules: LadderRules) -> datetime | None:
    """From when on a facilitator or leader is to hear whose reports are missing; None: never, as far as anybody knows."""
    days = rules.facilitator_told if one.role is Role.FACILITATOR else rules.leader_told
    wanted = days_on(one.week.opens(one.rule.at, one.whose.zone), days, one.whose.zone)
    return one.whose.next_working_moment(wanted, working) if days else None


def _there(session: Session, occasions: Collection[str]) -> Mapping[str, Standing]:
    if not occasions:
        return {}
    rows = session.connection().execute(_STANDING, {"occasions": list(occasions)}).all()
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


def _drop(session: Session, over: Sequence[int]) -> None:
    """Give up what waits and is called for no more, by the ids of the nudges."""
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
