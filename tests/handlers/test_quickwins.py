"""Quick wins at the desk: what is written is kept as it grows, and two may write one draft."""

from datetime import timedelta

from sqlmodel import Session, select

from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.states import QuickWinState
from tests.bot.desk import Desk, Somebody

PROBLEM = "People wait up to three hours at the registry's counter"


def rows(desk: Desk) -> list[QuickWin]:
    with Session(desk.engine) as session:
        return list(session.exec(select(QuickWin)))


def begin(somebody: Somebody, problem: str = PROBLEM) -> None:
    somebody.writes("/quickwins")
    if any("Which quick win" in text for text in somebody.said):
        somebody.taps("+ A new quick win")
    somebody.writes(problem)


def test_every_answer_is_kept_at_once(desk: Desk, siti: Somebody) -> None:
    begin(siti)
    siti.taps("Citizens")
    [row] = rows(desk)
    assert (row.code, row.state, row.problem, row.source) == (
        "QW-1",
        QuickWinState.DRAFT,
        PROBLEM,
        "citizens",
    )


def test_an_answer_that_is_gone_back_to_is_changed_in_place(desk: Desk, siti: Somebody) -> None:
    begin(siti)
    siti.writes("/back")
    siti.writes("People wait up to four hours at the registry's counter")
    [row] = rows(desk)
    assert row.problem == "People wait up to four hours at the registry's counter"


def test_several_drafts_rest_side_by_side(desk: Desk, siti: Somebody) -> None:
    begin(siti)
    siti.taps("Later")
    desk.clock.move(timedelta(minutes=1))
    begin(siti, "The lamps at the market are dark on most evenings of the week")
    assert [row.code for row in rows(desk)] == ["QW-1", "QW-2"]
    siti.taps("Later")
    siti.writes("/quickwins")
    assert [label for row in siti.buttons for label in row][:2] == [
        "✏️ QW-2 · The lamps at the ma…",
        "✏️ QW-1 · People wait up to t…",
    ]


def test_who_joins_goes_on_where_the_other_is(desk: Desk, siti: Somebody) -> None:
    begin(siti)
    siti.taps("Citizens")
    siti.taps("Skip")
    siti.taps("Later")
    grace = desk.person("Grace Tobing")
    with Session(desk.engine) as session, session.begin():
        [row] = session.exec(select(QuickWin))
        session.add(Ownership(quickwin_id=row.id or 0, member_id=grace.member_id, since=desk.clock.now()))
    grace.writes("/quickwins")
    grace.writes("1")
    grace.taps("Go on writing (2 of 18)")
    assert "How often is it met?" in grace.last.text
    grace.taps("Every day")
    siti.writes("/quickwins")
    siti.writes("1")
    siti.taps("Go on writing (3 of 18)")
    assert "Who gains" in siti.last.text


def test_what_was_given_up_can_be_taken_up_again(desk: Desk, siti: Somebody) -> None:
    begin(siti)
    siti.writes("/quickwins")
    siti.writes("1")
    siti.taps("Give it up")
    siti.taps("Give it up")
    assert rows(desk)[0].state == QuickWinState.DROPPED
    siti.writes("/quickwins")
    siti.taps("🗂 Those I gave up")
    siti.writes("1")
    siti.taps("Take it up again")
    assert rows(desk)[0].state == QuickWinState.DRAFT


def test_a_button_of_somebody_elses_quick_win_leads_nowhere(desk: Desk, siti: Somebody) -> None:
    begin(siti)
    budi = desk.person("Budi Hartono")
    begin(budi, "The lamps at the market are dark on most evenings of the week")
    budi.writes("/quickwins")
    budi.taps("🔎 What others work on")
    budi.writes("1")
    assert "People wait" in budi.last.text
    assert "Change an answer" not in str(budi.buttons)
