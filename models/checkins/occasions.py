"""Who hears what about weekly reports: the conversations that say it, their subjects, and the occasions."""

from dataclasses import dataclass
from datetime import date, datetime

from models.checkins.ladder import Due, PutOffTo, Rung
from models.subjects import number_in

ASKED = "checkin_asked"
"""To an agent: a report is asked for. The subject is an `About`."""
MISSING = "checkins_missing"
"""To facilitators and leaders: whose reports are missing. The subject is the rule's id and the week, as in "3:2026-12-04"."""


@dataclass(frozen=True)
class About:
    """Which rung of which report is said to which member."""

    member_id: int
    week: date
    rung: Rung

    @property
    def subject(self) -> str:
        """As the subject of a talk: "12:2026-12-04:asked"."""
        return f"{self.member_id}:{self.week}:{self.rung}"

    @classmethod
    def read(cls, subject: str) -> "About | None":
        """From the subject of a talk; None where it is none."""
        try:
            _member, week, rung = subject.split(":")
            return cls(number_in(subject), date.fromisoformat(week), Rung(rung))
        except ValueError:
            return None


def occasion_of(member_id: int, week: date, due: Due, put_off: PutOffTo | None) -> str:
    """The occasion of a rung; what was put off is said once more, on an occasion of its own."""
    again = f":again {_minute(due.at)}" if put_off is not None and put_off.rung is due.rung else ""
    return f"checkin:{due.rung}:{week}:member {member_id}{again}"


def missing_occasion(member_id: int, week: date) -> str:
    """The occasion on which a facilitator or leader hears whose reports of a week are missing."""
    return f"checkins:missing:{week}:member {member_id}"


def member_in(occasion: str) -> int:
    """The member whom one of these occasions is of."""
    return int(occasion.split("member ", 1)[1].split(":", 1)[0])


def missing_subject(rule_id: int, week: date) -> str:
    """What such a talk is about."""
    return f"{rule_id}:{week}"


def _minute(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"
