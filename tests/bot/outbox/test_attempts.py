"""How long a message is tried for, and how often."""

from bot.outbox.attempts import is_hopeless, pause


def test_pauses_grow_from_a_second_to_five_minutes() -> None:
    assert [pause(attempts, chance=0) for attempts in range(1, 12)] == [
        1,
        2,
        4,
        8,
        16,
        32,
        64,
        128,
        256,
        300,
        300,
    ]
    assert pause(1_000_000, chance=0) == 300


def test_chance_spreads_the_attempts_of_many() -> None:
    assert pause(3, chance=0.5) == 3.5


def test_a_message_is_kept_up_for_a_day() -> None:
    assert not is_hopeless(23 * 3600)
    assert is_hopeless(24 * 3600)
