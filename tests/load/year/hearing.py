"""What was said in a year: nudges that are given, held against the messages that are queued."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.meetings.meeting import Meeting
from models.nudges import Nudge, NudgeState
from models.outbound import Outbound
from tests.load.year.plain_meetings import Said

ABOUT_REPORTS = "aporan"
"""Stands in whatever is said of weekly reports (“laporan”), and in nothing that is said of meetings."""

CALLED_OFF = "🚫"


class Heard:
    """What people heard. A nudge that is given counts as often as its words stand in a message to its person of the same instant."""

    def __init__(self, session: Session) -> None:
        self.titles = dict(session.connection().execute(columns(col(Meeting.id), col(Meeting.title))).all())
        self.messages = _messages(session)
        """What was said to each person at each instant."""
        self.said: Counter[Said] = Counter()
        self.at: dict[Said, datetime] = {}
        nudges = select(Nudge.person_id, Nudge.occasion, Nudge.subject, Nudge.given_at)
        for person, occasion, subject, at in session.exec(nudges.where(Nudge.state == NudgeState.GIVEN)):
            if at is None:
                continue
            said, marks = self._read(person, occasion, subject)
            texts = self.messages.get((person, at), ())
            if count := max(
                (n for text, n in Counter(texts).items() if _is_in(text, said[1], marks)), default=0
            ):
                self.said[said] += count
                self.at[said] = at
        self.asked_for = {(said[0] + 1, at) for said, at in self.at.items()}
        self.unasked = {place: texts for place, texts in self.messages.items() if place not in self.asked_for}
        """Messages, by person and instant, when there was nothing to be said to them."""

    def messages_between(self, first: datetime, until: datetime) -> Mapping[tuple[int, datetime], list[str]]:
        """Those of these instants, by person and instant."""
        return {place: texts for place, texts in self.messages.items() if first <= place[1] < until}

    def _read(self, person: int, occasion: str, subject: str) -> tuple[Said, Sequence[str]]:
        match occasion.split(":"):
            case ["checkin", rung, week, _member, *again]:
                return (person - 1, f"{rung} again" if again else rung, week), (ABOUT_REPORTS,)
            case ["checkins", "missing", week, _member]:
                return (person - 1, "told", week), (ABOUT_REPORTS,)
            case ["news", _member, _invitation]:
                titles = [self.titles[int(one)] for one in subject.split(",")]
                numbers = sorted(_number(title) for title in titles)
                return (person - 1, "news", ",".join(map(str, numbers))), titles
            case [what, meeting, *sequence, _member]:
                title = self.titles[int(meeting.split()[1])]
                of = ":".join([str(_number(title)), *sequence])
                return (person - 1, what, of), (title,)
        raise ValueError(occasion)


def _is_in(text: str, what: str, marks: Sequence[str]) -> bool:
    """Whether these words of one thing stand in a message. That a meeting is called off is no invitation to it."""
    lines = [line for line in text.splitlines() if what != "news" or not line.startswith(CALLED_OFF)]
    return any(mark in line for mark in marks for line in lines)


def _number(title: str) -> int:
    return int(title.split()[1])


def _messages(session: Session) -> Mapping[tuple[int, datetime], list[str]]:
    found: dict[tuple[int, datetime], list[str]] = {}
    queued = session.connection().execute(
        columns(col(Outbound.address), col(Outbound.created_at), col(Outbound.payload))
    )
    for address, at, payload in queued:
        found.setdefault((address, at), []).append(_text(payload))
    return found


def _text(payload: Mapping[str, Any]) -> str:
    return f"{payload.get('text', '')}{payload.get('caption', '')}"
