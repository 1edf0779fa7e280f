"""The benchmark at its smallest: every system asks, keeps every answer, and is measured."""

from pathlib import Path

import orjson
import pytest

from tests.load.bench.forms import Form, sixty_relevant, ten_questions
from tests.load.bench.report import Row, write
from tests.load.bench.rig import run
from tests.load.bench.systems.system import PENGGERAK, SYSTEMS, System

FIELDS = {
    "system", "users", "delay_ms", "turns_per_s", "p50_ms", "p99_ms", "cpu_s_per_1000", "rss_mb", "startup_s",
}  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
async def test_three_people_answer_and_all_of_it_is_stored(system: System, tmp_path: Path) -> None:
    figures = await run(system, ten_questions(), users=3, delay_ms=1, bound=30)
    assert figures.turns == 3 * 10
    write([Row.of(system.name, 3, 1, [figures])], tmp_path / "bench.json")
    [row] = orjson.loads((tmp_path / "bench.json").read_bytes())
    assert row.keys() >= FIELDS
    assert (row["system"], row["users"], row["delay_ms"]) == (system.name, 3, 1)


async def test_a_form_whose_questions_change_one_message_is_answered_too() -> None:
    form = sixty_relevant()
    short = Form(form.title, form.content, form.scales[:3])
    assert (await run(PENGGERAK, short, users=3, delay_ms=0, bound=30)).turns == 3 * 3
