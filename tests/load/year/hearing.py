"""What was said in a year: nudges that are given, each looked for by its own words in the messages that are queued."""

import re
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

REPORTS = {
    "asked": "perkembangan quick win",
    "reminded": "belum saya terima",
    "last_call": "masih saya tunggu",
    "missed": "belum masuk. Masih",
}
MISSING = "laporan belum masuk"
DIGEST = "· minggu "
INVITED = "diundang"
MEETINGS = {
    "news": f"{INVITED}|sesi baru di agenda",
    "changed": "dipindahkan|dibatalkan|berubah",
    "7d": "Seminggu lagi",
    "1d": "Sehari lagi",
    "1h": "Mulai pukul",
    "ended": "sudah selesai",
    "feedback": "sudah hadir di",
    "missed": "tidak sempat hadir",
}
"""Words in which nothing else is said."""


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
            said, words, titles = self._read(person, occasion, subject)
            texts = self.messages.get((person, at), ()) if at else ()
            count = max(
                (n for text, n in Counter(texts).items() if _stands_in(text, words, titles)), default=0
            )
            if count and at:
                self.said[said] += count
                self.at[said] = at
        told = {(number + 1, at) for (number, _what, _of), at in self.at.items()}
        self.unasked = set(self.messages) - told
        """Persons and instants of messages when there was nothing to be said to them."""

    def messages_between(self, first: datetime, until: datetime) -> Mapping[tuple[int, datetime], list[str]]:
        """Those of these instants, by person and instant."""
        return {place: texts for place, texts in self.messages.items() if first <= place[1] < until}

    def _read(self, person: int, occasion: str, subject: str) -> tuple[Said, str, Sequence[str]]:
        """What a nudge says, in which words, and of which meetings."""
        match occasion.split(":"):
            case ["checkin", rung, week, _member, *again]:
                return (person - 1, f"{rung} again" if again else rung, week), REPORTS[rung], ()
            case ["checkins", "missing", week, _member]:
                return (person - 1, "told", week), MISSING, ()
            case ["digest", day, _member]:
                return (person - 1, "digest", day), DIGEST, ()
            case ["news", _member, _invitation]:
                titles = [self.titles[int(one)] for one in subject.split(",")]
                numbers = ",".join(str(number) for number in sorted(map(_number, titles)))
                return (person - 1, "news", numbers), MEETINGS["news"], titles
            case [what, meeting, *sequence, _member]:
                title = self.titles[int(meeting.split()[1])]
                of = ":".join([str(_number(title)), *sequence])
                return (person - 1, what, of), MEETINGS[what], (title,)
        raise ValueError(occasion)


def _stands_in(text: str, words: str, titles: Sequence[str]) -> bool:
    """Whether the words stand in a message, with one of these titles in the same paragraph or the next; an invitation, below its meeting."""
    paragraphs = ["", *text.split("\n\n"), ""]
    for above, part, below in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        if found := re.search(words, part):
            beside = above if found[0] == INVITED else below
            if not titles or any(title in part or title in beside for title in titles):
                return True
    return False


def _number(title: str) -> int:
    return int(title.split()[1])


def _messages(session: Session) -> dict[tuple[int, datetime], list[str]]:
    found: dict[tuple[int, datetime], list[str]] = {}
    queued = columns(col(Outbound.address), col(Outbound.created_at), col(Outbound.payload))
    for address, at, payload in session.connection().execute(queued):
        found.setdefault((address, at), []).append(_text(payload))
    return found


def _text(payload: Mapping[str, Any]) -> str:
    return f"{payload.get('text', '')}{payload.get('caption', '')}"
