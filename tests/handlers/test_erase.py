"""Asking to be forgotten: what goes and what stays is said before anything is recorded."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.i18n import speaking
from handlers.erase import erase
from models.erasures import AskErasure, ErasureStanding, WithdrawErasure

if TYPE_CHECKING:
    from tests.handlers.conftest import Player

NOT_ASKED = ErasureStanding(None, "Endang Puspitarini, S.Psi., M.Psi., Psikolog")
ASKED = ErasureStanding(datetime(2026, 11, 20, 3, tzinfo=UTC), "Endang")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_goes_and_what_stays_fits_a_small_phone(play: "Player", language: str) -> None:
    with speaking(language):
        asked = play(erase, NOT_ASKED)
    assert asked.waiting is not None
    assert len(asked.waiting.text) <= 600
    assert NOT_ASKED.facilitator in asked.waiting.text


def test_only_a_clear_yes_is_recorded(play: "Player") -> None:
    asked = play(erase, NOT_ASKED)
    assert asked.waiting is not None
    assert [o.label for row in asked.waiting.kind.offer().rows for o in row] == [
        "Yes, erase me",
        "No, keep it",
    ]
    assert play(erase, NOT_ASKED, erase="yes").result == AskErasure()
    declined = play(erase, NOT_ASKED, erase="no")
    assert declined.result is None
    assert declined.talk.said[-1].text == "Nothing has been changed."


def test_a_second_time_it_stands_or_is_withdrawn(play: "Player") -> None:
    asked = play(erase, ASKED)
    assert asked.waiting is not None
    assert asked.waiting.text.startswith("You asked to be erased on Friday, 20 November 2026, 10:00 WIB.")
    assert play(erase, ASKED, withdraw="yes").result == WithdrawErasure()
    assert play(erase, ASKED, withdraw="no").result is None


def test_where_nobody_facilitates_the_organisers_do(play: "Player") -> None:
    done = play(erase, ErasureStanding(), erase="yes")
    assert "I let the organisers know" in done.talk.said[-1].text
