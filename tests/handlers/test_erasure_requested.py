"""What a facilitator hears of a request to be forgotten."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.markup import plain
from handlers.erasure_requested import erasure_requested
from models.erasures import Request

if TYPE_CHECKING:
    from tests.handlers.conftest import Player

REQUEST = Request(7, "Wagiman", ("Angkatan 1", "Angkatan 2"), datetime(2026, 11, 23, 2, tzinfo=UTC))


def test_who_asked_and_when(play: "Player") -> None:
    [said] = play(erasure_requested, REQUEST).talk.said
    assert plain(said.text).startswith(
        "Wagiman (Angkatan 1, Angkatan 2) asked on Monday, 23 November 2026, 09:00 WIB to be erased."
    )


@pytest.mark.parametrize("settled", [None, replace(REQUEST, withdrawn=True), replace(REQUEST, done=True)])
def test_nothing_where_it_is_settled(play: "Player", settled: Request | None) -> None:
    done = play(erasure_requested, settled)
    assert done.ended
    assert done.talk.said == []
