"""Write the action plans of a batch where an operator wants them, whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.reports.plans.pdf import plans_pdf
from bot.reports.plans.workbook import plans_workbook
from bot.reports.responses.problems import CannotWrite
from models.plans.papers import BatchPapers

ENDINGS = (".xlsx", ".pdf")


class NothingPlanned(LookupError):
    """No action plan has been begun in the batch. Passing: somebody may begin one."""

    def __init__(self, code: str) -> None:
        super().__init__(f"nobody in batch {code} has begun an action plan yet; there is nothing to export")


def export_plans(batch: BatchPapers, to: Path) -> None:
    """Write them to a file (.xlsx or .pdf), or as a PDF each into a folder that is there, in the language being spoken.

    Files appear once all of them are whole. Raises NothingPlanned, CannotWrite.
    """
    if not batch.papers:
        raise NothingPlanned(batch.code)
    if to.is_dir():
        _put(to, {f"{batch.code}-{paper.code}.pdf": plans_pdf([paper]) for paper in batch.papers}, to)
    elif to.suffix.lower() == ".pdf":
        _put(to.parent, {to.name: plans_pdf(batch.papers)}, to)
    else:
        _put(to.parent, {to.name: plans_workbook(batch.papers)}, to)


def _put(folder: Path, contents: Mapping[str, bytes], asked: Path) -> None:
    try:
        with TemporaryDirectory(dir=folder, prefix=".export-") as drafts:
            for name, content in contents.items():
                Path(drafts, name).write_bytes(content)
            for name in contents:
                os.replace(Path(drafts, name), folder / name)
    except OSError as error:
        raise CannotWrite(asked, error) from error
