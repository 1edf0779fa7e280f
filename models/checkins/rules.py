"""What a programme wants of weekly reports: when obstacles are passed on, how often an indicator is read, what may be sent."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Monitoring:
    """An obstacle open for `escalate_after_days` goes to the facilitators; an indicator is read every so many weeks.

    Files that people send are kept in `folder`; one may have `most_bytes` (Telegram gives bots no more than 20 MB).
    """

    escalate_after_days: int = 7
    indicator_every_weeks: int = 4
    folder: str = "evidence"
    most_bytes: int = 20 * MEGABYTE
