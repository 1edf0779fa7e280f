"""What people in the demo do by the sample's script: before the visitor comes, and while they look on."""

import tomllib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.demo.doings import Doing
from bot.demo.everyday import Errand
from bot.sample import programme

EVERYDAY = Path(programme.__file__).parent / "everyday.toml"


class Script:
    """`everyday.toml` of the sample."""

    def __init__(self) -> None:
        said: dict[str, Any] = tomllib.loads(EVERYDAY.read_text(encoding="utf-8"))
        self.decides: str = said["decides"]
        """The facilitator who decides by themselves."""
        self.already: Sequence[tuple[str, Sequence[Doing]]] = [
            (done["name"], done["does"]) for done in said["already"]
        ]
        """Who has done what before the visitor comes, in this order."""
        self.later: Sequence[Errand] = [
            Errand(one["name"], timedelta(minutes=one["after"]), one["does"]) for one in said["later"]
        ]
        """Who sets out to do what while the visitor looks on."""
