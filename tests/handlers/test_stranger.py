"""Somebody unknown: two ways in, nothing asked, nothing kept."""

from typing import TYPE_CHECKING

from handlers.stranger import stranger

if TYPE_CHECKING:
    from tests.handlers.conftest import Player


def test_two_ways_in_and_a_key_for_one_s_contact(play: "Player") -> None:
    done = play(stranger, None)
    assert done.ended
    assert done.result is None
    [said] = done.talk.said
    assert "Open the link on your invitation" in said.text
    assert said.contact_button == "Share my contact"
    assert len(said.text) <= 600
