"""Whether a quick win holds, by what its peers gave it.

The programme's rule ([reviews] in config.example.toml): it holds when no median of the six criteria is under 2 and the median
of these medians is at least 3.5. Ratings are an order, not a measure, so that their middle is taken and not their
mean (Stevens, On the Theory of Scales of Measurement, 1946): one who is far off does not decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from models.quickwins.rules import PeerReview
from models.reviews.review import Criterion


@dataclass(frozen=True)
class PeerVerdict:
    """The median of each criterion, the median of those, and whether that is enough. All from 1 to 5."""

    medians: Mapping[Criterion, float]
    overall: float
    holds: bool

    def too_low(self, rule: PeerReview) -> Sequence[Criterion]:
        """The criteria that alone keep it from holding."""
        return [criterion for criterion, middle in self.medians.items() if middle < rule.lowest_median]


def peer_verdict(ratings: Sequence[Mapping[str, int]], rule: PeerReview) -> PeerVerdict:
    """What these reviews, each a rating by criterion, come to. Raises ValueError where there are none."""
    if not ratings:
        raise ValueError("there is no verdict without a review")
    medians = {criterion: float(median(one[criterion] for one in ratings)) for criterion in Criterion}
    overall = float(median(medians.values()))
    holds = min(medians.values()) >= rule.lowest_median and overall >= rule.median_of_medians
    return PeerVerdict(medians, overall, holds)
