"""Who reviews what: within the bounds, and as evenly as they allow."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.quickwins.rules import PeerReview
from models.reviews.assignment import Assigned, Case, Peer, assign

RULE = PeerReview()

agencies = st.sampled_from([None, 1, 2, 3])
peers = st.lists(st.builds(Peer, st.just(0), agencies, st.integers(0, 3), st.booleans()), max_size=6).map(
    lambda found: [Peer(n, p.agency, p.given, p.reachable) for n, p in enumerate(found)]
)
cases = st.lists(
    st.builds(
        Case,
        st.just(0),
        st.frozensets(agencies, min_size=1, max_size=2),
        st.frozensets(st.integers(0, 5), max_size=3),
        st.integers(0, 2),
        st.integers(0, 1),
    ),
    max_size=3,
).map(lambda found: [Case(n, c.home, c.barred, c.staying, c.staying_home) for n, c in enumerate(found)])
rules = st.tuples(st.integers(1, 3), st.integers(0, 3)).map(
    lambda two: PeerReview(reviewers=two[0], from_elsewhere=min(two))
)


def from_home(rule: PeerReview, case: Case) -> int:
    return max(0, rule.reviewers - rule.from_elsewhere - case.staying_home)


def ways(case: Case, peers: Sequence[Peer], rule: PeerReview) -> Iterator[tuple[int, ...]]:
    """Every set of reviewers that a draft may have, of those with as many as it can have."""
    able = [p for p in peers if p.id not in case.barred]
    for size in range(min(len(able), max(0, rule.reviewers - case.staying)), -1, -1):
        fitting = [
            tuple(p.id for p in some)
            for some in combinations(able, size)
            if sum(case.is_home(p.agency) for p in some) <= from_home(rule, case)
        ]
        if fitting:
            yield from fitting
            return


def loads(peers: Sequence[Peer], given: Sequence[tuple[int, ...]]) -> list[int]:
    more = Counter(member for members in given for member in members)
    return sorted(p.given + more[p.id] for p in peers)


def unevenness(peers: Sequence[Peer], given: Sequence[tuple[int, ...]]) -> tuple[int, int]:
    """How many reviews go to people who cannot be reached, and the sum of the squares of the others' numbers."""
    more = Counter(member for members in given for member in members)
    away = sum(more[p.id] for p in peers if not p.reachable)
    return away, sum((p.given + more[p.id]) ** 2 for p in peers if p.reachable)


@given(cases=cases, peers=peers, rule=rules)
@settings(max_examples=300)
def test_no_other_way_is_more_even(cases: Sequence[Case], peers: Sequence[Peer], rule: PeerReview) -> None:
    found = assign(cases, peers, rule)
    every_way = [list(ways(case, peers, rule)) for case in cases]
    for case, possible in zip(cases, every_way, strict=True):
        assert found[case.id].reviewers in possible
        wanted = max(0, rule.reviewers - case.staying)
        assert found[case.id].missing == wanted - len(found[case.id].reviewers)
    best = min(unevenness(peers, way) for way in product(*every_way))
    assert unevenness(peers, [found[case.id].reviewers for case in cases]) == best


@given(cases=cases, peers=peers, rule=rules)
@settings(max_examples=300)
def test_numbers_differ_by_one_at_most_wherever_they_can(
    cases: Sequence[Case], peers: Sequence[Peer], rule: PeerReview
) -> None:
    there = [Peer(p.id, p.agency, p.given) for p in peers]
    found = assign(cases, there, rule)
    every_way = [list(ways(case, there, rule)) for case in cases]
    spans = [loads(there, way) for way in product(*every_way)]
    if there and any(span[-1] - span[0] <= 1 for span in spans):
        got = loads(there, [found[case.id].reviewers for case in cases])
        assert got[-1] - got[0] <= 1


def batch(size: int, agencies: int, seed: int) -> tuple[list[Case], list[Peer]]:
    """As many drafts as agents, each with an owner or two, and some with a conflict."""
    chance = random.Random(seed)
    peers = [Peer(n, n % agencies) for n in range(size)]
    cases = []
    for n in range(size):
        owners = {n, chance.randrange(size)} if chance.random() < 0.2 else {n}
        conflicts = {chance.randrange(size) for _conflict in range(chance.randrange(3))}
        cases.append(
            Case(n, frozenset(peers[owner].agency for owner in owners), frozenset(owners | conflicts))
        )
    return cases, peers


def within_bounds(cases: Sequence[Case], peers: Sequence[Peer], found: Mapping[int, Assigned]) -> None:
    agency = {p.id: p.agency for p in peers}
    for case in cases:
        reviewers = found[case.id].reviewers
        assert len(set(reviewers)) == len(reviewers) == RULE.reviewers
        assert found[case.id].missing == 0
        assert not set(reviewers) & case.barred
        assert sum(agency[r] not in case.home for r in reviewers) >= RULE.from_elsewhere


@pytest.mark.parametrize(("size", "agencies"), [(15, 5), (75, 12), (75, 3), (1000, 40), (1000, 4)])
def test_a_whole_batch_is_assigned_within_the_bounds_and_evenly(size: int, agencies: int) -> None:
    cases, peers = batch(size, agencies, seed=size)
    found = assign(cases, peers, RULE)
    within_bounds(cases, peers, found)
    numbers = Counter(member for assigned in found.values() for member in assigned.reviewers)
    assert {numbers[peer.id] for peer in peers} == {RULE.reviewers}


def test_one_draft_after_the_other_comes_to_the_same_work_for_all() -> None:
    cases, peers = batch(75, 12, seed=1)
    given = dict.fromkeys(range(75), 0)
    for case in cases:
        there = [Peer(p.id, p.agency, given[p.id]) for p in peers]
        [assigned] = assign([case], there, RULE).values()
        for member in assigned.reviewers:
            given[member] += 1
    assert max(given.values()) - min(given.values()) <= 1


def test_work_that_waits_already_counts() -> None:
    peers = [Peer(1, 1, given=2), Peer(2, 2, given=0), Peer(3, 3, given=1), Peer(4, 4, given=0)]
    found = assign([Case(7, frozenset({9}))], peers, RULE)
    assert found[7] == Assigned((2, 3, 4))


def test_who_cannot_be_reached_is_asked_last() -> None:
    peers = [
        Peer(1, 1, given=0, reachable=False),
        Peer(2, 2, given=8),
        Peer(3, 3, given=9),
        Peer(4, 4, given=7),
    ]
    assert assign([Case(7, frozenset({9}))], peers, RULE)[7] == Assigned((2, 3, 4))
    assert assign([Case(7, frozenset({9}), frozenset({3}))], peers, RULE)[7] == Assigned((1, 2, 4))


def test_too_few_from_elsewhere_are_not_made_up_for_from_home() -> None:
    peers = [Peer(n, agency=1) for n in range(9)] + [Peer(10, agency=2)]
    [assigned] = assign([Case(7, frozenset({1}), frozenset({0}))], peers, RULE).values()
    assert (len(assigned.reviewers), assigned.missing) == (2, 1)
    assert 10 in assigned.reviewers


def test_of_whom_no_agency_is_known_nobody_can_say_that_they_are_from_elsewhere() -> None:
    peers = [Peer(n, agency=None) for n in range(4)]
    [assigned] = assign([Case(7, frozenset({1}))], peers, RULE).values()
    assert (len(assigned.reviewers), assigned.missing) == (1, 2)
