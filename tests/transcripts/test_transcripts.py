"""Every conversation in this folder is held again, word for word, with the bot killed before each turn."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.clock import StoppedClock
from tests.rig.town import town
from tests.rig.transcript import told_anew

pytestmark = pytest.mark.usefixtures("rehearsed")
HERE = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(file.stem for file in HERE.glob("*.chat")))
async def test_the_conversation_goes_as_it_is_written(
    name: str, database: Engine, clock: StoppedClock, request: pytest.FixtureRequest
) -> None:
    file = HERE / f"{name}.chat"
    written = file.read_text(encoding="utf-8")
    async with town(database, clock) as place:
        told = "\n".join(await told_anew(written.splitlines(), place.act)) + "\n"
    if request.config.getoption("--rewrite"):
        file.write_text(told, encoding="utf-8")
    else:
        assert told == written
