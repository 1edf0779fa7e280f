"""What was measured, as JSON and as tables to read."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from tests.load.nudges.queueing import Queued
from tests.load.nudges.sending import Told

FILE = Path("build/nudges.json")


def middle(rounds: Iterable[Queued]) -> Queued:
    """The median of each figure of some rounds."""
    figures = [asdict(queued) for queued in rounds]
    return Queued(**{name: statistics.median(f[name] for f in figures) for name in figures[0]})


def write(told: Told, queued: Mapping[str, Sequence[Queued]], file: Path = FILE) -> None:
    """Write it down; `queued` has the medians of each database, for fewer due at once and for more."""
    file.parent.mkdir(exist_ok=True)
    found: dict[str, Any] = asdict(told)
    found["queued_per_s"] = {database: sizes[-1].per_s for database, sizes in queued.items()}
    found["queued"] = {database: [asdict(size) for size in sizes] for database, sizes in queued.items()}
    file.write_bytes(orjson.dumps(_rounded(found), option=orjson.OPT_INDENT_2))


def sending(told: Told) -> str:
    """A table in Markdown."""
    return "\n".join(
        [
            "| nudges | seconds | allowed/s | sent/s | of it nudges | refused | replies | p50 ms | p99 ms | memory MB | CPU s |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            (
                f"| {told.people:,} | {told.seconds:.0f} | {told.allowed_per_s:.0f} | {told.sent_per_s:.2f} | {told.nudges_per_s:.2f} "
                f"| {told.refused} | {told.replies:,} | {told.reply_p50_ms:.0f} | {told.reply_p99_ms:.0f} "
                f"| {told.rss_mb:.0f} | {told.cpu_s:.0f} |"
            ),
        ]
    )


def queueing(queued: Mapping[str, Sequence[Queued]]) -> str:
    """A table in Markdown."""
    lines = [
        f"| {database} | {q.count:,} | {q.seconds:.1f} | {q.per_s:,.0f} | {q.plain_seconds:.1f} "
        f"| {q.seconds / q.plain_seconds:.1f} | {q.rss_before_mb:.0f} | {q.rss_most_mb - q.rss_before_mb:.1f} |"
        for database, sizes in queued.items()
        for q in sizes
    ]
    head = (
        "| database | due at once | seconds | queued/s | bare INSERTs s | times that | memory before MB | at the most more |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    return "\n".join([*head, *lines])


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, 3) if isinstance(value, float) else value
