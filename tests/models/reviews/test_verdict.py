"""What six ratings by three peers come to."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.quickwins.rules import PeerReview
from models.reviews.review import Criterion
from models.reviews.verdict import peer_verdict

RULE = PeerReview()
one_review = st.fixed_dictionaries({criterion.value: st.integers(1, 5) for criterion in Criterion})


def rated(*reviews: str) -> list[dict[str, int]]:
    """Reviews written as "4 4 5 3 4 4", in the order of the criteria."""
    return [
        dict(zip((c.value for c in Criterion), map(int, review.split()), strict=True)) for review in reviews
    ]


@pytest.mark.parametrize(
    ("reviews", "overall", "holds"),
    [
        (("4 4 4 4 4 4", "4 4 4 4 4 4", "4 4 4 4 4 4"), 4, True),
        (("3 3 3 4 4 4", "3 3 3 4 4 4", "3 3 3 4 4 4"), 3.5, True),  # just
        (("3 3 3 3 4 4", "3 3 3 3 4 4", "3 3 3 3 4 4"), 3, False),
        (("5 5 5 5 5 1", "5 5 5 5 5 1", "5 5 5 5 5 5"), 5, False),  # one median is 1
        (("5 5 5 5 5 2", "5 5 5 5 5 1", "5 5 5 5 5 5"), 5, True),  # it is 2
        (("5 5 5 5 5 5", "1 1 1 1 1 1", "4 4 4 4 4 4"), 4, True),  # who is far off does not decide
    ],
)
def test_examples(reviews: Sequence[str], overall: float, holds: bool) -> None:
    verdict = peer_verdict(rated(*reviews), RULE)
    assert (verdict.overall, verdict.holds) == (overall, holds)


def test_what_is_too_low_is_named() -> None:
    verdict = peer_verdict(rated("5 5 1 5 5 1", "5 5 1 5 5 1", "5 5 1 5 5 5"), RULE)
    assert verdict.too_low(RULE) == [Criterion.FEASIBILITY, Criterion.SUSTAINABILITY]


@given(st.lists(one_review, min_size=1, max_size=7))
def test_the_order_of_reviews_does_not_matter_and_better_ratings_do_no_harm(
    reviews: list[dict[str, int]],
) -> None:
    verdict = peer_verdict(reviews, RULE)
    assert peer_verdict(list(reversed(reviews)), RULE) == verdict
    better = [{name: min(5, rating + 1) for name, rating in one.items()} for one in reviews]
    assert peer_verdict(better, RULE).holds >= verdict.holds
    assert all(1 <= middle <= 5 for middle in verdict.medians.values())
    assert min(verdict.medians.values()) <= verdict.overall <= max(verdict.medians.values())


def test_nothing_comes_of_no_review() -> None:
    with pytest.raises(ValueError, match="no verdict"):
        peer_verdict([], RULE)
