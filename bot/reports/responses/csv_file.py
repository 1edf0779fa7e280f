"""Responses as CSV: comma-separated with CRLF (RFC 4180), as ODK and KoboToolbox import it.

UTF-8 with a byte order mark: by it Excel knows the letters, and pandas and R leave it out. Excel set to
Indonesian expects semicolons, so whoever opens the file by a double click is better served by the XLSX.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.reports.responses.cells import Cell, harmless
from bot.reports.responses.columns import columns
from bot.reports.responses.labels import headings, labels
from bot.reports.responses.questionnaire import Questionnaire
from bot.reports.responses.repeats import Numbering, repeats
from models.responses import Received

ENCODING = "utf-8-sig"


def write_responses(file: Path, questionnaire: Questionnaire, responses: Iterable[Received]) -> None:
    """Write a row a response. Raises OSError."""
    wanted = columns(questionnaire)
    rows = ([_written(column.show(response)) for column in wanted] for response in responses)
    _write(file, [column.heading for column in wanted], rows)


def write_repeats(
    folder: Path, stem: str, questionnaire: Questionnaire, responses: Iterable[Received]
) -> list[Path]:
    """Write a file a repeat, a row an occurrence; returns them. Raises OSError."""
    numbering = Numbering(repeats(questionnaire))
    files = {table.path: folder / f"{stem}.{table.name}.csv" for table in numbering.tables}
    with ExitStack() as opened:
        writers = {}
        for table in numbering.tables:
            lines = opened.enter_context(files[table.path].open("w", encoding=ENCODING, newline=""))
            writers[table.path] = csv.writer(lines)
            writers[table.path].writerow(map(harmless, table.headings))
        for number, response in enumerate(responses, 1):
            for table, cells in numbering.rows(response, number):
                writers[table.path].writerow(map(_written, cells))
    return list(files.values())


def write_labels(file: Path, questionnaire: Questionnaire) -> None:
    """Write a row a question and one a choice. Raises OSError."""
    rows = ([harmless(text) for text in row] for row in labels(questionnaire))
    _write(file, headings(questionnaire), rows)


def _write(file: Path, heading: list[str], rows: Iterator[list[str]]) -> None:
    with file.open("w", encoding=ENCODING, newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(map(harmless, heading))
        writer.writerows(rows)


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case str():
            return harmless(cell)
        case Decimal():
            return format(cell, "f")
        case date():
            return cell.isoformat()
    return str(cell)
