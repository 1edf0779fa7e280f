"""Two who work on the same thing become owners of one quick win, and nothing of either is lost."""

from dataclasses import replace

import pytest
from sqlmodel import select

from models.asking import FactsChanged
from models.members import Member
from models.memberships import newest_memberships
from models.nudges import Nudge
from models.people import Person
from models.quickwins.content import Content
from models.quickwins.evidence import EvidenceKind, Given, evidence_of, keep_evidence
from models.quickwins.join_requests import JoinRequest, RequestState
from models.quickwins.joining import (
    JoinAnswer,
    JoinWish,
    keep_answer,
    keep_wish,
    load_invitations,
    load_others,
    load_requests,
    merged,
)
from models.quickwins.quickwin import move, owners_of, versions_of
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from tests.models.conftest import City
from tests.models.quickwins.conftest import QUEUES, Written

SHORT = Content(problem="Antrean KTP di Dukcapil lama sekali", source="citizens")


class Two:
    """Siti, whose quick win is complete, and Grace, who has begun one of her own."""

    def __init__(self, city: City, written: Written) -> None:
        self.city = city
        self.siti, self.grace = city.person("Siti Aminah"), city.person("Grace Tobing")
        self.hers, self.graces = written(self.siti, QUEUES), written(self.grace, SHORT)

    def member(self, person: Person) -> Member:
        return self.city.member(person)

    def asks(self, *, merging: bool = True) -> JoinRequest:
        asking = newest_memberships(self.city.session, [self.grace.id or 0])[self.grace.id or 0]
        wish = JoinWish(self.hers.id or 0, asking, self.graces.id if merging else None, "May I?")
        keep_wish(self.city.session, self.city.asker(2, "", self.grace), wish, self.city.now)
        return self.city.session.exec(select(JoinRequest)).one()

    def answers(self, *, accepted: bool, theirs_leads: bool = False) -> None:
        request = self.city.session.exec(select(JoinRequest)).one()
        answer = JoinAnswer(request.id or 0, accepted, self.member(self.siti).id or 0, theirs_leads)
        keep_answer(self.city.session, self.city.asker(1, "", self.siti), answer, self.city.now)
        self.city.session.flush()


@pytest.fixture
def two(city: City, written: Written) -> Two:
    return Two(city, written)


def test_others_are_those_of_the_programme_that_are_not_ones_own(two: Two, written: Written) -> None:
    city = two.city
    budi = city.person("Budi Hartono", batch=city.another_batch("a-2", "Angkatan 2"))
    elsewhere = written(budi, QUEUES)
    move(city.session, elsewhere, QuickWinState.DROPPED, city.now)
    asker = city.asker(2, "", two.grace)
    assert [brief.code for brief in load_others(city.session, [asker], city.now)[asker]] == ["QW-1"]


def test_the_owners_hear_of_a_wish(two: Two) -> None:
    request = two.asks()
    nudges = two.city.session.exec(select(Nudge)).all()
    assert [(n.person_id, n.script, n.subject) for n in nudges] == [
        (two.siti.id, "join_requested", str(request.id))
    ]


def test_who_has_asked_is_told_since_when(two: Two) -> None:
    asker = two.city.asker(2, f"{two.hers.id}:", two.grace)
    [before] = load_invitations(two.city.session, [asker], two.city.now).values()
    two.asks()
    [after] = load_invitations(two.city.session, [asker], two.city.now).values()
    assert before is not None
    assert after is not None
    assert (before.asked_at, after.asked_at) == (None, two.city.now)


@pytest.mark.parametrize("subject", ["", "x", "0:0", "999:", "999999999999:", ":"])
def test_nobody_joins_what_is_not_there(two: Two, subject: str) -> None:
    asker = two.city.asker(2, subject, two.grace)
    assert load_invitations(two.city.session, [asker], two.city.now)[asker] is None


def test_only_those_involved_see_a_request(two: Two) -> None:
    request = two.asks()
    city = two.city
    budi = city.person("Budi Hartono")
    askers = [city.asker(n, str(request.id), p) for n, p in enumerate((two.siti, two.grace, budi))]
    found = load_requests(city.session, askers, city.now, rules=Rules())
    assert [found[a] is not None for a in askers] == [True, True, False]


def test_accepted_they_own_it_together_and_one_goes_on_in_the_other(two: Two) -> None:
    session = two.city.session
    grace = two.member(two.grace).id or 0
    photo = Given(EvidenceKind.PHOTO, file={"file_id": "AgAD"})
    keep_evidence(session, two.graces.id or 0, grace, "new:1", {"evidence.1": photo}, two.city.now)
    two.asks()
    two.answers(accepted=True)
    session.expire_all()
    assert owners_of(session, [two.hers.id or 0])[two.hers.id or 0] == [two.member(two.siti).id, grace]
    assert (two.graces.state, two.graces.merged_into) == (QuickWinState.MERGED, two.hers.id)
    assert two.hers.content == QUEUES
    assert [piece.member_id for piece in evidence_of(session, [two.hers.id or 0])[two.hers.id or 0]] == [
        grace
    ]
    histories = versions_of(session, [two.hers.id or 0, two.graces.id or 0])
    assert [v.reason for v in histories[two.hers.id or 0]] == ["", "QW-2"]
    assert [Content.of(v.content) for v in histories[two.graces.id or 0]] == [SHORT]


def test_the_words_of_the_one_that_goes_in_may_lead(two: Two) -> None:
    two.asks()
    two.answers(accepted=True, theirs_leads=True)
    assert two.hers.content == replace(QUEUES, problem=SHORT.problem, source=SHORT.source)


def test_declined_both_stay_as_they_are(two: Two) -> None:
    two.asks()
    two.answers(accepted=False)
    session = two.city.session
    assert len(owners_of(session, [two.hers.id or 0])[two.hers.id or 0]) == 1
    assert two.graces.state == QuickWinState.DRAFT
    assert session.exec(select(JoinRequest)).one().state == RequestState.DECLINED
    assert [n.script for n in session.exec(select(Nudge))] == ["join_requested", "join_answered"]


def test_one_answer_counts(two: Two) -> None:
    two.asks()
    two.answers(accepted=False)
    with pytest.raises(FactsChanged):
        two.answers(accepted=True)


def test_what_has_moved_on_is_not_merged(two: Two) -> None:
    two.asks()
    move(two.city.session, two.hers, QuickWinState.IN_REVIEW, two.city.now)
    with pytest.raises(FactsChanged):
        two.answers(accepted=True)


def test_without_one_of_their_own_they_only_join(two: Two) -> None:
    two.asks(merging=False)
    two.answers(accepted=True)
    assert two.graces.state == QuickWinState.DRAFT
    assert len(owners_of(two.city.session, [two.hers.id or 0])[two.hers.id or 0]) == 2


def test_merged_has_what_only_one_of_them_says() -> None:
    assert merged(SHORT, QUEUES) == replace(QUEUES, problem=SHORT.problem, source=SHORT.source)
    assert merged(QUEUES, SHORT) == QUEUES
