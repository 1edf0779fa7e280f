"""The digest in the chat: what it says, what each tap leads to, and that it fits a small phone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.i18n import speaking
from bot.markup import plain
from bot.talk import Begin, Order
from handlers.digests.digest import digest
from handlers.digests.wording import changed
from models.checkins.checkin import Judgement
from models.digests.digest import Digest
from models.digests.opening import Opened
from models.digests.record import Record
from models.digests.rules import USUAL_DIGEST
from models.members import Role
from models.memberships import Membership
from tests.handlers.conftest import Player
from tests.models.digests.agents import WEEKS, agent, blocker, book, friday

MADE = Membership(9, 9, "Made Suardana", Role.FACILITATOR, 1, "BKPSDM", 1, "Angkatan 1", 1, "Asia/Jakarta")
LONG = "Ni Luh Putu Ayu Kusumawardhani Prawirodirdjo, S.Sos., M.A.P."
ABOUT = "1:2026-12-17"


def told(*records: Record, week: int = 2) -> Digest:
    return book(*records, not_joined=1).digest(WEEKS[week], friday(week), USUAL_DIGEST)


def opened(*records: Record, at_desk: bool = True) -> Opened:
    return Opened(MADE, told(*records), at_desk)


SITI = agent(1, "Siti Aminah, S.Pd.", reported=[0, 1, 2])
BUDI = agent(2, "Budi Hartono", reported=[0])
WULAN = agent(
    3,
    "Wulan",
    reported=[0, 1, 2],
    blockers=[blocker(7, date(2026, 11, 20), what="Ruang pelatihan dipakai vaksinasi")],
)


def test_it_says_how_the_week_went_draws_it_and_names_whom_to_call(play: Player) -> None:
    talk = play(digest, opened(SITI, BUDI, WULAN), subject=ABOUT)
    assert talk.waiting is not None
    [said] = talk.talk.said
    assert plain(said.text) == (
        "Angkatan 1 · week 3 of 17, Thursday, 17 December 2026\n\n"
        "🗒 Reported: 2 of 3, on time 2\n✖️ Missing: 1\n📵 Not joined yet: 1\n\n"
        "🔴 1 · 🟡 1 · 🟢 1\n🧱 Open obstacles: 1\n✅ Stages closed: 0\n\n"
        "In brackets: against the week before."
    )
    assert talk.talk.orders == [Order("digest_picture", ABOUT)]
    assert plain(talk.waiting.text) == (
        "A call would help 2 people:\n"
        "1. 🔴 Wulan: an obstacle for 28 days\n"
        "2. 🟡 Budi Hartono: silent for 2 weeks"
    )
    labels = [option.label for row in talk.waiting.kind.offer().rows for option in row]
    assert labels == [
        "Wulan",
        "Budi Hartono",
        "🧱 Obstacles, the oldest first",
        "📄 All of it as PDF",
        "Nothing now",
    ]


@pytest.mark.parametrize(
    ("tap", "there"),
    [
        ("person:2", Begin("batch_member", f"2:digest:{ABOUT}:calls")),
        ("obstacles", Begin("digest", f"{ABOUT}:obstacles")),
        ("paper", None),
        ("close", None),
    ],
)
@pytest.mark.parametrize("part", ["", ":calls"])
def test_what_each_tap_leads_to(play: Player, tap: str, there: Begin | None, part: str) -> None:
    talk = play(digest, opened(SITI, BUDI, WULAN), subject=ABOUT + part, what=tap)
    assert talk.waiting is None
    assert talk.talk.next == there
    assert talk.talk.orders == ([Order("digest_pdf", ABOUT)] if tap == "paper" else [])


def test_whoever_comes_back_sees_whom_to_call_and_no_second_picture(play: Player) -> None:
    talk = play(digest, opened(SITI, BUDI, WULAN), subject=f"{ABOUT}:calls")
    assert talk.waiting is not None
    assert (talk.talk.said, talk.talk.orders) == ([], [])


@pytest.mark.parametrize(
    ("tap", "there"), [("obstacle:7", Begin("blocker", "7")), ("back", Begin("digest", f"{ABOUT}:calls"))]
)
def test_the_obstacles_by_age(play: Player, tap: str, there: Begin | None) -> None:
    shown = play(digest, opened(SITI, WULAN), subject=f"{ABOUT}:obstacles")
    assert shown.waiting is not None
    assert shown.waiting.text == "1 obstacle is open.\n\n• 28 days: Ruang pelatihan dipakai vaksinasi (Wulan)"
    assert play(digest, opened(SITI, WULAN), subject=f"{ABOUT}:obstacles", which=tap).talk.next == there


def test_of_a_batch_that_is_not_on_the_desk_nobody_is_opened(play: Player) -> None:
    waiting = play(digest, opened(BUDI, WULAN, at_desk=False), subject=ABOUT).waiting
    assert waiting is not None
    labels = [option.label for row in waiting.kind.offer().rows for option in row]
    assert labels == ["🧱 Obstacles, the oldest first", "📄 All of it as PDF", "Nothing now"]
    assert "Budi Hartono" in waiting.text


def test_where_all_is_well_nobody_has_to_be_called(play: Player) -> None:
    waiting = play(digest, opened(SITI), subject=ABOUT).waiting
    assert waiting is not None
    assert waiting.text == "Nobody has to be called: all is well. 🎉"


def test_what_is_not_there_is_said_or_passed_over(play: Player) -> None:
    assert play(digest, None).talk.said == []
    [said] = play(digest, Opened(MADE, None, at_desk=True)).talk.said
    assert said.text.startswith("No week has been reported yet.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_worst_week_of_people_with_long_names_fits_a_small_phone(play: Player, language: str) -> None:
    old = [
        blocker(n, date(2026, 11, 20), what="Menunggu surat edaran Sekretaris Daerah " * 3) for n in range(12)
    ]
    crowd = [
        agent(n, LONG, reported=[0], blockers=old[:2], judged={0: Judgement.GREEN}, reachable=False)
        for n in range(1, 80)
    ]
    facts = Opened(MADE, told(*crowd), at_desk=True)
    with speaking(language):
        talk = play(digest, facts, subject=ABOUT)
        assert talk.waiting is not None
        assert all(len(said.text) <= 600 for said in talk.talk.said)
        assert len(talk.waiting.text) <= 640
        listed = play(digest, facts, subject=f"{ABOUT}:obstacles").waiting
        assert listed is not None
        assert len(listed.text) <= 600


def test_a_report_of_the_week_that_has_begun_is_told(play: Player) -> None:
    batch, at = book(agent(reported=range(4))), friday(2) + timedelta(days=6)
    facts = Opened(MADE, batch.digest(WEEKS[2], at, USUAL_DIGEST), at_desk=True)
    assert "⏩ 1 report of 24 Dec 2026 is in already" in play(digest, facts, subject=ABOUT).talk.said[0].text
    first = replace(facts, digest=batch.digest(WEEKS[0], friday(0), USUAL_DIGEST))
    assert "In brackets" not in play(digest, first, subject="1:2026-12-03").talk.said[0].text


def test_how_a_number_has_changed() -> None:
    assert [changed(5, 3), changed(3, 5), changed(3, 3), changed(3, None)] == ["5 (+2)", "3 (−2)", "3", "3"]
