"""Weekly reports as people hold them at a desk: what is kept, what is told, and what is forgotten."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, select

from models.asking import Asker
from models.availability.quiet_hours import NEVER_QUIET
from models.checkins.blocker import Blocker, BlockerAnswer
from models.checkins.blockers import escalate_blockers
from models.checkins.checkin import CheckIn, CheckInVersion, Judgement, Manner, NothingBecause
from models.checkins.evidence import CheckInEvidence
from models.checkins.keeping_files import Stored, drop_refused, keep_stored
from models.checkins.own_data import own_reporting
from models.checkins.progress import progress_of
from models.checkins.reporting import EvidenceGiven, Report, StageSaid, Told, keep_report, named_by
from models.checkins.rule import CheckInRule
from models.checkins.stage_reports import ClosingState, StageClosing
from models.checkins.status import Light
from models.checkins.verifying import Decision, keep_decision
from models.erasing import carry_out
from models.erasures import Erasure
from models.members import Member, Role
from models.memberships import members_of_batch
from models.nudges import Nudge
from models.plans.plan import ActionStep
from models.plans.states import PlanState
from models.quickwins.evidence import EvidenceKind, Given
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from tests.bot.desk import Desk, Somebody
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin

FOURTH = date(2026, 12, 4)
PHOTO = EvidenceGiven(
    "stage.1.evidence.1",
    1,
    Given(
        EvidenceKind.PHOTO,
        "",
        file={"file_id": "f1", "name": "../foto.jpg", "media_type": "image/jpeg", "size": 9},
    ),
)

Reporting = Callable[..., None]


@pytest.fixture
def made(desk: Desk) -> Somebody:
    """Who facilitates the batch."""
    somebody = desk.person("Made Suardana")
    with Session(desk.engine) as session, session.begin():
        session.get_one(Member, somebody.member_id).role = Role.FACILITATOR
    return somebody


@pytest.fixture
def report(desk: Desk, siti: Somebody, made: Somebody) -> Reporting:
    """Siti, who has an approved plan of one stage and is asked on Fridays, hands in a report."""
    with Session(desk.engine) as session, session.begin():
        owner = session.get_one(Member, siti.member_id)
        quickwin = add_quickwin(session, owner, QuickWinState.VALIDATED, desk.clock.now())
        add_plan(session, quickwin, desk.clock.now(), TRAINING).state = PlanState.APPROVED
        session.add(
            CheckInRule(
                batch_id=desk.batch_id, weekday=5, at=time(15), starts_on=FOURTH, ends_on=date(2027, 3, 26)
            )
        )

    def _report(percent: int, *evidence: EvidenceGiven, **more: object) -> None:
        reporter = asker(desk, siti)
        with Session(desk.engine) as session, session.begin():
            steps = session.exec(select(ActionStep)).all()
            said = {
                "week": FOURTH,
                "manner": Manner.REPORTED,
                "judgement": Judgement.GREEN,
                "next_thing": "Pelatihan kedua",
                "stages": tuple(
                    StageSaid(step.id or 0, percent, "Pelatihan pertama", step.name or "") for step in steps
                ),
                "evidence": evidence,
            } | more
            result = Report(siti.member_id, desk.batch_id, **said)  # type: ignore[arg-type]
            keep_report(session, reporter, result, desk.clock.now())

    return _report


def asker(desk: Desk, somebody: Somebody, subject: str = "") -> Asker:
    with Session(desk.engine) as session:
        person_id = session.get_one(Member, somebody.member_id).person_id
    return Asker("telegram", 1, person_id, subject, desk.clock.now())


def closings(desk: Desk) -> list[ClosingState]:
    with Session(desk.engine) as session:
        return [ClosingState(one.state) for one in session.exec(select(StageClosing))]


def told(desk: Desk, script: str) -> list[str]:
    with Session(desk.engine) as session:
        return [n.state for n in session.exec(select(Nudge).where(Nudge.script == script))]


def test_a_change_leaves_what_was_said_before_as_a_version(desk: Desk, report: Reporting) -> None:
    report(25)
    desk.clock.move(timedelta(hours=1))
    report(50, judgement=Judgement.AMBER)
    with Session(desk.engine) as session:
        row = session.exec(select(CheckIn)).one()
        versions = session.exec(select(CheckInVersion).order_by(CheckInVersion.number)).all()  # type: ignore[arg-type]
    assert row.judgement == Judgement.AMBER
    assert row.handed_in_at is not None
    assert row.touched_at - row.handed_in_at == timedelta(hours=1)
    assert [v.content["stages"][0]["percent"] for v in versions] == [25, 50]


def test_a_stage_is_closed_only_with_evidence(desk: Desk, report: Reporting) -> None:
    report(100)
    assert closings(desk) == []
    assert told(desk, "stage_closed") == []
    desk.clock.move(timedelta(minutes=1))
    report(100, PHOTO)
    assert closings(desk) == [ClosingState.WAITING]
    assert told(desk, "stage_closed") == ["waiting"]
    desk.clock.move(timedelta(minutes=1))
    report(75)
    assert closings(desk) == []
    assert told(desk, "stage_closed") == ["dropped"]


def test_what_was_reported_of_a_stage_that_is_taken_out_stays(
    desk: Desk, report: Reporting, siti: Somebody
) -> None:
    report(100, PHOTO)
    with Session(desk.engine) as session, session.begin():
        session.delete(session.exec(select(ActionStep)).one())
    desk.clock.move(timedelta(minutes=1))
    report(0)
    person_id = asker(desk, siti).person_id or 0
    with Session(desk.engine) as session:
        [own] = own_reporting(session, [person_id])[person_id].reports
        assert [(one.name, one.percent, one.what) for one in own.stages] == [
            ("Melatih petugas loket", 100, "Pelatihan pertama")
        ]
        assert len(own.evidence) == 1
    assert closings(desk) == []


def test_a_report_that_now_says_nothing_was_done_closes_no_stage(desk: Desk, report: Reporting) -> None:
    report(100, PHOTO)
    desk.clock.move(timedelta(minutes=1))
    report(0, manner=Manner.NOTHING, because=NothingBecause.DUTIES, stages=())
    assert closings(desk) == []
    assert told(desk, "stage_closed") == ["dropped"]


def test_the_same_as_a_week_in_which_nothing_was_done_is_another_such_week(
    desk: Desk, report: Reporting, siti: Somebody
) -> None:
    report(0, manner=Manner.NOTHING, because=NothingBecause.LEAVE, stages=(), judgement=None)
    desk.clock.move(timedelta(days=19))
    siti.writes("/report")
    siti.taps("🔁 Same as last week")
    with Session(desk.engine) as session:
        again = session.exec(select(CheckIn).where(CheckIn.week == date(2026, 12, 11))).one()
        assert (again.manner, again.because) == (Manner.NOTHING, NothingBecause.LEAVE)


def test_a_returned_stage_needs_new_evidence(desk: Desk, report: Reporting, made: Somebody) -> None:
    report(100, PHOTO)
    desk.clock.move(timedelta(minutes=1))
    decider = asker(desk, made)
    with Session(desk.engine) as session, session.begin():
        closing = session.exec(select(StageClosing)).one()
        decision = Decision(closing.id or 0, made.member_id, verified=False, remark="Fotonya gelap")
        keep_decision(session, decider, decision, desk.clock.now())
    assert told(desk, "stage_decided") == ["waiting"]
    desk.clock.move(timedelta(days=7))
    report(100, week=FOURTH + timedelta(days=7))
    assert closings(desk) == [ClosingState.RETURNED]
    desk.clock.move(timedelta(minutes=1))
    report(100, PHOTO, week=FOURTH + timedelta(days=7))
    assert closings(desk) == [ClosingState.RETURNED, ClosingState.WAITING]


def test_evidence_that_cannot_be_kept_does_not_close_a_stage(
    desk: Desk, report: Reporting, siti: Somebody
) -> None:
    report(100, PHOTO)
    named = asker(desk, siti, named_by(desk.clock.now(), PHOTO.question))
    with Session(desk.engine) as session, session.begin():
        drop_refused(session, named, desk.clock.now())
    assert closings(desk) == []
    assert told(desk, "stage_closed") == ["dropped"]


def test_a_file_that_was_sent_before_is_noticed(desk: Desk, report: Reporting, siti: Somebody) -> None:
    stored = Stored("foto.jpg", "ab" * 32, "image/jpeg", 9, "ab/abab.jpg")
    again = []
    for _time in range(2):
        report(100, PHOTO)
        named = asker(desk, siti, named_by(desk.clock.now(), PHOTO.question))
        with Session(desk.engine) as session, session.begin():
            again.append(keep_stored(session, named, stored))
        desk.clock.move(timedelta(minutes=1))
    assert again == [False, True]
    with Session(desk.engine) as session:
        kept = session.exec(select(CheckInEvidence)).all()
    assert {(one.sha256, one.file and one.file["name"]) for one in kept} == {("ab" * 32, "foto.jpg")}


def test_the_facilitator_sees_where_the_status_and_the_judgement_part(
    desk: Desk, report: Reporting, siti: Somebody
) -> None:
    report(0)
    desk.clock.move(timedelta(days=30))
    with Session(desk.engine) as session:
        members = members_of_batch(session, desk.batch_id)
        card = progress_of(session, members, desk.clock.now(), Rules())[siti.member_id]
    assert card.status.light is Light.RED
    assert card.judgement is Judgement.GREEN
    assert card.differs


def test_an_erased_person_leaves_figures_and_no_words(
    desk: Desk, report: Reporting, siti: Somebody, made: Somebody
) -> None:
    report(100, PHOTO, told=Told("Ruang dipakai vaksinasi", FOURTH, "Budi"))
    person_id = asker(desk, siti).person_id or 0
    with Session(desk.engine) as session, session.begin():
        blocker = session.exec(select(Blocker)).one()
        answer = BlockerAnswer(
            blocker_id=blocker.id or 0, member_id=siti.member_id, text="Sudah", at=desk.clock.now()
        )
        session.add(answer)
        session.flush()
        seen = own_reporting(session, [person_id])[person_id]
        assert [(s.percent, s.what) for s in seen.reports[0].stages] == [(100, "Pelatihan pertama")]
        assert [b.what for b in seen.blockers] == ["Ruang dipakai vaksinasi"]
        session.add(Erasure(person_id=person_id, requested_at=desk.clock.now()))
        session.flush()
        carry_out(session, person_id, desk.clock.now())
    with Session(desk.engine) as session:
        left = own_reporting(session, [person_id])[person_id]
        [one] = left.reports
        assert [(s.percent, s.what) for s in one.stages] == [(100, "–")]
        assert (one.report.next_thing, one.report.judgement) == ("–", Judgement.GREEN)
        assert (one.evidence, one.versions, left.answers) == ((), 0, ())
        [gone] = left.blockers
        assert (gone.what, gone.helper, gone.closed_at is not None) == ("–", "", True)
    assert closings(desk) == []
    assert told(desk, "stage_closed") == ["dropped"]


def test_who_skips_what_needs_words_is_told_so(desk: Desk, report: Reporting, siti: Somebody) -> None:
    says_done(desk, siti)
    siti.writes("none")
    siti.writes("nothing")
    siti.taps("🟢 Going well")
    assert siti.writes("skip") == ["This question needs an answer before we can go on."]


def test_who_is_asked_for_no_reports_is_told_so_kindly(desk: Desk, siti: Somebody) -> None:
    assert "/menu" in siti.writes("/report")[-1]


def test_without_a_plan_a_few_words_do(desk: Desk, report: Reporting) -> None:
    grace = desk.person("Grace Tobing")
    desk.clock.move(timedelta(days=12))
    grace.writes("/report")
    grace.taps("✍️ Report")
    assert "no quick win yet, and that is fine" in grace.last.text


def test_a_file_of_another_kind_is_told_and_nothing_is_lost(
    desk: Desk, report: Reporting, siti: Somebody
) -> None:
    desk.clock.move(timedelta(days=12))
    siti.writes("/report")
    siti.taps("✍️ Report")
    siti.writes("done")
    siti.writes("All three trainings are done")
    document = {"file_id": "AgAD", "file_unique_id": "u", "file_name": "../menu.exe"}
    siti.sends(document={**document, "mime_type": "application/x-msdownload", "file_size": 900})
    assert "I cannot keep menu.exe" in siti.last.text
    siti.sends(
        document={**document, "file_name": "a.pdf", "mime_type": "application/pdf", "file_size": 2**25}
    )
    assert "a.pdf is too large; up to 20 MB fit" in siti.last.text
    siti.sends(document={**document, "file_name": "a.pdf", "mime_type": "application/pdf", "file_size": 900})
    assert siti.last.text == "I have that. Send more, or skip when that is all."


def says_done(desk: Desk, somebody: Somebody) -> None:
    """Say that the stage is done, up to where something is asked for that shows it."""
    desk.clock.move(timedelta(days=12))
    somebody.writes("/report")
    somebody.taps("✍️ Report")
    somebody.writes("done")
    somebody.writes("All three trainings are done")


def hands_in(somebody: Somebody) -> None:
    """Answer what comes after the evidence, and hand it in."""
    somebody.writes("nothing")
    somebody.taps("🟢 Going well")
    somebody.writes("Rest")
    somebody.taps("Send")


def test_who_writes_that_there_is_nothing_to_show_closes_no_stage_with_it(
    desk: Desk, report: Reporting, siti: Somebody
) -> None:
    says_done(desk, siti)
    siti.writes("not yet")
    assert "Does anything stand in your way?" in siti.last.text
    hands_in(siti)
    assert "counts as done once something shows it" in siti.said[-1]
    assert closings(desk) == []


def test_a_word_under_a_photo_does_not_take_it_back(desk: Desk, report: Reporting, siti: Somebody) -> None:
    says_done(desk, siti)
    size = {"file_id": "p1", "file_unique_id": "p1", "width": 320, "height": 200, "file_size": 900}
    siti.sends(photo=[size], caption="Done")
    siti.writes("that is all")
    hands_in(siti)
    with Session(desk.engine) as session:
        [piece] = session.exec(select(CheckInEvidence))
        assert (piece.kind, piece.text) == (EvidenceKind.PHOTO, "Done")
    assert closings(desk) == [ClosingState.WAITING]


def test_a_colleague_is_thanked_once_a_day(desk: Desk, report: Reporting, siti: Somebody) -> None:
    budi = desk.person("Budi Hartono")
    desk.clock.move(timedelta(days=11))
    for _time in range(2):
        siti.writes("/report")
        siti.taps("🙌 Thank a colleague")
        siti.taps("Budi Hartono")
        if "What for?" in siti.last.text:
            siti.writes("For the hall on Wednesdays")
    assert "thanked Budi Hartono today already" in siti.last.text
    desk.clock.move(timedelta(hours=1))
    desk.tick()
    assert [text for text in budi.sees if "high five" in text] == [
        "🙌 A high five from Siti Aminah!\n\n“For the hall on Wednesdays”"
    ]


def test_what_is_asked_of_a_facilitator_waits_for_working_hours(
    desk: Desk, report: Reporting, made: Somebody
) -> None:
    desk.clock.move(timedelta(days=12))  # Saturday
    report(100, PHOTO)
    desk.tick()
    assert not any("reports a stage as done" in text for text in made.sees)
    desk.clock.move(timedelta(days=2))
    desk.tick()
    assert any("reports a stage as done" in text for text in made.sees)


def test_an_obstacle_that_lasts_goes_to_the_facilitators_once(desk: Desk, report: Reporting) -> None:
    def escalated() -> int:
        with Session(desk.engine) as session, session.begin():
            return escalate_blockers(session, desk.clock.now(), NEVER_QUIET, rules=Rules())

    report(25, told=Told("Ruang dipakai vaksinasi", FOURTH))
    desk.clock.move(timedelta(days=6, hours=23))
    assert escalated() == 0
    desk.clock.move(timedelta(hours=1))
    assert [escalated(), escalated()] == [1, 0]
    assert told(desk, "blocker_escalated") == ["waiting"]
