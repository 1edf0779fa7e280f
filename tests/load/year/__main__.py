"""`make year`: a year of 1,000 people lived through, held against the plain reckoning; what it came to is in build/year.json."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from models.database import connect
from models.migrations.steps import upgrade
from tests.load.year.life import Life, compared
from tests.load.year.plan import draw

FILE = Path("build/year.json")


def main() -> int:
    """Return 0 where all that was to be said was said once and nothing else."""
    options = argparse.ArgumentParser(prog="make year")
    options.add_argument("--people", type=int, default=1000)
    options.add_argument("--weeks", type=int, default=52)
    options.add_argument("--meetings", type=int, default=400)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/year.db")
        upgrade(engine)
        life = Life(engine, draw(wanted.people, wanted.weeks, wanted.meetings))
        begun = time.monotonic()
        for now in life.plan.ticks():
            life.tick(now)
        seconds = time.monotonic() - begun
        expected, said, missing, extra = compared(life)
        engine.dispose()
    once = sum(1 for one in expected if said[one] == 1)
    figures = {
        "people": wanted.people, "expected": len(expected), "sent_once": once,
        "missing": len(missing), "extra": len(extra), "seconds": round(seconds, 1),
    }  # fmt: skip
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures))  # noqa: T201
    for one in sorted(missing)[:10]:
        print("missing", one, expected[one])  # noqa: T201
    for one in sorted(extra)[:10]:
        print("extra", one)  # noqa: T201
    return 0 if once == len(expected) and not extra else 1


if __name__ == "__main__":
    sys.exit(main())
