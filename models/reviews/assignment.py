"""Who reviews what: as many peers a draft as the rule wants, most of them from elsewhere, and the same work for all.

Of all ways to give each draft as many reviewers as it can have, this finds one in which the work is spread as evenly
as the bounds allow: there is no chain of exchanges left that takes a review from a peer and ends at one who has
two fewer. Such a way is the best there is (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs and
load balancing, 2006), so that wherever numbers that differ by one at most are possible, they come out.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

from models.quickwins.rules import PeerReview

FAR = 1_000_000
"""What counts for a peer who cannot be written to: more reviews than anybody has, so that they come last."""


@dataclass(frozen=True)
class Peer:
    """Somebody who may review, by the member's id; `given` is how many reviews they have been given before."""

    id: int
    agency: int | None
    given: int = 0
    reachable: bool = True


@dataclass(frozen=True)
class Case:
    """A draft that needs reviewers.

    `home` are its owners' agencies, `barred` the members who may not be given it: its owners, who has a conflict, who
    has had it already. `staying` review it anyway, of whom `staying_home` are not certain to be from elsewhere.
    """

    id: int
    home: frozenset[int | None]
    barred: frozenset[int] = frozenset()
    staying: int = 0
    staying_home: int = 0

    def is_home(self, agency: int | None) -> bool:
        """Whether somebody of this agency is no outsider; of whom no agency is known, nobody can say."""
        return agency is None or agency in self.home


@dataclass(frozen=True)
class Assigned:
    """Who is to review a draft, by the member's id, and how many more there should have been."""

    reviewers: tuple[int, ...]
    missing: int = 0


def assign(cases: Sequence[Case], peers: Iterable[Peer], rule: PeerReview) -> Mapping[int, Assigned]:
    """Reviewers for each of these drafts, by its id.

    Nobody gets a draft twice, or one they are barred from; at most `reviewers - from_elsewhere` of a draft's are from
    home. Where the people for that are not there, it has fewer, and the answer says how many are missing.
    """
    return _Assignment(cases, peers, rule).found()


@dataclass
class _Places:
    """A draft's reviewers, of both sorts, and how many there may be."""

    case: Case
    wanted: int  # yet
    from_home: int  # at most
    home: set[int]
    elsewhere: set[int]


class _Assignment:
    def __init__(self, cases: Sequence[Case], peers: Iterable[Peer], rule: PeerReview) -> None:
        self.agency = {peer.id: peer.agency for peer in peers}
        self.load = {peer.id: peer.given + (0 if peer.reachable else FAR) for peer in peers}
        self.places = {case.id: _places(case, rule) for case in cases}
        self.cases_of: dict[int, set[int]] = {peer: set() for peer in self.load}
        self._order = {peer: self._turn(peer) for peer in self.load}

    def found(self) -> Mapping[int, Assigned]:
        for places in self.places.values():
            self._fill(places)
        self._even_out()
        return {
            of: Assigned(
                tuple(sorted(p.home | p.elsewhere)), max(0, p.wanted - len(p.home) - len(p.elsewhere))
            )
            for of, p in self.places.items()
        }

    def _fill(self, places: _Places) -> None:
        """Give a draft those who have the least."""
        sorts: tuple[list[int], list[int]] = ([], [])
        for peer, agency in self.agency.items():
            if peer not in places.case.barred:
                sorts[places.case.is_home(agency)].append(peer)
        order = self._order.__getitem__
        able = nsmallest(places.wanted, sorts[False], order) + nsmallest(places.from_home, sorts[True], order)
        for peer in nsmallest(places.wanted, able, order):
            self._give(places, peer)

    def _give(self, places: _Places, peer: int) -> None:
        sort = places.home if places.case.is_home(self.agency[peer]) else places.elsewhere
        sort.add(peer)
        self.cases_of[peer].add(places.case.id)
        self.load[peer] += 1
        self._order[peer] = self._turn(peer)

    def _take(self, places: _Places, peer: int) -> None:
        places.home.discard(peer)
        places.elsewhere.discard(peer)
        self.cases_of[peer].remove(places.case.id)
        self.load[peer] -= 1
        self._order[peer] = self._turn(peer)

    def _turn(self, peer: int) -> int:
        """Whose turn it is: who has less comes first, and among equals another one each time."""
        return self.load[peer] << 32 | crc32(f"{peer} {self.load[peer]}".encode())

    def _even_out(self) -> None:
        """Exchange reviewers along chains until none is left that leads two down."""
        settled: set[int] = set()  # no chain leads out of these
        while heavy := [peer for peer, cases in self.cases_of.items() if cases and peer not in settled]:
            most = max(self.load[peer] for peer in heavy)
            others = set(self.load) - settled
            if min(self.load[peer] for peer in others) > most - 2:
                return
            begin = [peer for peer in heavy if self.load[peer] == most]
            chain, seen = self._chain(begin, others - set(begin), most - 2)
            for places, gives, takes in chain:
                self._take(places, gives)
                self._give(places, takes)
            if not chain:
                settled |= seen

    def _chain(
        self, begin: Sequence[int], others: set[int], low: int
    ) -> tuple[Sequence[tuple[_Places, int, int]], set[int]]:
        """The shortest chain of exchanges to somebody who has at most `low`, and whom was looked at for it."""
        came: dict[int, tuple[_Places, int]] = {}
        seen = set(begin)
        looked: set[tuple[int, bool]] = set()
        waiting = deque(begin)
        while waiting:
            gives = waiting.popleft()
            for of in sorted(self.cases_of[gives]):
                places = self.places[of]
                for from_home in self._sorts_for(places, gives):
                    if (of, from_home) in looked:
                        continue
                    looked.add((of, from_home))
                    for takes in self._able(places, others, from_home=from_home):
                        others.remove(takes)
                        seen.add(takes)
                        came[takes] = (places, gives)
                        if self.load[takes] <= low:
                            return _back(came, takes), seen
                        waiting.append(takes)
        return (), seen

    def _sorts_for(self, places: _Places, gives: int) -> Iterable[bool]:
        """Whether somebody from home, or from elsewhere, may step in for whom gives."""
        yield False
        if gives in places.home or len(places.home) < places.from_home:
            yield True

    def _able(self, places: _Places, others: set[int], *, from_home: bool) -> list[int]:
        taken = places.home if from_home else places.elsewhere
        return [
            peer
            for peer in sorted(others, key=self._order.__getitem__)
            if peer not in taken
            and peer not in places.case.barred
            and places.case.is_home(self.agency[peer]) is from_home
        ]


def _places(case: Case, rule: PeerReview) -> _Places:
    from_home = max(0, rule.reviewers - rule.from_elsewhere - case.staying_home)
    return _Places(case, max(0, rule.reviewers - case.staying), from_home, set(), set())


def _back(came: Mapping[int, tuple[_Places, int]], last: int) -> Sequence[tuple[_Places, int, int]]:
    """The exchanges that lead to the last one, the last of them first."""
    chain = []
    takes = last
    while takes in came:
        places, gives = came[takes]
        chain.append((places, gives, takes))
        takes = gives
    return chain
