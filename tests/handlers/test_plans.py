"""Writing a plan, deciding on it and changing it, as the people around it see it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from models.members import Member, Role
from models.plans.layout import layouts_of
from models.plans.plan import ActionPlan, PlanVersion
from models.plans.stages import Stage
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.states import QuickWinState
from tests.bot.desk import Desk, Somebody
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin

TRIAL = replace(TRAINING, name="Uji coba", starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 29))

Planned = Callable[..., None]


@pytest.fixture
def made(desk: Desk) -> Somebody:
    """Who facilitates the batch."""
    somebody = desk.person("Made Suardana")
    with Session(desk.engine) as session, session.begin():
        member = session.get_one(Member, somebody.member_id)
        member.role = Role.FACILITATOR
        session.add(member)
    return somebody


@pytest.fixture
def planned(desk: Desk, siti: Somebody, made: Somebody) -> Planned:
    """A validated quick win of Siti's, and a plan with these stages where there are any."""

    def plan(*stages: Stage) -> None:
        with Session(desk.engine) as session, session.begin():
            owner = session.get_one(Member, siti.member_id)
            quickwin = add_quickwin(session, owner, QuickWinState.VALIDATED, desk.clock.now())
            if stages:
                add_plan(session, quickwin, desk.clock.now(), *stages)

    return plan


def share(desk: Desk, somebody: Somebody) -> None:
    """Let somebody own the quick win too."""
    with Session(desk.engine) as session, session.begin():
        quickwin = session.exec(select(QuickWin)).one()
        session.add(
            Ownership(quickwin_id=quickwin.id or 0, member_id=somebody.member_id, since=desk.clock.now())
        )


def stages(desk: Desk) -> tuple[Stage, ...]:
    """What the plan says."""
    with Session(desk.engine) as session:
        plan = session.exec(select(ActionPlan)).one()
        return layouts_of(session, [plan])[plan.id or 0].content.stages


def events(desk: Desk) -> list[str]:
    with Session(desk.engine) as session:
        return [version.event for version in session.exec(select(PlanVersion).order_by(PlanVersion.number))]  # type: ignore[arg-type]


def hear_news(desk: Desk) -> None:
    desk.clock.move(timedelta(minutes=20))
    desk.tick()


def send(desk: Desk, siti: Somebody) -> None:
    siti.writes("/plan")
    siti.taps("Send it for approval")
    siti.taps("Send")
    hear_news(desk)


def approve(desk: Desk, siti: Somebody, made: Somebody) -> None:
    send(desk, siti)
    made.taps("Approve")
    hear_news(desk)


def test_without_a_validated_quick_win_there_is_nothing_to_plan(desk: Desk, siti: Somebody) -> None:
    assert "peers have found good" in siti.writes("/plan")[-1]


def test_a_facilitator_sees_those_that_were_begun(planned: Planned, siti: Somebody, made: Somebody) -> None:
    assert made.writes("/rencana") == ["Nobody in your batch has begun an action plan yet."]
    planned()
    siti.writes("/plan")
    siti.taps("Medium: up to 365 days")
    made.writes("/rencana")
    assert "Action plan QW-1 · ✏️ being written" in made.last.text
    assert made.buttons == [["Nothing now"]]


def test_who_owns_it_too_sees_what_is_written_at_once(planned: Planned, desk: Desk, siti: Somebody) -> None:
    planned()
    budi = desk.person("Budi Hartono")
    share(desk, budi)
    siti.writes("/plan")
    siti.taps("Short: stages up to 100 days")
    siti.writes("Melatih petugas loket")
    budi.writes("/plan")
    assert "1. Melatih petugas loket · unfinished" in budi.last.text
    budi.taps("Go on with stage 1 (1 of 9)")
    assert "What will be there when it is done?" in budi.last.text
    budi.writes("Petugas yang mampu")
    assert "How much of it?" in siti.writes("SOP dan petugas yang mampu")[-1], "what was asked is answered"
    assert stages(desk)[0].output == "Petugas yang mampu"
    siti.writes("3 pelatihan")
    assert (stages(desk)[0].volume, stages(desk)[0].unit) == ("3", "pelatihan")


def test_a_stage_cannot_end_before_it_begins(planned: Planned, desk: Desk, siti: Somebody) -> None:
    planned(replace(TRAINING, starts_on=None, ends_on=None))
    siti.writes("/plan")
    siti.taps("Go on with stage 1 (8 of 9)")
    siti.writes("5-1-2027")
    assert siti.writes("30 November 2026") == [
        "That is before it begins, on Tuesday, 5 January 2027. Please write a later day."
    ]
    siti.writes("2 minggu")
    assert (stages(desk)[0].starts_on, stages(desk)[0].ends_on) == (date(2027, 1, 5), date(2027, 1, 18))


def test_holidays_are_named_in_the_persons_language(planned: Planned, desk: Desk) -> None:
    planned(replace(TRAINING, starts_on=None, ends_on=None))
    for language, button, said in (
        ("id", "Lanjutkan tahap 1 (8 dari 9)", "Hari libur: Hari Raya Natal."),
        ("en", "Go on with stage 1 (8 of 9)", "A day off: Christmas Day."),
    ):
        somebody = desk.person("Budi Hartono", language)
        share(desk, somebody)
        somebody.writes("/plan")
        somebody.taps(button)
        assert said in somebody.writes("25-12-2026")[-1]


def test_a_split_may_be_thought_over(planned: Planned, desk: Desk, siti: Somebody) -> None:
    planned(replace(TRAINING, starts_on=None, ends_on=None, in_charge=None))
    siti.writes("/plan")
    siti.taps("Go on with stage 1 (7 of 9)")
    siti.writes("1-12-2026")
    siti.writes("31-7-2027")
    siti.taps("Split it in two")
    siti.writes("28-2-2027")
    assert [(s.starts_on, s.ends_on) for s in stages(desk)] == [
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 7, 31)),
    ]
    siti.taps("‹ Back")
    siti.writes("31-1-2027")
    assert [(s.starts_on, s.ends_on) for s in stages(desk)] == [
        (date(2026, 12, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 7, 31)),
    ]
    siti.taps("‹ Back")
    siti.taps("‹ Back")
    siti.taps("Another end")
    siti.writes("1 month")
    assert [(s.starts_on, s.ends_on) for s in stages(desk)] == [(date(2026, 12, 1), date(2026, 12, 31))]


def test_a_stage_whose_days_were_given_before_is_split_again(
    planned: Planned, desk: Desk, siti: Somebody
) -> None:
    planned(TRAINING, Stage(starts_on=date(2026, 12, 12), ends_on=date(2027, 12, 31)))
    siti.writes("/plan")
    siti.taps("Go on with stage 2 (1 of 9)")
    for written in ("Menerapkan", "Puskesmas yang menerapkan", "4 puskesmas"):
        siti.writes(written)
    siti.taps("Split it in two")
    assert "The second part goes from" in siti.writes("1 month")[-1]
    siti.taps("‹ Back")
    siti.writes("2 months")
    assert [(s.starts_on, s.ends_on) for s in stages(desk)[1:]] == [
        (date(2026, 12, 12), date(2027, 2, 11)),
        (date(2027, 2, 12), date(2027, 12, 31)),
    ]


def test_stages_are_moved_and_taken_out(planned: Planned, desk: Desk, siti: Somebody) -> None:
    planned(TRAINING, TRIAL)
    siti.writes("/plan")
    siti.taps("Change a stage")
    siti.writes("2")
    siti.writes("move it")
    siti.taps("To the beginning")
    siti.writes("done")
    assert [stage.name for stage in stages(desk)] == ["Uji coba", "Melatih petugas loket"]
    siti.taps("Change a stage")
    siti.writes("1")
    siti.writes("take it out")
    siti.taps("Keep it")
    siti.writes("take it out")
    siti.taps("Take it out")
    assert [stage.name for stage in stages(desk)] == ["Melatih petugas loket"]


def test_a_shorter_horizon_points_out_what_is_too_long(planned: Planned, desk: Desk, siti: Somebody) -> None:
    planned(replace(TRAINING, ends_on=date(2027, 6, 30)))
    siti.writes("/plan")
    assert "⚠️ Stage 1 takes 213 days; up to 100 fit (short horizon)." in siti.last.text
    assert "Send it for approval" not in siti.last.data
    siti.taps("Change the horizon")
    siti.taps("Medium: up to 365 days")
    assert "⚠️" not in siti.last.text
    assert "Send it for approval" in siti.last.data


def test_the_facilitator_reads_all_of_it_and_approves(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(TRAINING)
    send(desk, siti)
    assert "Siti Aminah ask you to approve the plan of QW-1" in made.chat[-1].text + made.chat[-2].text
    assert "Budget: Rp2,500,000 (DPA Puskesmas 2026)" in made.chat[-1].text + made.chat[-2].text
    made.taps("Approve")
    hear_news(desk)
    assert siti.last.text == "🎉 Made Suardana has approved your plan QW-1. Now it can begin."
    assert events(desk) == ["sent", "approved"]


def test_remarks_are_needed_to_send_it_back(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(TRAINING)
    send(desk, siti)
    made.taps("Send it back with remarks")
    assert made.writes("no") == ["Please say a little more, so that they know what to change."]
    made.writes("Who keeps the list of participants?")
    hear_news(desk)
    assert "Who keeps the list of participants?" in siti.last.text
    siti.taps("Open the plan")
    assert "The facilitator’s remarks: Who keeps the list of participants?" in siti.last.text


def test_whoever_decides_second_hears_that_it_is_done(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(TRAINING)
    rina = desk.person("Rina Wulandari")
    with Session(desk.engine) as session, session.begin():
        member = session.get_one(Member, rina.member_id)
        member.role = Role.FACILITATOR
        session.add(member)
    send(desk, siti)
    made.taps("Approve")
    rina.taps("Send it back with remarks")
    assert rina.said[-1] == "There is nothing to decide on any more. The plan of QW-1: ✅ approved."
    assert events(desk) == ["sent", "approved"]


def test_a_plan_that_was_taken_back_is_no_news(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(TRAINING)
    siti.writes("/plan")
    siti.taps("Send it for approval")
    siti.taps("Send")
    siti.taps("Take it back")
    hear_news(desk)
    assert made.chat == []
    assert "Action plan QW-1 · ✏️ being written" in siti.last.text


def test_two_decide_at_once(planned: Planned, desk: Desk, siti: Somebody, made: Somebody) -> None:
    planned(TRAINING)
    rina = desk.person("Rina Wulandari")
    with Session(desk.engine) as session, session.begin():
        member = session.get_one(Member, rina.member_id)
        member.role = Role.FACILITATOR
        session.add(member)
    send(desk, siti)
    with desk.together():
        made.taps("Approve")
        rina.taps("Approve")
    assert events(desk) == ["sent", "approved"]
    assert {made.said[-1], rina.said[-1]} == {
        "The plan of QW-1 is approved. I tell its owners.",
        "There is nothing to decide on any more. The plan of QW-1: ✅ approved.",
    }


def test_an_approved_plan_changes_with_a_reason(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(TRAINING, TRIAL)
    approve(desk, siti, made)
    siti.writes("/plan")
    siti.taps("Change a stage")
    siti.writes("2")
    siti.taps("Budget")
    siti.writes("5 juta")
    siti.writes("-")
    siti.writes("done")
    assert stages(desk)[1].budget == 2_500_000, "it has no reason yet"
    siti.writes("More people than we thought")
    assert (stages(desk)[1].budget, events(desk)[-1]) == (5_000_000, "changed")
    hear_news(desk)
    assert "The reason: More people than we thought" in made.last.text
    assert "• “Uji coba”, Budget: Rp2,500,000 (DPA Puskesmas 2026) → Rp5,000,000" in made.last.text
    made.taps("Send it back")
    made.writes("There is no money for this in 2026")
    assert events(desk)[-1] == "returned"


def test_a_stage_is_added_to_an_approved_plan_as_a_whole(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(TRAINING)
    approve(desk, siti, made)
    siti.writes("/plan")
    siti.taps("+ Another stage")
    for written in ("Uji coba", "Pasien", "200 orang", "4-1-2027", "31-12-2027"):
        siti.writes(written)
    assert "13 April 2027 at the latest; the rest can be a stage of its own." in siti.last.text
    for written in ("3 bulan", "Kepala Puskesmas", "-", "0", "Rekap", "-"):
        siti.writes(written)
    assert len(stages(desk)) == 1
    siti.writes("The trial was forgotten")
    assert [stage.name for stage in stages(desk)] == ["Melatih petugas loket", "Uji coba"]
    hear_news(desk)
    assert "• New stage “Uji coba”: Monday, 4 January 2027" in made.last.text


def test_an_approved_plan_keeps_a_horizon_that_its_stages_fit(
    planned: Planned, desk: Desk, siti: Somebody, made: Somebody
) -> None:
    planned(replace(TRAINING, ends_on=date(2027, 6, 30)))
    siti.writes("/plan")
    siti.taps("Change the horizon")
    siti.taps("Medium: up to 365 days")
    approve(desk, siti, made)
    siti.writes("/plan")
    siti.taps("Change the horizon")
    siti.taps("Short: stages up to 100 days")
    assert "That does not fit" in siti.said[0]
    assert events(desk) == ["sent", "approved"]


def test_what_is_being_written_while_it_is_sent_says_where_it_stands(
    planned: Planned, desk: Desk, siti: Somebody
) -> None:
    planned(TRAINING)
    budi = desk.person("Budi Hartono")
    share(desk, budi)
    budi.writes("/plan")
    budi.taps("+ Another stage")
    siti.writes("/plan")
    siti.taps("Send it for approval")
    siti.taps("Send")
    budi.writes("Uji coba")
    assert "The plan of QW-1: 📮 waits for approval." in budi.said[0]
    assert len(stages(desk)) == 1
