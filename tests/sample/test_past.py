"""The sample's past: told to the keepers, it leaves quick wins, plans and reviews at every step, and few nudges."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from bot.sample.cast import cast_of
from bot.sample.programme import Sample
from models.broadcasts.broadcast import Broadcast, BroadcastState, Recipient, RecipientState
from models.checkins.blocker import Blocker, BlockerAnswer
from models.checkins.checkin import CheckIn, Manner
from models.checkins.evidence import CheckInEvidence
from models.checkins.progress import progress_of
from models.checkins.stage_reports import ClosingState, StageClosing
from models.checkins.status import Light
from models.desk.overview import batches_of
from models.desk.standing import Reach, Step
from models.meetings.attendance import Attendance
from models.meetings.feedback import Feedback
from models.meetings.invitee import Coming, Invitee
from models.meetings.meeting import Meeting
from models.members import Role
from models.nudges import Nudge, NudgeState
from models.past_programmes.tally import tallies_of
from models.plans.plan import ActionPlan
from models.plans.states import PlanEvent, PlanState
from models.plans.versions import versions_of as plan_versions_of
from models.programmes import Batch
from models.quickwins.alike import find_alike
from models.quickwins.join_requests import JoinRequest, RequestState
from models.quickwins.quickwin import QuickWin, owners_of, versions_of
from models.quickwins.states import QuickWinState
from models.reviews.help_offers import HelpOffer, HelpState
from models.reviews.results import rounds_of
from models.reviews.review import Review, ReviewState

MORNING = datetime(2026, 11, 25, 1, 15, tzinfo=UTC)
"""Wednesday, 25 November 2026, 08.15 WIB."""
SAMPLE = Sample()


def load(engine: Engine) -> Session:
    """A session on a database into which the sample was loaded this morning."""
    with Session(engine) as session, session.begin():
        SAMPLE.add(session, MORNING)
    return Session(engine)


@pytest.fixture
def loaded(sqlite_database: Engine) -> Iterator[Session]:
    """The same, where one kind of database tells enough."""
    with load(sqlite_database) as session:
        yield session


def about(session: Session, words: str) -> QuickWin:
    """The quick win whose problem has these words in it."""
    return next(row for row in session.exec(select(QuickWin)) if words in (row.problem or ""))


def test_everything_stands_at_every_step(database: Engine) -> None:
    loaded = load(database)
    states = Counter(loaded.exec(select(QuickWin.state)).all())
    assert set(states) == set(QuickWinState) - {QuickWinState.TURNED_DOWN}
    assert set(loaded.exec(select(ActionPlan.state)).all()) == set(PlanState)
    assert set(loaded.exec(select(Review.state)).all()) == set(ReviewState)
    assert {HelpState.OFFERED, HelpState.TAKEN, HelpState.DONE} == set(
        loaded.exec(select(HelpOffer.state)).all()
    )
    asked = select(JoinRequest).where(JoinRequest.state == RequestState.ASKED)
    assert len(loaded.exec(asked).all()) == 2

    batch = loaded.exec(select(Batch)).one()
    everybody, stuck = batches_of(loaded, {batch.id or 0}, MORNING, SAMPLE.rules)[batch.id or 0]
    agents = [one for one in everybody if one.member.role is Role.AGENT]
    assert {one.step for one in agents} == set(Step)
    assert sum(one.reach is Reach.NEVER for one in everybody) == 7
    assert {one.member.agency for one in agents if stuck.get(one.member.member_id)} >= {"Dinas Sosial"}
    loaded.close()


def test_what_happened_has_left_its_traces(loaded: Session) -> None:
    waiting_room, pharmacy = about(loaded, "semua datang pukul tujuh"), about(loaded, "menunggu obat")
    assert pharmacy.id in find_alike(loaded, waiting_room)
    ids = [row.id or 0 for row in loaded.exec(select(QuickWin))]
    rounds = rounds_of(loaded, ids, SAMPLE.rules.review)

    first, second = rounds[pharmacy.id or 0]
    assert first.verdict
    assert not first.verdict.holds
    assert (len(second.said), second.open, pharmacy.round) == (1, 2, 2)
    assert len(versions_of(loaded, [pharmacy.id or 0])[pharmacy.id or 0]) == 2
    in_review = {row.id: rounds[row.id or 0][-1] for row in loaded.exec(select(QuickWin)) if row.state == QuickWinState.IN_REVIEW}  # fmt: skip
    assert sorted(len(one.said) for one in in_review.values()) == [0, 1, 2]

    lamps, lane = about(loaded, "Laporan lampu jalan"), about(loaded, "gang Kelurahan Karangjati")
    assert (lane.state, lane.merged_into) == (QuickWinState.MERGED, lamps.id)
    assert len(owners_of(loaded, [lamps.id or 0])[lamps.id or 0]) == 2

    letters = about(loaded, "surat pindah sekolah")
    plan = loaded.exec(select(ActionPlan).where(ActionPlan.quickwin_id == letters.id)).one()
    events = [version.event for version in plan_versions_of(loaded, [plan.id or 0])[plan.id or 0]]
    assert events == [
        PlanEvent.SENT, PlanEvent.RETURNED, PlanEvent.SENT, PlanEvent.APPROVED, PlanEvent.CHANGED,
    ]  # fmt: skip

    batch = loaded.exec(select(Batch)).one()
    tallies = tallies_of(loaded, [batch.id or 0])[batch.id or 0]
    assert len(tallies) == 11
    assert tallies[0].dispute > 0.5


def test_only_what_really_waits_is_still_to_be_said(loaded: Session) -> None:
    nudges = loaded.exec(select(Nudge)).all()
    waiting = Counter(nudge.script for nudge in nudges if nudge.state == NudgeState.WAITING)
    assert waiting == {"plan_decision": 2, "quickwin_stuck": 2, "review_asked": 3, "join_requested": 2}
    given = [nudge for nudge in nudges if nudge.state == NudgeState.GIVEN]
    assert len(given) + sum(waiting.values()) == len(nudges)
    assert all(nudge.given_at and nudge.given_at >= nudge.due_at for nudge in given)


def test_weeks_are_reported_well_late_not_at_all_and_with_what_stands_in_the_way(loaded: Session) -> None:
    batch = loaded.exec(select(Batch)).one()
    cast = cast_of(loaded, batch)
    progress = progress_of(
        loaded, {one.member_id: one for one in cast.members.values()}, MORNING, SAMPLE.rules
    )
    card = {name: progress[one.member_id] for name, one in cast.members.items() if one.member_id in progress}
    assert {one.status.light for one in card.values()} == set(Light)
    assert card["Raden Roro Kusumastuti Dyah Prameswari Wirasaputri Natakusumaningrat"].open_weeks == 3
    assert card["Ni Luh Putu Ayu Candrawati"].open_weeks == 0
    manners = Counter(loaded.exec(select(CheckIn.manner)).all())
    assert set(manners) == set(Manner)
    blockers = loaded.exec(select(Blocker).order_by(Blocker.opened_at)).all()  # type: ignore[arg-type]
    assert [(one.closed_at is None, one.escalated_at is not None) for one in blockers] == [
        (True, True), (True, True), (False, False), (True, False),
    ]  # fmt: skip
    answered = set(loaded.exec(select(BlockerAnswer.blocker_id)).all())
    assert [one.id in answered for one in blockers] == [True, True, True, False]
    closing = loaded.exec(select(StageClosing)).one()
    assert closing.state == ClosingState.WAITING
    assert loaded.exec(select(CheckInEvidence.step_id)).all() == [closing.step_id]


def test_meetings_were_held_one_was_moved_and_others_come(loaded: Session) -> None:
    meetings = loaded.exec(select(Meeting).order_by(Meeting.starts_at)).all()  # type: ignore[arg-type]
    assert [one.ends_at < MORNING for one in meetings] == [True, True, False, False, False]
    assert [one.sequence for one in meetings] == [0, 0, 0, 1, 0]
    assert all(one.recap for one in meetings[:2])
    opening = meetings[0]
    there = loaded.exec(select(Attendance).where(Attendance.meeting_id == opening.id)).all()
    assert (len(there), sorted(one.late for one in there)[-2:]) == (10, [12, 25])
    assert len(loaded.exec(select(Feedback).where(Feedback.meeting_id == opening.id)).all()) == 5
    clinic = loaded.exec(select(Invitee.coming).where(Invitee.meeting_id == meetings[2].id)).all()
    assert Counter(clinic) == {Coming.YES: 5, Coming.NO: 1, Coming.NO_WORD: 16}
    sent = loaded.exec(select(Broadcast)).one()
    assert sent.state == BroadcastState.DONE
    got = Counter(loaded.exec(select(Recipient.state).where(Recipient.broadcast_id == sent.id)).all())
    assert got == {RecipientState.SENT: 16, RecipientState.UNREACHED: 7}


def test_who_reviews_is_assigned_and_nobody_judges_their_own(loaded: Session) -> None:
    reviews = loaded.exec(select(Review)).all()
    owners = owners_of(loaded, {review.quickwin_id for review in reviews})
    assert all(review.member_id not in owners[review.quickwin_id] for review in reviews)
    assert all(review.due_at - review.assigned_at == timedelta(days=5) for review in reviews)
    assert all(review.due_at > MORNING for review in reviews if review.state == ReviewState.ASSIGNED)


@pytest.mark.parametrize(
    "loaded_at", [datetime(2027, 3, 8, 2, tzinfo=UTC), datetime(2028, 3, 1, 2, tzinfo=UTC)]
)
def test_it_may_be_loaded_on_any_day(sqlite_database: Engine, loaded_at: datetime) -> None:
    with Session(sqlite_database) as session, session.begin():
        batch = SAMPLE.add(session, loaded_at)
        assert len(cast_of(session, batch).members) == 24
        states = Counter(session.exec(select(QuickWin.state)).all())
        assert states[QuickWinState.VALIDATED] == 5
