"""The one place that knows what time it is, so that tests and the demo can move it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's time in UTC, moved by as much as somebody has asked for."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        return datetime.now(UTC) + self.ahead

    def move(self, by: timedelta) -> datetime:
        """Move the clock forward (or back, with a negative span) and return the new present."""
        self.ahead += by
        return self.now()


class StoppedClock(Clock):
    """Time that stands still until it is moved: for tests and transcripts."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """The instant at which time was stopped, plus every move since."""
        return self.at + self.ahead
