"""A clock that is moved far goes in strides, and whoever asked is told of each."""

from datetime import datetime, timedelta

from bot.clock import StoppedClock
from bot.phone.phone import Phone

DAY = timedelta(days=1)


async def test_it_goes_stride_by_stride_and_back_at_once(clock: StoppedClock) -> None:
    phone, began = Phone(clock=clock), clock.now()
    moving: list[timedelta] = []
    moved: list[datetime] = []

    async def before(by: timedelta) -> None:
        moving.append(by)

    async def after(now: datetime) -> None:
        moved.append(now)

    phone.stride, phone.on_clock_moving, phone.on_clock_moved = DAY, before, after
    assert await phone.move_clock(2.5 * DAY) == began + 2.5 * DAY
    assert moving == [DAY, DAY, DAY / 2]
    assert moved == [began + DAY, began + 2 * DAY, began + 2.5 * DAY]
    assert await phone.move_clock(-2 * DAY) == began + DAY / 2
    assert moving[3:] == [-2 * DAY]
    phone.stride = None
    assert await phone.move_clock(7 * DAY) == began + 7.5 * DAY
    assert moving[4:] == [7 * DAY]
