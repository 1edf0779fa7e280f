"""What was measured, as a table to read and as JSON."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import orjson

from tests.load.bench.rig import Figures

FILE = Path("build/bench.json")


@dataclass(frozen=True)
class Row:
    """The medians of some rounds. `rss_mb` is in 10**6 bytes, `cpu_s_per_1000` of 1,000 turns."""

    system: str
    users: int
    delay_ms: int
    turns_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_s_per_1000: float
    rss_mb: float
    startup_s: float
    calls_per_turn: float
    rig_share: float

    @classmethod
    def of(cls, system: str, users: int, delay_ms: int, rounds: Sequence[Figures]) -> "Row":
        """The median of each figure."""
        names = [field.name for field in fields(cls)][3:]
        medians = {name: statistics.median(getattr(r, name) for r in rounds) for name in names}
        return cls(system, users, delay_ms, **medians)


def comparison(rows: Iterable[Row]) -> str:
    """A table in Markdown."""
    head = (
        "| people | delay | system | turns/s | p50 ms | p99 ms | CPU s/1,000 | memory MB | start-up s | calls/turn | rig CPU |",
        "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    lines = (
        f"| {r.users} | {r.delay_ms} ms | {r.system} | {r.turns_per_s:,.0f} | {r.p50_ms:,.0f} | {r.p99_ms:,.0f} "
        f"| {r.cpu_s_per_1000:.2f} | {r.rss_mb:.0f} | {r.startup_s:.2f} | {r.calls_per_turn:.1f} | {r.rig_share:.0%} |"
        for r in rows
    )
    return "\n".join([*head, *lines])


def long_forms(rows: Iterable[tuple[str, Row]]) -> str:
    """A table in Markdown of what Penggerak does with long forms, each with its title."""
    head = ("| form | turns/s | p50 ms | p99 ms | CPU s/1,000 |", "| --- | ---: | ---: | ---: | ---: |")
    lines = (
        f"| {title} | {r.turns_per_s:,.0f} | {r.p50_ms:,.0f} | {r.p99_ms:,.0f} | {r.cpu_s_per_1000:.2f} |"
        for title, r in rows
    )
    return "\n".join([*head, *lines])


def write(rows: Iterable[Row], file: Path = FILE) -> None:
    """Write the rows as a list of objects."""
    file.parent.mkdir(exist_ok=True)
    rounded = [
        {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(row).items()}
        for row in rows
    ]
    file.write_bytes(orjson.dumps(rounded, option=orjson.OPT_INDENT_2))
