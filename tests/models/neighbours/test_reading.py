"""What is read of a problem: words by their roots, the things and troubles they mention."""

import pytest

from models.neighbours.gist import gist_of
from models.neighbours.spelling import spellings
from models.neighbours.terms import Mention, Term, things, troubles
from models.neighbours.thesaurus import Thesaurus, thesaurus

TERMS = [*things(), *troubles()]


def named(mentions: tuple[Mention, ...]) -> list[str]:
    """What is mentioned, as the vocabulary calls it, every sense."""
    return [" or ".join(sorted(mention.names)) for mention in mentions]


def roots(text: str) -> list[str]:
    return [word.root for word in thesaurus().words(text)]


def test_a_problem_is_its_things_and_troubles() -> None:
    gist = gist_of("Lampu jalan padam sehingga kampung gelap")
    assert named(gist.things) == ["lampu"]
    assert named(gist.troubles) == ["gelap"]


def test_a_word_that_may_mean_several_things_is_each_of_them() -> None:
    assert named(gist_of("obat kosong").troubles) == ["kurang: habis or rendah: sepi"]


def test_what_the_vocabulary_does_not_have_is_kept_as_it_is() -> None:
    assert named(gist_of("Genteng musala kecamatan").things) == ["kecamatan", "“genteng”", "“musala”"]


def test_where_something_is_tells_less_than_what_it_is() -> None:
    weights = {min(mention.names): mention.weight for mention in gist_of("Lampu di pasar mati").things}
    assert weights["pasar"] == weights["lampu"] / 2


@pytest.mark.parametrize(
    "written",
    ["menunggu", "nunggu", "tunggu", "ditunggu", "menunggunya", "nungguin", "TUNGGU2"],
)
def test_all_forms_of_a_word_are_one(written: str) -> None:
    assert roots(written) == ["tunggu"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("smpah", "sampah"),  # without its vowels
        ("trs", "terus"),
        ("aer", "air"),  # as it is spoken
        ("cepet", "cepat"),
        ("pusksmas", "puskesmas"),
        ("sekoalh", "sekolah"),  # letters swapped
        ("dukcapill", "dukcapil"),
        ("krn", "karena"),  # agreed abbreviations
        ("gak", "tidak"),
    ],
)
def test_slips_and_abbreviations_are_read(written: str, meant: str) -> None:
    assert roots(f"jalan {written}") == roots(f"jalan {meant}")


def test_words_nobody_listed_are_left_alone() -> None:
    assert roots("teras rumah Bu Tepi di Kenanga")[-1] == roots("Kenanga")[0]
    assert roots("teras") != roots("terus")


def test_times_are_no_stream() -> None:
    assert "sungai" in named(gist_of("kali hitam").things)
    assert "sungai" not in named(gist_of("sudah tiga kali datang").things)


def test_negations_are_one_and_stay_with_what_they_deny() -> None:
    assert named(gist_of("sampah belum pernah diangkut").troubles) == ["menumpuk"]
    assert named(gist_of("sampah diangkut").troubles) == []


def test_every_phrase_of_the_vocabulary_says_something() -> None:
    """None is lost to words that are skipped or light: “sering izin” would come to any permit, “pihak lain” to nothing."""
    known = thesaurus()
    for term in TERMS:
        for phrase in term.phrases:
            words = known.words(phrase)
            assert len(words) > 1 or " " not in phrase, (term.name, phrase)
            light = len(words) == 1 and known.is_light(words[0].root) and len(phrase) > 2
            assert not light or term.weight <= 0.25, (term.name, phrase)


def test_every_term_has_a_name_of_its_own_and_each_of_its_phrases_once() -> None:
    assert len({term.name for term in TERMS}) == len(TERMS)
    for term in TERMS:
        assert len(set(term.phrases)) == len(term.phrases), term.name
        assert all(term.phrases), term.name


def test_no_word_is_both_skipped_and_light_nor_read_as_itself() -> None:
    known = spellings()
    assert not known.skipped & known.light
    assert not {written for written, meant in known.read_as.items() if written == meant}


def test_a_phrase_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="has “yang dan” in pasar, which says nothing"):
        Thesaurus([Term("pasar", "pasar", "economy", 1, False, ("pasar", "yang dan"))], [])
