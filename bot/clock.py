"""The one place that knows what time it is, so that tests and the demo can move it, and nothing else can for nothing."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

log = structlog.get_logger()

JUMP = 2.0  # seconds; less is how clocks are set right bit by bit
BELIEVED_AFTER = 60.0  # seconds

Seconds = Callable[[], float]


def steady() -> float:
    """Seconds that nobody can move; where the machine tells, those it slept count too."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Clock:
    """The machine's time in UTC, moved by as much as somebody has asked for.

    Where the machine's clock jumps, time goes on as it was until the jump has stood for `believed_after` seconds: one that is
    taken back before that is never seen, so that no deadline passes by it. `wall` and `steady` are the machine's clocks.
    """

    def __init__(
        self,
        ahead: timedelta = timedelta(),
        *,
        believed_after: float = BELIEVED_AFTER,
        wall: Seconds = time.time,
        steady: Seconds = steady,
    ) -> None:
        self.ahead = ahead
        self._believed_after = believed_after
        self._wall = wall
        self._steady = steady
        self._lead = wall() - steady()  # of the wall before the steady clock, as far as it is believed
        self._doubted: tuple[float, float] | None = None  # another lead, and when it was first seen

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        since = self._steady()
        self._heed(self._wall() - since, since)
        return datetime.fromtimestamp(since + self._lead, UTC) + self.ahead

    def move(self, by: timedelta) -> datetime:
        """Move the clock forward (or back, with a negative span) and return the new present."""
        self.ahead += by
        return self.now()

    def _heed(self, lead: float, now: float) -> None:
        jump = lead - self._lead
        if abs(jump) < JUMP:
            self._lead, self._doubted = lead, None
        elif self._doubted is None or abs(lead - self._doubted[0]) >= JUMP:
            self._doubted = lead, now
            log.warning(
                "the machine's clock has jumped", seconds=round(jump), believed_in=self._believed_after
            )
        elif now - self._doubted[1] >= self._believed_after:
            self._lead, self._doubted = lead, None
            log.warning("the machine's clock is believed", seconds=round(jump))


class StoppedClock(Clock):
    """Time that stands still until it is moved: for tests and transcripts."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """The instant at which time was stopped, plus every move since."""
        return self.at + self.ahead
