"""Meetings: planned, moved, answered, attended; what people thought of them, and what those who missed them should know."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot.sample.scene import Scene
from bot.sample.stories import Calendar, Event
from models.meetings.answering import Added, Answer, Opinion, Recap, keep_answer, keep_material
from models.meetings.answering import keep_opinion as keep_feedback
from models.meetings.answering import keep_recap as keep_summary
from models.meetings.attendance import How
from models.meetings.attending import Present, keep_present
from models.meetings.audience import Audience
from models.meetings.invitee import Coming
from models.meetings.meeting import Details, Meeting
from models.meetings.planning import Change, NewMeeting, keep_change, keep_new

MEETINGS = Path(__file__).parent / "meetings.toml"
ANSWERED_AFTER, HEARD_AFTER = timedelta(hours=26), timedelta(minutes=5)
"""How long after a meeting was planned people say whether they come, and after it is over what they thought of it."""
SUMMED_UP_AFTER = timedelta(hours=2)
WEEKEND = 6


def meeting_events(calendar: Calendar) -> Iterator[Event]:
    """What happened around meetings, each at its time."""
    for told in tomllib.loads(MEETINGS.read_text(encoding="utf-8"))["meetings"]:
        yield from _events(told, calendar)


def _events(told: Mapping[str, Any], calendar: Calendar) -> Iterator[Event]:
    planned, by = calendar.instant(told["planned"]["day"], told["planned"]["at"]), told["planned"]["by"]
    starts_at, ends_at = times(told, told["day"], calendar)
    yield Event(planned, by, "plan_meeting", told)
    if moved := told.get("moved"):
        yield Event(calendar.instant(moved["done"], moved["at"]), by, "move_meeting", told)
    answered = planned + ANSWERED_AFTER
    if moved:  # all are asked anew
        answered = calendar.instant(moved["done"], moved["at"]) + timedelta(hours=1)
    for who in told.get("yes", ()):
        yield Event(answered, who, "answer_meeting", {**told, "comes": True})
    for who, reason in told.get("no", {}).items():
        yield Event(answered, who, "answer_meeting", {**told, "comes": False, "reason": reason})
    for who, minutes in told.get("there", {}).items():
        yield Event(starts_at + timedelta(minutes=minutes), who, "attend_meeting", told)
    for who, useful, clear, words in told.get("feedback", ()):
        opinion = {**told, "useful": useful, "clear": clear, "words": words}
        yield Event(ends_at + HEARD_AFTER, who, "judge_meeting", opinion)
    if "recap" in told:
        yield Event(ends_at + SUMMED_UP_AFTER, by, "sum_up_meeting", told)


def times(told: Mapping[str, Any], day: int, calendar: Calendar) -> tuple[datetime, datetime]:
    """When it begins and ends (aware): on a weekday, the one before where it is past, else the one after."""
    step = 1 if day > 0 else -1
    while calendar.day(day).isoweekday() >= WEEKEND:
        day += step
    return calendar.instant(day, told["from"]), calendar.instant(day, told["to"])


def plan(scene: Scene, event: Event) -> None:
    """A facilitator plans it for the whole batch."""
    by, at = scene.doer(event), event.at.astimezone(UTC)
    details = _details(event.said, event.said["day"], scene.calendar)
    keep_new(
        scene.session, scene.asker(event), NewMeeting(by.batch_id, by.member_id, details, Audience()), at
    )
    found = select(Meeting.id).where(Meeting.batch_id == by.batch_id, Meeting.title == details.title)
    scene.meetings[event.said["key"]] = scene.session.exec(found).one() or 0
    if material := event.said.get("material"):
        added = Added(_id(scene, event), by.member_id, material["name"], material["link"])
        keep_material(scene.session, scene.asker(event), added, at)


def move(scene: Scene, event: Event) -> None:
    """A facilitator moves it, and says why."""
    moved, meeting = event.said["moved"], _meeting(scene, event)
    details = _details(event.said, moved["day"], scene.calendar)
    change = Change(
        meeting.id or 0, scene.doer(event).member_id, meeting.sequence, details, reason=moved["reason"]
    )
    keep_change(scene.session, scene.asker(event), change, event.at.astimezone(UTC))


def answer(scene: Scene, event: Event) -> None:
    """Say whether one comes."""
    coming = Coming.YES if event.said["comes"] else Coming.NO
    meeting = _meeting(scene, event)
    given = Answer(
        meeting.id or 0,
        scene.doer(event).member_id,
        meeting.sequence,
        coming,
        event.said.get("reason", ""),
    )
    keep_answer(scene.session, scene.asker(event), given, event.at.astimezone(UTC))


def attend(scene: Scene, event: Event) -> None:
    """Scan the code in the room."""
    at = event.at.astimezone(UTC)
    present = Present(_id(scene, event), scene.doer(event).member_id, How.QR, at)
    keep_present(scene.session, scene.asker(event), present, at, rules=scene.rules.meetings)


def judge(scene: Scene, event: Event) -> None:
    """Say what one thought of it."""
    told = event.said
    opinion = Opinion(
        _id(scene, event), scene.doer(event).member_id, told["useful"], told["clear"], told["words"]
    )
    keep_feedback(scene.session, scene.asker(event), opinion, event.at.astimezone(UTC))


def sum_up(scene: Scene, event: Event) -> None:
    """Write what those who missed it should know."""
    recap = Recap(_id(scene, event), event.said["recap"])
    keep_summary(scene.session, scene.asker(event), recap, event.at.astimezone(UTC))


def _id(scene: Scene, event: Event) -> int:
    return scene.meetings[event.said["key"]]


def _meeting(scene: Scene, event: Event) -> Meeting:
    found = select(Meeting).where(Meeting.id == _id(scene, event))
    return scene.session.exec(found.execution_options(populate_existing=True)).one()


def _details(told: Mapping[str, Any], day: int, calendar: Calendar) -> Details:
    starts_at, ends_at = (instant.astimezone(UTC) for instant in times(told, day, calendar))
    return Details(
        told["title"],
        starts_at,
        ends_at,
        told.get("speaker", ""),
        told.get("place", ""),
        told.get("link", ""),
    )


MEETING: Mapping[str, Callable[[Scene, Event], None]] = {
    "plan_meeting": plan,
    "move_meeting": move,
    "answer_meeting": answer,
    "attend_meeting": attend,
    "judge_meeting": judge,
    "sum_up_meeting": sum_up,
}
"""What can be done around meetings, by its word."""
