"""The tally: four counts that add up, the most disputed first, and nobody's name."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.past_programmes.past_programme import Verdict
from models.past_programmes.tally import Opinion, Tally, load_tallies, most_disputed_first
from models.past_programmes.words import forget_reasons, judgements_of
from tests.models.conftest import City
from tests.models.past_programmes.conftest import RanBefore
from tests.models.past_programmes.test_looking_back import judges

some_opinions = st.lists(st.sampled_from(Verdict)).map(
    lambda verdicts: tuple(Opinion(verdict, "because", "Dinas Sosial") for verdict in verdicts)
)


def tally(number: int, *verdicts: Verdict, name: str = "Kota Hijau") -> Tally:
    return Tally(number, name, "", "", None, tuple(Opinion(v, "", "") for v in verdicts))


@given(some_opinions)
def test_counts_add_up_and_dispute_has_its_bounds(opinions: tuple[Opinion, ...]) -> None:
    one = Tally(1, "Kota Hijau", "", "", None, opinions)
    assert one.counts == {v: Counter(o.verdict for o in opinions)[v] for v in Verdict}
    assert 0 <= one.dispute <= 0.75
    assert (one.dispute == 0) == (len({o.verdict for o in opinions}) <= 1)


def test_even_opinions_are_the_most_disputed() -> None:
    assert tally(1, *Verdict).dispute == pytest.approx(0.75)
    assert tally(1, Verdict.STOP, Verdict.MEND).dispute == pytest.approx(0.5)
    assert tally(1, Verdict.STOP, Verdict.STOP, Verdict.MEND).dispute == pytest.approx(4 / 9)


def test_the_most_disputed_comes_first_then_what_more_have_judged() -> None:
    agreed, agreed_by_two = tally(1, Verdict.STOP), tally(2, Verdict.STOP, Verdict.STOP)
    disputed, unjudged = tally(3, Verdict.STOP, Verdict.MEND), tally(4, name="Alun-alun")
    ordered = most_disputed_first([unjudged, agreed, disputed, agreed_by_two])
    assert [one.id for one in ordered] == [3, 2, 1, 4]


def test_the_batch_reads_agencies_and_no_names(city: City, ran_before: RanBefore) -> None:
    siti, budi = city.person("Siti Aminah"), city.person("Budi Hartono")
    clinic = ran_before("Posyandu Keliling", agency_id=city.agency.id, year=2023)
    judges(city, siti, clinic.id or 0, Verdict.MEND, "The car comes too late")
    judges(city, budi, clinic.id or 0, Verdict.STOP, "Nobody comes any more")
    elsewhere = city.person("Ayu Lestari", batch=city.another_batch("a-2", "Angkatan 2"))
    mine, theirs = city.asker(1, person=siti), city.asker(2, person=elsewhere)
    tallies = load_tallies(city.session, [mine, theirs], city.now)
    seen = tallies[mine]
    assert seen is not None
    [one] = seen.tallies
    assert (one.name, one.agency, one.year) == ("Posyandu Keliling", "Dinas Sosial", 2023)
    assert one.opinions == (
        Opinion(Verdict.MEND, "The car comes too late", "Dinas Sosial"),
        Opinion(Verdict.STOP, "Nobody comes any more", "Dinas Sosial"),
    )
    others = tallies[theirs]
    assert others is not None
    assert others.tallies == ()


def test_of_who_is_forgotten_the_choice_stays(city: City, ran_before: RanBefore) -> None:
    siti = city.person("Siti Aminah")
    clinic = ran_before("Posyandu Keliling")
    judges(city, siti, clinic.id or 0, Verdict.MEND, "I, Siti, have waited for the car")
    [own] = judgements_of(city.session, [siti.id or 0])[siti.id or 0]
    assert (own.programme, own.verdict, own.reason) == (
        "Posyandu Keliling",
        Verdict.MEND,
        "I, Siti, have waited for the car",
    )
    forget_reasons(city.session, [city.member(siti).id or 0])
    city.session.expire_all()
    [own] = judgements_of(city.session, [siti.id or 0])[siti.id or 0]
    assert (own.verdict, own.reason) == (Verdict.MEND, "")
