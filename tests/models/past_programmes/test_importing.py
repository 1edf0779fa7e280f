"""Importing past programmes: what is new is added, what changed is changed, nothing is lost, and twice is once."""

import pytest
from sqlmodel import select

from models.asking import FactsChanged
from models.members import Role
from models.memberships import newest_memberships
from models.past_programmes.adding import Added, keep_added, load_adding
from models.past_programmes.description import Description
from models.past_programmes.entries import Entry, PastProgrammes
from models.past_programmes.importing import (
    NotTheirs,
    import_past_programmes,
    import_sent_list,
    load_adding_to,
)
from models.past_programmes.past_programme import PastProgramme
from models.programmes import Agency, UnknownBatch
from models.quickwins.rules import Rules
from models.spreadsheets.changes import Changed, Changes
from tests.models.conftest import City
from tests.models.past_programmes.conftest import RanBefore

RULES = Rules()
CLINIC = Description("Posyandu Keliling", "kesehatan", "Dinas Kesehatan", 2023, "Dua kali sebulan")
PLASTIC = Description("Kota Tanpa Plastik", "", "dinas  sosial")
HEADINGS = {
    "nama": "Nama Program",
    "bidang": "Bidang",
    "perangkat_daerah": "OPD",
    "tahun": "Tahun",
    "keterangan": "Ket",
}


def listed(*described: Description, columns: tuple[str, ...] = tuple(HEADINGS)) -> PastProgrammes:
    entries = tuple(Entry(row, one) for row, one in enumerate(described, 2))
    return PastProgrammes(entries, {column: HEADINGS[column] for column in columns})


def imported(city: City, programmes: PastProgrammes) -> Changes:
    return import_past_programmes(city.session, "a-1", programmes, city.now)


def kept(city: City) -> dict[str, tuple[str, str | None, int | None, str]]:
    agencies = {agency.id: agency.name for agency in city.session.exec(select(Agency))}
    programmes = city.session.exec(select(PastProgramme))
    return {p.name: (p.field, agencies.get(p.agency_id), p.year, p.about) for p in programmes}


def test_all_are_added_with_who_ran_them(city: City) -> None:
    changes = imported(city, listed(CLINIC, PLASTIC))
    assert (changes.added, changes.new_agencies) == (
        ["Posyandu Keliling", "Kota Tanpa Plastik"],
        ["Dinas Kesehatan"],
    )
    assert kept(city) == {
        "Posyandu Keliling": ("kesehatan", "Dinas Kesehatan", 2023, "Dua kali sebulan"),
        "Kota Tanpa Plastik": ("", "Dinas Sosial", None, ""),
    }


def test_the_same_list_twice_changes_nothing(city: City) -> None:
    imported(city, listed(CLINIC, PLASTIC))
    again = imported(city, listed(CLINIC, PLASTIC))
    assert again.nothing
    assert again.unchanged == ["Posyandu Keliling", "Kota Tanpa Plastik"]
    assert again.new_agencies == []


def test_what_changed_is_named_as_the_file_heads_it(city: City) -> None:
    imported(city, listed(CLINIC, PLASTIC))
    changes = imported(
        city, listed(Description("POSYANDU KELILING", "", "Dinas Kesehatan", 2024, "Dua kali sebulan"))
    )
    assert changes.changed == [Changed("POSYANDU KELILING", ("Nama Program", "Bidang", "Tahun"))]
    assert changes.absent == ["Kota Tanpa Plastik"]
    assert kept(city)["POSYANDU KELILING"] == ("", "Dinas Kesehatan", 2024, "Dua kali sebulan")


def test_a_column_that_is_not_there_leaves_what_is_known(city: City) -> None:
    imported(city, listed(CLINIC))
    assert imported(city, listed(Description("Posyandu Keliling"), columns=("nama",))).nothing
    assert kept(city)["Posyandu Keliling"] == ("kesehatan", "Dinas Kesehatan", 2023, "Dua kali sebulan")


def test_it_goes_into_a_batch_that_exists(city: City) -> None:
    with pytest.raises(UnknownBatch):
        import_past_programmes(city.session, "z-9", listed(CLINIC), city.now)


def test_only_a_facilitator_sends_a_list(city: City) -> None:
    made, siti = city.person("Made Suardana", Role.FACILITATOR), city.person("Siti Aminah")
    sender, other = city.asker(1, person=made), city.asker(2, person=siti)
    assert load_adding_to(city.session, sender, city.now, rules=RULES) == RULES.fields
    assert load_adding_to(city.session, other, city.now, rules=RULES) is None
    assert import_sent_list(city.session, sender, listed(CLINIC), city.now).added == ["Posyandu Keliling"]
    with pytest.raises(NotTheirs):
        import_sent_list(city.session, other, listed(PLASTIC), city.now)


def test_one_is_added_in_the_chat_and_never_twice(city: City, ran_before: RanBefore) -> None:
    made, siti = city.person("Made Suardana", Role.FACILITATOR), city.person("Siti Aminah")
    ran_before("Kota Tanpa Plastik")
    askers = [city.asker(1, person=made), city.asker(2, person=siti)]
    facts = load_adding(city.session, askers, city.now, rules=RULES)
    adding = facts[askers[0]]
    assert adding is not None
    assert (adding.agencies, adding.taken) == (("Dinas Sosial",), frozenset({"kotatanpaplastik"}))
    assert facts[askers[1]] is None
    viewer = newest_memberships(city.session, [made.id or 0])[made.id or 0]
    keep_added(city.session, askers[0], Added(viewer, CLINIC), city.now)
    assert kept(city)["Posyandu Keliling"] == ("kesehatan", "Dinas Kesehatan", 2023, "Dua kali sebulan")
    for again in (CLINIC, Description("kota tanpa PLASTIK")):
        with pytest.raises(FactsChanged):
            keep_added(city.session, askers[0], Added(viewer, again), city.now)
