"""`make bench`: measure the systems in turn, say what it came to, and write it down."""

import argparse
import asyncio
import sys
from collections import defaultdict

from tests.load.bench.forms import ipip, sixty_relevant, ten_questions
from tests.load.bench.report import FILE, Row, comparison, long_forms, write
from tests.load.bench.rig import Figures, run
from tests.load.bench.systems.system import PENGGERAK, SYSTEMS

USERS = (1, 75, 1000)
DELAYS_MS = (0, 50)
MANY = 75


async def compare(rounds: int) -> list[Row]:
    """Every system with every number of people and every delay, alternating."""
    measured: dict[tuple[int, int, str], list[Figures]] = defaultdict(list)
    form = ten_questions()
    for turn in range(rounds):
        for users in USERS:
            for delay in DELAYS_MS:
                for system in (*SYSTEMS[turn % len(SYSTEMS) :], *SYSTEMS[: turn % len(SYSTEMS)]):
                    figures = await run(system, form, users, delay)
                    measured[users, delay, system.name].append(figures)
                    note(
                        f"{turn + 1}: {users} people, {delay} ms, {system.name}: {figures.turns_per_s:.0f}/s"
                    )
    return [
        Row.of(system.name, users, delay, measured[users, delay, system.name])
        for users in USERS
        for delay in DELAYS_MS
        for system in SYSTEMS
    ]


async def endure(rounds: int) -> list[tuple[str, Row]]:
    """Penggerak alone, with long forms."""
    found = []
    for form in (ipip(), sixty_relevant()):
        figures = [await run(PENGGERAK, form, MANY, 0) for _round in range(rounds)]
        found.append((form.title, Row.of(PENGGERAK.name, MANY, 0, figures)))
    return found


def note(what: str) -> None:
    """Say how far it is."""
    print(what, file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    """Measure and report."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--rounds", type=int, default=3)
    rounds = asking.parse_args().rounds
    rows = asyncio.run(compare(rounds))
    write(rows)
    print(comparison(rows))  # noqa: T201
    longer = asyncio.run(endure(rounds))
    print(f"\n{MANY} people, no delay\n\n{long_forms(longer)}\n\nwritten to {FILE}")  # noqa: T201


main()
