"""Take the responses to an instrument out, whole or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.reports.responses.csv_file import write_labels, write_repeats, write_responses
from bot.reports.responses.problems import CannotWrite, NothingAnswered, UnknownEnding
from bot.reports.responses.questionnaire import Questionnaire, Version
from bot.reports.responses.spreadsheet import About, write_workbook
from models.instruments.versions import InstrumentVersion, find_instrument, forms_of
from models.responses import Received, count_received, received

PAGE = 100
"""Responses that are read in one transaction: short, so that the bot never waits for an export."""
ENDINGS = (".xlsx", ".csv")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Exported:
    """What was written. `shortened`: cells that were longer than a spreadsheet holds."""

    files: tuple[Path, ...]
    responses: int
    incomplete: int
    shortened: int = 0


def export_responses(
    engine: Engine, code: str, file: Path, now: datetime, progress: Progress = lambda _done, _of: None
) -> Exported:
    """Write the responses to the instrument `code` to `file` (.xlsx or .csv); `now` is aware.

    A CSV has its labels in a second file, `NAME.labels.csv`, and each repeat in one more. `progress` is told how many responses of how many are written.
    Files appear once they are whole. Raises UnknownEnding, UnknownInstrument, NothingAnswered, TooLarge, CannotWrite.
    """
    if file.suffix.lower() not in ENDINGS:
        raise UnknownEnding(file)
    with Session(engine) as session:
        instrument_id = find_instrument(session, code).id or 0
        versions = list(
            session.exec(
                select(InstrumentVersion)
                .where(InstrumentVersion.instrument_id == instrument_id)
                .order_by(col(InstrumentVersion.number).desc())
            )
        )
        forms = forms_of(session, [version.id or 0 for version in versions])
        total = count_received(session, instrument_id)
    if not total:
        raise NothingAnswered(code)
    questionnaire = Questionnaire(tuple(Version(v.number, forms[v.id or 0]) for v in versions))
    taken = _Taken(engine, instrument_id, total, progress)
    try:
        with TemporaryDirectory(dir=file.parent, prefix=".export-") as folder:
            draft = Path(folder, file.name)
            if file.suffix.lower() == ".xlsx":
                about = About(code, tuple(versions), now)
                shortened = write_workbook(draft, questionnaire, taken, about)
                _put([(draft, file)])
                return Exported((file,), taken.count, taken.incomplete, shortened)
            labels = file.with_suffix(f".labels{file.suffix}")
            write_responses(draft, questionnaire, taken)
            write_labels(Path(folder, labels.name), questionnaire)
            inner = write_repeats(Path(folder), file.stem, questionnaire, taken.up_to_the_last())
            beside = [(one, file.with_name(one.name)) for one in inner]
            _put([*beside, (Path(folder, labels.name), labels), (draft, file)])
            return Exported((file, labels, *(there for _, there in beside)), taken.count, taken.incomplete)
    except OSError as error:
        raise CannotWrite(file, error) from error


class _Taken(Iterable[Received]):
    """The responses as they are read, counted."""

    def __init__(self, engine: Engine, instrument_id: int, total: int, progress: Progress) -> None:
        self.count = self.incomplete = self._last = 0
        self._engine = engine
        self._instrument_id = instrument_id
        self._total = total
        self._progress = progress

    def __iter__(self) -> Iterator[Received]:
        last = 0
        while page := self._page(last):
            for response in page:
                yield response
                self.count += 1
                self.incomplete += not response.complete
            self._last = last = page[-1].id
            self._progress(self.count, max(self._total, self.count))

    def up_to_the_last(self) -> Iterator[Received]:
        """The same responses once more, without those that came in meanwhile."""
        last = 0
        while page := [response for response in self._page(last) if response.id <= self._last]:
            yield from page
            last = page[-1].id

    def _page(self, after: int) -> list[Received]:
        with Session(self._engine) as session:
            return list(received(session, self._instrument_id, after, PAGE))


def _put(files: Iterable[tuple[Path, Path]]) -> None:
    for draft, file in files:
        os.replace(draft, file)
