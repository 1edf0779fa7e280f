"""Reads the sample programme and puts it into a database, in the way an operator would."""

import tomllib
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.programmes import Batch, add_batch
from models.roster.entries import read_roster
from models.roster.importing import import_roster

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "models" / "instruments" / "shipped"


class Sample:
    """The programme as `programme.toml` has it."""

    def __init__(self) -> None:
        self._said: dict[str, Any] = tomllib.loads((HERE / "programme.toml").read_text(encoding="utf-8"))
        self._batch: dict[str, str] = self._said["batch"]
        self.organisation: str = self._said["organisation"]
        self.batch_code = self._batch["code"]
        self.zone = self._batch["zone"]

    @property
    def already(self) -> Sequence[tuple[str, Sequence[int | str]]]:
        """Who has done what before a visitor comes: a number taps that button, a text is typed."""
        return [(done["name"], done["does"]) for done in self._said["already"]]

    def add(self, session: Session, now: datetime) -> Batch:
        """Add the batch with everybody in it, and open its instruments; `now` is aware."""
        batch = add_batch(
            session, self.batch_code, self._batch["name"], self._said["name"], self.organisation, self.zone
        )
        file = HERE / self._batch["roster"]
        import_roster(session, batch.code, read_roster(file.read_bytes(), file.name), now)
        for instrument in self._said["instruments"]:
            self._open(session, batch, instrument, now)
        return batch

    def _open(self, session: Session, batch: Batch, instrument: dict[str, Any], now: datetime) -> None:
        file = SHIPPED / instrument["workbook"]
        workbook = Workbook(file.name, file.read_bytes())
        form = read_workbook(workbook.content, workbook.name)
        version = add_version(session, instrument["code"], workbook, form, now).version
        wish = Wish(
            self._instant(instrument["opens"], now),
            self._instant(instrument["closes"], now),
            instrument.get("minutes"),
        )
        open_window(session, version.instrument_id, batch.id or 0, wish, now)

    def _instant(self, said: dict[str, Any], now: datetime) -> datetime:
        day: int = said["day"]
        at: time = said["at"]
        today = now.astimezone(ZoneInfo(self.zone)).date()
        return datetime.combine(today + timedelta(days=day), at, ZoneInfo(self.zone))
