"""A machine's wall clock that can be set, for whatever in this process looks at it to know what time it is."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from unittest.mock import patch


class Wall:
    """The machine's time, set by so many seconds: what `settimeofday` would do to this process alone."""

    def __init__(self) -> None:
        self.set_by = 0.0

    def seconds(self) -> float:
        """Seconds since 1970, as `time.time` gives them."""
        return time.time() + self.set_by

    @contextmanager
    def on_show(self) -> Iterator[None]:
        """What asks the machine itself, past `bot.clock`, reads this wall clock inside the block."""

        class Shown(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> "Shown":
                return cls.fromtimestamp(self.seconds(), tz)

        with (
            patch("apscheduler.schedulers.base.datetime", Shown),
            patch("bot.ticking.datetime", Shown),
        ):
            yield
