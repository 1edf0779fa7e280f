"""What the files of the sample tell: quick wins with what became of them, and what was judged of earlier programmes."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from models.days.holidays import is_working_day
from models.quickwins.content import Content
from models.quickwins.evidence import EvidenceKind, Given

HERE = Path(__file__).parent
_DAY = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True)
class Story:
    """One quick win: whose it is, what it says in the end, what shows it, and what happened to it.

    `hints` are the codes of those that its aim calls forth. In `events` days count from the one on which the sample
    is loaded.
    """

    name: str
    owner: str
    says: Content
    evidence: tuple[Given, ...]
    hints: tuple[str, ...]
    events: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Event:
    """Something that somebody did at an instant (aware); `said` is how, as the file has it.

    What people are told of it has reached them where it is `heard`; else they hear of it when the demo begins.
    """

    at: datetime
    who: str
    does: str
    said: Mapping[str, Any]
    story: Story | None = None
    heard: bool = True


@dataclass(frozen=True)
class Calendar:
    """What day the files' days are, counted from the one on which the sample is loaded."""

    today: date
    zone: ZoneInfo

    def day(self, count: int) -> date:
        """The day so many days on."""
        return self.today + timedelta(days=count)

    def working_day(self, count: int, *, or_later: bool) -> date:
        """The day so many days on where people work on it, else the next one on which they do, or the last one before."""
        day, step = self.day(count), timedelta(days=1 if or_later else -1)
        while not is_working_day(day):
            day += step
        return day

    def instant(self, day: int, at: time) -> datetime:
        """The instant on a day, by the clock of the batch."""
        return datetime.combine(self.day(day), at, self.zone)

    def dated(self, text: str) -> str:
        """The text with days in place of what stands for them: "{+60}" becomes "24 Januari 2027"."""
        return _DAY.sub(lambda found: format_date(self.day(int(found[1])), "d MMMM y", locale="id_ID"), text)

    def all_dated(self, says: Mapping[str, Any]) -> dict[str, Any]:
        """The same for all that is text."""
        return {name: self.dated(value) if isinstance(value, str) else value for name, value in says.items()}


def read_stories(calendar: Calendar) -> Sequence[Story]:
    """Every quick win of the sample."""
    return [_story(file, calendar) for file in sorted((HERE / "quick_wins").glob("*.toml"))]


def events_of(stories: Sequence[Story], calendar: Calendar) -> Sequence[Event]:
    """What happened to the quick wins and in looking back, in the order in which it did."""
    events = [_event(said, story, calendar) for story in stories for said in story.events]
    return sorted([*events, *_judgements(calendar)], key=lambda event: event.at)


def _story(file: Path, calendar: Calendar) -> Story:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    says = calendar.all_dated(told["says"])
    return Story(
        name=file.stem,
        owner=told["owner"],
        says=Content(**says),
        evidence=tuple(map(_given, told.get("evidence", ()))),
        hints=tuple(told.get("hints", ())),
        events=tuple(told["story"]),
    )


def _given(said: Mapping[str, Any]) -> Given:
    if place := said.get("place"):
        return Given(EvidenceKind.PLACE, said.get("text", ""), *place)
    if link := said.get("link"):
        return Given(EvidenceKind.LINK, link)
    return Given(EvidenceKind.TEXT, said["text"])


def _event(said: Mapping[str, Any], story: Story, calendar: Calendar) -> Event:
    at = calendar.instant(said["day"], said["at"])
    return Event(at, said.get("who", story.owner), said["does"], said, story, said.get("heard", True))


def _judgements(calendar: Calendar) -> Iterator[Event]:
    told = tomllib.loads((HERE / "looking_back.toml").read_text(encoding="utf-8"))
    for said in told["judged"]:
        yield Event(calendar.instant(said["day"], said["at"]), said["who"], "judge", said)
