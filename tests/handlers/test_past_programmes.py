"""Looking back in the chat: what fits a small phone, who may do what, and what is said of a list that was sent."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from bot.errands.errand_kind import Undoable
from bot.i18n import speaking
from bot.talk import Begin
from handlers.past_programmes.add import add
from handlers.past_programmes.judge import judge
from handlers.past_programmes.look_back import look_back
from handlers.past_programmes.sent_list import changes_text, read_sent_list, send_list
from handlers.past_programmes.tally import heading, pages_of, tally
from handlers.past_programmes.wording import problems_text
from models.members import Role
from models.memberships import Membership
from models.past_programmes.looking_back import LookingBack, Remembered
from models.past_programmes.past_programme import Judgement, PastProgramme, Verdict
from models.past_programmes.tally import Opinion, Tallies, Tally
from models.quickwins.rules import Rules
from models.spreadsheets.changes import Changed, Changes
from models.spreadsheets.problems import Problem
from models.spreadsheets.sentences import Sentence
from tests.bot.desk import Desk, Somebody
from tests.handlers.conftest import Player

RULES = Rules()
LONG = (
    "Program Percepatan Pelayanan Kesehatan Keliling bagi Warga Lanjut Usia di Kelurahan yang Jauh dari Puskesmas dan Rumah Sakit Umum Daerah Kota "
    + "x" * 8
)
ABOUT = "y" * 400


def membership(role: Role) -> Membership:
    return Membership(
        1, 1, "Siti", role, 1, "Badan Perencanaan Pembangunan Daerah", 1, "Angkatan 1", 1, "Asia/Jakarta"
    )


def facts(role: Role = Role.AGENT, *names: str) -> LookingBack:
    programmes = (
        Remembered(n, name, "kesehatan", 1, "Dinas Kesehatan", 2023, ABOUT, None)
        for n, name in enumerate(names, 1)
    )
    return LookingBack(membership(role), RULES, tuple(programmes))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_longest_programme_fits_a_small_phone(play: Player, language: str) -> None:
    with speaking(language):
        waiting = play(look_back, facts(Role.AGENT, LONG)).waiting
        assert waiting is not None
        assert len(waiting.text) <= 600
        assert len(LONG) == 150
    played = play(judge, facts(Role.AGENT))
    assert played.talk.next == Begin("lookback", "")


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.text(min_size=1, max_size=300)), max_size=12))
def test_reasons_are_leafed_through_and_none_is_lost(given_: list[tuple[Verdict, str]]) -> None:
    opinions = tuple(Opinion(verdict, why, "Dinas Kesehatan") for verdict, why in given_)
    one = Tally(1, LONG, "", "Dinas Kesehatan", 2023, opinions)
    pages = pages_of(one)
    assert all(len(page) <= 420 for page in pages)
    for _verdict, why in given_:
        assert any(why in page for page in pages)
    assert len(heading(one)) + 420 <= 700


def test_reasons_that_were_forgotten_are_counted_and_not_shown(play: Player) -> None:
    one = Tally(1, "Kota Hijau", "", "", None, (Opinion(Verdict.STOP, "", "Dinas Sosial"),))
    assert pages_of(one) == ["Nobody’s reason is kept any more."]
    waiting = play(tally, Tallies(membership(Role.LEADER), (one,))).waiting
    assert waiting is not None
    assert waiting.kind.offer().rows[0][0].label.startswith("Kota Hijau")


def test_who_may_not_is_told_where_to_look(play: Player) -> None:
    for script in (add, send_list):
        [said] = play(script, None).talk.said
        assert "/lookback" in said.text
    [said] = play(judge, facts(Role.FACILITATOR, "Kota Hijau")).talk.said
    assert "judged by the agents" in said.text
    [said] = play(look_back, None).talk.said
    assert "in no batch" in said.text
    [said] = play(tally, Tallies(membership(Role.AGENT), ())).talk.said
    assert "Nobody has judged" in said.text


def test_problems_are_said_row_by_row_in_the_language_of_the_chat() -> None:
    problems = [Problem(row, "Nama", Sentence("the name is missing")) for row in range(2, 10)]
    problems.append(Problem(0, "", Sentence("{name} is empty", {"name": "daftar.csv"})))
    with speaking("id"):
        text = problems_text(problems)
    assert "• baris 2, \x02Nama\x0f: Namanya belum ada." in text
    assert "… dan 3 lagi." in text
    with speaking("en"):
        assert "• Daftar.csv is empty." in problems_text(problems[-1:])


def test_what_cannot_be_read_is_said_and_what_can_is_handed_on() -> None:
    content = b"nama,bidang\nPosyandu Keliling,kesehatan\n"
    assert len(read_sent_list(RULES.fields, content, "daftar.csv").entries) == 1
    with speaking("en"):
        with pytest.raises(Undoable, match="neither a workbook"):
            read_sent_list(RULES.fields, b"%PDF-1.7", "")
        with pytest.raises(Undoable, match="added by facilitators"):
            read_sent_list(None, content, "daftar.csv")


def test_what_a_list_changed_is_said_in_short() -> None:
    added = [f"Program {n}" for n in range(1, 8)]
    changes = Changes(added=added, changed=[Changed("Kota Hijau", ("Tahun",))], new_agencies=["Dinas Sosial"])
    with speaking("en"):
        assert changes_text(changes).split("\n")[:3] == [
            "7 programmes added: Program 1, Program 2, Program 3, Program 4, Program 5 and 2 more",
            "1 programme changed: Kota Hijau",
            "1 new agency: Dinas Sosial",
        ]
        assert "here already" in changes_text(Changes(unchanged=added))


def ran_before(desk: Desk, *names: str) -> None:
    with Session(desk.engine) as session, session.begin():
        for name in names:
            session.add(
                PastProgramme(batch_id=desk.batch_id, name=name, field="kesehatan", added_at=desk.clock.now())
            )


def judgements(desk: Desk) -> list[tuple[str, str]]:
    with Session(desk.engine) as session:
        return [
            (j.verdict, j.reason)
            for j in session.exec(select(Judgement).order_by(col(Judgement.past_programme_id)))
        ]


def test_one_stops_goes_on_and_goes_back_and_what_comes_later_is_offered(desk: Desk, siti: Somebody) -> None:
    ran_before(desk, "Posyandu Keliling", "Antrean Daring")
    siti.writes("/lookback")
    siti.taps("Kesehatan · 0 of 2")
    siti.taps("🔧 Mend")
    siti.writes("The car comes when mothers are at work")
    assert judgements(desk) == [("mend", "The car comes when mothers are at work")]
    siti.writes("/later")
    desk.restart()
    ran_before(desk, "Kader Muda")
    siti.writes("/lookback")
    siti.taps("Kesehatan · 1 of 3")
    assert "2 of 3" in siti.last.text
    siti.taps("‹ Back")
    siti.taps("‹ Back")
    siti.taps("⏹ Stop")
    siti.taps("Keep my answer")
    assert judgements(desk) == [("stop", "The car comes when mothers are at work")]
    for _programme in range(2):
        siti.taps("▶️ Continue")
        siti.writes("It works well in my ward, keep it")
    assert "3 judgements are kept" in siti.bubble("judgements are kept").text
    assert [verdict for verdict, _why in judgements(desk)] == ["stop", "continue", "continue"]


def test_a_judgement_that_was_changed_elsewhere_is_not_undone(desk: Desk, siti: Somebody) -> None:
    ran_before(desk, "Posyandu Keliling", "Antrean Daring")
    siti.writes("/lookback")
    siti.taps("Kesehatan · 0 of 2")
    siti.taps("🔧 Mend")
    siti.writes("The car comes when mothers are at work")
    siti.writes("/later")
    desk.clock.move(timedelta(minutes=5))
    siti.writes("/lookback")
    siti.taps("Change a judgement")
    siti.writes("1")
    siti.taps("⏹ Stop")
    siti.writes("Nobody has come for months")
    desk.clock.move(timedelta(minutes=5))
    siti.taps("Kesehatan · 1 of 2")
    siti.taps("▶️ Continue")
    siti.writes("It saves people the way")
    assert judgements(desk) == [
        ("stop", "Nobody has come for months"),
        ("continue", "It saves people the way"),
    ]
