"""The words that residents find, from `remarks.toml` of the sample."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from bot.sample import programme

REMARKS = Path(programme.__file__).parent / "remarks.toml"


@dataclass(frozen=True)
class Remarks:
    """What they write where; each is for any quick win, by whoever comes to say it."""

    better: tuple[str, ...] = ()  # what would make a quick win better
    help: tuple[str, ...] = ()  # about help that they offer
    replies: tuple[str, ...] = ()  # to what is written about that help
    returns: tuple[str, ...] = ()  # with which a plan is sent back
    lets_through: tuple[str, ...] = ()  # why a quick win may be reviewed
    happened: tuple[str, ...] = ()  # in a week, with a stage or a quick win
    shows: tuple[str, ...] = ()  # that a stage is done
    solved: tuple[str, ...] = ()  # an obstacle
    obstacles: tuple[str, ...] = ()  # what stands in the way
    next: tuple[str, ...] = ()  # the one thing for next week
    cannot: tuple[str, ...] = ()  # why they do not come to a meeting

    @classmethod
    def read(cls) -> "Remarks":
        """Those of the sample."""
        said = tomllib.loads(REMARKS.read_text(encoding="utf-8"))
        return cls(**{name: tuple(texts) for name, texts in said.items()})
