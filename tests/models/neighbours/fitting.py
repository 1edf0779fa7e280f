"""Weigh anew what makes problems alike: `python -m tests.models.neighbours.fitting`, after the vocabulary has grown.

Prints the weights of models/neighbours/likeness.py: a logistic regression on the pairs for development, which are read
with the whole vocabulary and, as often, with a fifth of it withheld, so that the weights hold for unknown words too.
"""

import math
import random
from collections.abc import Iterator, Sequence
from operator import mul

from models.neighbours import terms
from models.neighbours.gist import read
from models.neighbours.likeness import LEAST, agreement
from models.neighbours.terms import Term
from models.neighbours.thesaurus import Thesaurus
from tests.models.neighbours.pairs import DEVELOPMENT, Pair, read_pairs

WITHHELD = 0.2  # of the phrases
TIMES = 3  # each way
STEPS = 400

Row = tuple[tuple[float, ...], bool]


def main() -> None:
    """Read the pairs each way, fit, and print a line a weight."""
    pairs = read_pairs(DEVELOPMENT)
    whole = list(_rows(pairs, 0, seed=0))
    rows = [row for seed in range(TIMES) for row in (*whole, *_rows(pairs, WITHHELD, seed))]
    names = ("(at the start)", "things", "evidence", "apart", "trouble", "trouble_unsaid")
    for name, weight in zip(names, fitted(rows), strict=True):
        print(f"{name:15} {weight:+.2f}")  # noqa: T201


def fitted(rows: Sequence[Row]) -> list[float]:
    """Weights that make alike pairs likely and others unlikely, the first of them for every pair."""
    weights = [0.0] * (len(rows[0][0]) + 1)
    pace = [0.0] * len(weights)
    for _step in range(STEPS):
        slope = [0.0] * len(weights)
        for values, alike in rows:
            likely = 1 / (1 + math.exp(-weights[0] - sum(map(mul, weights[1:], values))))
            missing = alike - likely
            slope[0] += missing
            for at, value in enumerate(values, 1):
                slope[at] += missing * value
        pace = [0.9 * old + s / len(rows) for old, s in zip(pace, slope, strict=True)]
        weights = [weight + step for weight, step in zip(weights, pace, strict=True)]
    return weights


def _rows(pairs: Sequence[Pair], withheld: float, seed: int) -> Iterator[Row]:
    """What each pair that has something in common comes to."""
    known = Thesaurus(_but(terms.things(), withheld, seed), _but(terms.troubles(), withheld, seed))
    for pair in pairs:
        common = agreement(read(pair.text_a, known), read(pair.text_b, known))
        if common.evidence >= LEAST:
            yield tuple(map(float, common)), pair.alike


def _but(those: Sequence[Term], part: float, seed: int) -> list[Term]:
    """All but a part of the phrases, chosen by the seed."""
    chance = random.Random(seed)
    return [
        term._replace(phrases=tuple(p for p in term.phrases if chance.random() >= part)) for term in those
    ]


if __name__ == "__main__":
    main()
