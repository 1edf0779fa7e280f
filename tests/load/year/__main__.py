"""`make year`: a year of 1,000 people lived through, held against the plain reckoning; what it came to is in build/year.json."""

import argparse
import gc
import json
import sys
import tempfile
import time
from pathlib import Path

from bot.commands.run import COLLECT
from models.database import connect
from models.migrations.steps import upgrade
from tests.load.year.life import Life, outcome
from tests.load.year.plan import draw

FILE = Path("build/year.json")
MEMORY = Path("/dev/shm")


def main() -> int:
    """Return 0 where all that was to be said was said once and nothing else."""
    options = argparse.ArgumentParser(prog="make year")
    options.add_argument("--people", type=int, default=1000)
    options.add_argument("--weeks", type=int, default=52)
    options.add_argument("--meetings", type=int, default=400)
    wanted = options.parse_args()
    gc.freeze()  # as `penggerak run` does
    gc.set_threshold(*COLLECT)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        engine = connect(f"sqlite:///{folder}/year.db")
        upgrade(engine)
        life = Life(engine, draw(wanted.people, wanted.weeks, wanted.meetings))
        begun = time.monotonic()
        for now in life.plan.ticks():
            life.tick(now)
        seconds = time.monotonic() - begun
        held = outcome(life)
        life.close()
    figures = {
        "people": wanted.people, "expected": len(held.expected), "sent_once": held.once,
        "missing": len(held.missing), "extra": len(held.extra), "seconds": round(seconds, 1),
    }  # fmt: skip
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures))  # noqa: T201
    for one in sorted(held.missing)[:10]:
        print("missing", one, held.expected[one])  # noqa: T201
    for one in sorted(held.extra)[:10]:
        print("extra", one)  # noqa: T201
    return 0 if held.once == len(held.expected) and not held.extra else 1


if __name__ == "__main__":
    sys.exit(main())
