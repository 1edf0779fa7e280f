"""A review whose time is over, and one that comes round again."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.markup import plain
from bot.play import Play
from bot.talk import Question
from handlers.reviews.review import review
from models.members import Role
from models.memberships import Membership
from models.quickwins.rules import Rules
from models.reviews.help_offers import HelpKind
from models.reviews.review import Criterion, ReviewState
from models.reviews.reviewing import Earlier, Excused, Reviewed, Reviewing
from tests.rig.quick_wins import WAITING

if TYPE_CHECKING:
    from tests.handlers.conftest import Player

DUE = datetime(2026, 11, 28, 2, tzinfo=UTC)
BUDI = Membership(2, 2, "Budi", Role.AGENT, 2, "DPMPTSP", 1, "Angkatan 1", 1, "Asia/Jakarta")
SITI = Membership(1, 1, "Siti", Role.AGENT, 1, "Dinas Kesehatan", 1, "Angkatan 1", 1, "Asia/Jakarta")
REVIEWING = Reviewing(
    id=7,
    state=ReviewState.ASSIGNED,
    reviewer=BUDI,
    quickwin_id=1,
    code="QW-1",
    content=WAITING,
    evidence=(),
    owners=(SITI,),
    round=1,
    due_at=DUE,
    earlier=None,
    offered=frozenset(),
    rules=Rules(),
)
ANSWERS = {
    "begin": "begin",
    **{criterion.value: "4" for criterion in Criterion},
    "better": "Mulai dari satu posyandu dulu",
    "seen": {"kind": "text", "text": "Antrean sampai ke jalan"},
    "help": ["data", "place"],
    "help_words": "Data antrean kami",
}


def said(played: Play[Any]) -> str:
    return "\n".join(plain(saying.text) for saying in played.talk.said)


def waiting(played: Play[Any]) -> Question[Any]:
    assert played.waiting is not None
    return played.waiting


def test_everything_that_was_said_is_handed_over(play: "Player") -> None:
    done = play(review, REVIEWING, **ANSWERS, review="send")
    assert done.result == Reviewed(
        review_id=7,
        quickwin_id=1,
        ratings={criterion.value: 4 for criterion in Criterion},
        better="Mulai dari satu posyandu dulu",
        seen="Antrean sampai ke jalan",
        help=(HelpKind.DATA, HelpKind.PLACE),
        help_words="Data antrean kami",
    )


def test_a_photo_is_kept_with_what_stands_under_it(play: "Player") -> None:
    file = {"file_id": "f", "name": "a.jpg", "media_type": "image/jpeg", "size": 9}
    photo = {"kind": "photo", "text": "Loket Senin pagi", "file": file}
    done = play(review, REVIEWING, **{**ANSWERS, "seen": photo}, review="send")
    assert (done.result.seen, done.result.seen_as) == ("Loket Senin pagi", photo)


def test_one_tap_excuses(play: "Player") -> None:
    assert play(review, REVIEWING, begin="excused").result == Excused(7, 1)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReviewState.REPLACED, "What you wrote stays in this chat; tell Siti (Dinas Kesehatan) if you like."),
        (ReviewState.CALLED_OFF, "Your facilitator has decided about QW-1"),
        (ReviewState.DONE, "You have handed in your review of QW-1 already. Thank you!"),
        (ReviewState.DECLINED, "Somebody else judges QW-1 now."),
    ],
)
def test_who_writes_on_too_late_hears_kindly_why(play: "Player", state: ReviewState, words: str) -> None:
    done = play(review, replace(REVIEWING, state=state), **ANSWERS)
    assert done.ended
    assert done.result is None
    assert words in said(done)


def test_the_second_time_shows_what_has_changed_and_what_was_said(play: "Player") -> None:
    earlier = Earlier(
        replace(WAITING, target="60"), {criterion.value: 3 for criterion in Criterion}, "Kurang rinci"
    )
    again = replace(
        REVIEWING, round=2, earlier=earlier, offered=frozenset({"data", "place", "people", "permit"})
    )
    assert "• Target: 60 → 45" in said(play(review, again))
    assert "Last time you gave it 3." in plain(waiting(play(review, again, begin="begin")).text)
    up_to_seen = {key: answer for key, answer in ANSWERS.items() if not key.startswith("help")}
    rows = waiting(play(review, again, **up_to_seen)).kind.offer().rows
    assert [option.label for option in rows[0]] == ["money"]
