"""Reads the sample programme and puts it into a database, in the way an operator and the people would."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.sample.broadcasting import broadcast_events
from bot.sample.cast import cast_of
from bot.sample.chronicle import Chronicle
from bot.sample.meeting import meeting_events
from bot.sample.reporting import add_rule, reporting_events
from bot.sample.stories import Calendar, Event, events_of, read_stories
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.past_programmes.entries import read_past_programmes
from models.past_programmes.importing import import_past_programmes
from models.programmes import Batch, add_batch
from models.quickwins.rules import Rules, named
from models.roster.entries import read_roster
from models.roster.importing import import_roster

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "models" / "instruments" / "shipped"


class Sample:
    """The programme as `programme.toml` has it, and the stories beside it."""

    def __init__(self) -> None:
        self.said: dict[str, Any] = tomllib.loads((HERE / "programme.toml").read_text(encoding="utf-8"))
        self._batch: dict[str, str] = self.said["batch"]
        self.organisation: str = self.said["organisation"]
        self.batch_code = self._batch["code"]
        self.zone = self._batch["zone"]
        self.goals: Sequence[str] = self.said["quickwins"]["goals"]
        self.fields: Sequence[str] = self.said["quickwins"]["fields"]
        self.rules = Rules(goals=named(self.goals), fields=named(self.fields))

    def add(self, session: Session, now: datetime) -> Batch:
        """Add the batch with everybody in it, open its instruments, and let its past happen; `now` is aware."""
        calendar = Calendar(now.astimezone(ZoneInfo(self.zone)).date(), ZoneInfo(self.zone))
        batch = add_batch(
            session, self.batch_code, self._batch["name"], self.said["name"], self.organisation, self.zone
        )
        batch.starts_on, batch.ends_on = (
            calendar.day(self.said["batch"][day]) for day in ("starts_on", "ends_on")
        )
        began = calendar.instant(self.said["prepared"]["day"], self.said["prepared"]["at"]).astimezone(UTC)
        roster = HERE / self._batch["roster"]
        import_roster(session, batch.code, read_roster(roster.read_bytes(), roster.name), began)
        earlier = HERE / self._batch["past_programmes"]
        programmes = read_past_programmes(earlier.read_bytes(), earlier.name, self.rules.fields)
        import_past_programmes(session, batch.code, programmes, began)
        for instrument in self.said["instruments"]:
            self._open(session, batch, instrument, calendar, began)
        add_rule(session, batch, calendar, self.rules)
        cast = cast_of(session, batch)
        Chronicle(session, cast, self.rules, calendar).live_through(self.past(calendar))
        return batch

    def past(self, calendar: Calendar) -> Sequence[Event]:
        """Everything that happened, in the order in which it did."""
        joined = [
            Event(calendar.instant(said["day"], said["at"]), name, "come_in", said)
            for said in self.said["joined"]
            for name in said["who"]
        ]
        told = [
            *joined,
            *events_of(read_stories(calendar), calendar),
            *reporting_events(calendar),
            *meeting_events(calendar),
            *broadcast_events(calendar),
        ]
        return sorted(told, key=lambda event: event.at)

    def _open(
        self,
        session: Session,
        batch: Batch,
        instrument: dict[str, Any],
        calendar: Calendar,
        began: datetime,
    ) -> None:
        file = SHIPPED / instrument["workbook"]
        workbook = Workbook(file.name, file.read_bytes())
        form = read_workbook(workbook.content, workbook.name)
        version = add_version(session, instrument["code"], workbook, form, began).version
        opens, closes = (calendar.instant(**instrument[edge]) for edge in ("opens", "closes"))
        wish = Wish(opens, closes, instrument.get("minutes"))
        open_window(session, version.instrument_id, batch.id or 0, wish, began)
