"""What is so when a transcript begins: the lines `Given ...`, and how each is brought about."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.phone.pictures import sample_picture
from models.checkins.rule import CheckInRule
from models.instruments.files import files_named
from models.instruments.reading import read_sheets
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import form_of
from models.meetings.meeting import Details
from models.meetings.where import parted
from models.people import Person
from models.programmes import batch_with_code
from tests.models.instruments.workbooks import workbook
from tests.rig.meetings import plan_meeting
from tests.rig.quick_wins import hand_in, let_own, share

TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
BATCH = "angkatan-1"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ZONE = ZoneInfo("Asia/Jakarta")


def instant(local: str) -> datetime:
    """A moment as transcripts write it: 2026-11-25 07.30, in Jakarta."""
    return datetime.strptime(local, "%Y-%m-%d %H.%M").replace(tzinfo=ZONE)


def arrange(session: Session, now: datetime, line: str) -> bool:
    """Bring about what the line says; False where it is no such line."""
    for pattern, bring_about in GIVEN.items():
        if found := re.fullmatch(pattern, line):
            bring_about(session, now, *found.groups())
            return True
    return False


def _open(
    session: Session, now: datetime, code: str, opens: str | None, closes: str | None, minutes: str | None
) -> None:
    instrument_id = _add(session, now, code, code)
    batch = batch_with_code(session, BATCH)
    wish = Wish(
        instant(opens) if opens else None,
        instant(closes) if closes else None,
        int(minutes) if minutes else None,
    )
    open_window(session, instrument_id, batch.id or 0, wish, now)


def _add(session: Session, now: datetime, code: str, form: str) -> int:
    content = workbook((TRANSCRIPTS / "forms" / f"{form}.txt").read_text(encoding="utf-8"))
    name = f"{form}.xlsx"
    sheets = read_sheets(content, name)
    files = {file: _like(file, nth) for nth, file in enumerate(sorted(files_named(sheets)))}
    version = add_version(session, code, Workbook(name, content, files), form_of(sheets, name, files), now)
    return version.version.instrument_id


def _like(name: str, nth: int) -> bytes:
    """What a file of this name might hold; pictures are told apart by their width."""
    return sample_picture(200 + 20 * nth, 120) if name.endswith(".png") else b"ID3\x04" + bytes(64)


def _bound(session: Session, _now: datetime, starts_on: str, ends_on: str) -> None:
    batch = batch_with_code(session, BATCH)
    batch.starts_on, batch.ends_on = date.fromisoformat(starts_on), date.fromisoformat(ends_on)


def _report(session: Session, _now: datetime, weekday: str, at: str, starts_on: str, ends_on: str) -> None:
    session.add(
        CheckInRule(
            batch_id=batch_with_code(session, BATCH).id or 0,
            weekday=WEEKDAYS.index(weekday) + 1,
            at=time.fromisoformat(at.replace(".", ":")),
            starts_on=date.fromisoformat(starts_on),
            ends_on=date.fromisoformat(ends_on),
        )
    )


def _plan(session: Session, now: datetime, title: str, day: str, starts: str, ends: str, where: str) -> None:
    details = Details(title, instant(f"{day} {starts}"), instant(f"{day} {ends}"), "", *parted(where))
    plan_meeting(session, batch_with_code(session, BATCH).id or 0, now, details)


def _move(session: Session, _now: datetime, name: str, zone: str) -> None:
    person = session.exec(select(Person).where(col(Person.name).startswith(name))).one()
    person.zone = zone


GIVEN: dict[str, Callable[..., object]] = {
    r"Given (\w+) is (?:open|opened)(?: from (\S+ \S+))?(?: until (\S+ \S+))?(?: for (\d+) minutes)?": _open,
    r"Given (\w+) is changed to (\w+)": _add,
    r"Given (\w+) lives in (\S+/\S+)": _move,
    r"Given the batch goes from (\S+) to (\S+)": _bound,
    r"Given the batch reports on (\w+)s at (\S+) from (\S+) to (\S+)": _report,
    r"Given (\w+) has a quick win that is (.+?)(?:, with a plan that is (.+))?": let_own,
    r"Given (.+) is planned on (\S+) from (\S+) to (\S+) in (.+)": _plan,
    r"Given (\w+) works on QW-(\d+) too": share,
    r"Given (\w+) has reviewed QW-(\d+) with ((?:\d ){5}\d)": hand_in,
}
