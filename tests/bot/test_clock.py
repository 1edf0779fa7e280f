"""A machine's clock that jumps: what is taken back soon is never seen, what stays is believed."""

from datetime import UTC, datetime, timedelta

from structlog.typing import EventDict

from bot.clock import Clock

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
YEARS = 40 * 365 * 86_400


class Machine:
    """A machine whose time passes, and whose clock can be set."""

    def __init__(self) -> None:
        self.up = 1_000.0
        self.set_by = 0.0

    def wall(self) -> float:
        return NOON.timestamp() + self.up - 1_000 + self.set_by

    def steady(self) -> float:
        return self.up

    def clock(self) -> Clock:
        return Clock(wall=self.wall, steady=self.steady)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_time_goes_on_with_the_machines() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.up += 10
    assert clock.now() == after(10)


def test_a_jump_that_is_taken_back_within_a_minute_is_never_seen() -> None:
    for jump in (86_400, -86_400, YEARS):
        machine = Machine()
        clock = machine.clock()
        machine.set_by = jump
        for seconds in range(0, 59, 5):
            machine.up = 1_000.0 + seconds
            assert clock.now() == after(seconds)
        machine.set_by = 0
        machine.up = 1_000.0 + 600
        assert clock.now() == after(600)


def test_a_jump_that_stays_is_believed_after_a_minute(logged: list[EventDict]) -> None:
    for jump in (3_600, -3_600):
        machine = Machine()
        clock = machine.clock()
        machine.set_by = jump
        assert clock.now() == after(0)
        machine.up += 60
        assert clock.now() == after(60 + jump)
        machine.up += 1
        assert clock.now() == after(61 + jump)
    assert [line["event"] for line in logged] == [
        "the machine's clock has jumped",
        "the machine's clock is believed",
    ] * 2


def test_a_clock_that_jumps_again_is_doubted_anew() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.set_by = 3_600
    clock.now()
    machine.up += 50
    machine.set_by = 7_200
    clock.now()
    machine.up += 50
    assert clock.now() == after(100)


def test_a_clock_that_is_set_right_bit_by_bit_is_followed() -> None:
    machine = Machine()
    clock = machine.clock()
    for _step in range(10):
        machine.set_by -= 1.5
        clock.now()
    assert clock.now() == after(-15)


def test_what_somebody_moves_moves_at_once() -> None:
    clock = Machine().clock()
    assert clock.move(timedelta(days=7)) == NOON + timedelta(days=7)
