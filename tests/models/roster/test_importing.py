"""Importing a roster: who is new is added, what changed is changed, nobody is lost, and twice is once."""

from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from models.members import Member, Role
from models.people import Person
from models.programmes import Agency, UnknownBatch
from models.roster.entries import Entry, Roster
from models.roster.importing import RosterChanges, import_roster
from models.spreadsheets.changes import Changed
from models.spreadsheets.problems import SheetProblems

if TYPE_CHECKING:
    from tests.models.conftest import City

WAYAN_NIP, WAGIMAN_NIP = "198809172020022008", "197107041996031903"
WAYAN = Entry(
    2,
    "Ni Wayan Suartini",
    WAYAN_NIP,
    "+6281234567890",
    Role.AGENT,
    "id",
    "Kepala Seksi",
    "IV.a",
    "Dinas Sosial",
)
WAGIMAN = Entry(3, "Wagiman", WAGIMAN_NIP, "+6281311112222", None, None, "", "", "Dinas Kesehatan")
YOHANA = Entry(4, "Yohana Sere", None, None, Role.PARTNER, "en", "Ketua", "", "Forum Warga")


def imported(city: "City", *entries: Entry) -> RosterChanges:
    return import_roster(city.session, "a-1", Roster(entries, {}), city.now)


def named(city: "City", name: str) -> Person:
    return city.session.exec(select(Person).where(Person.name == name)).one()


def refused(city: "City", *entries: Entry) -> list[str]:
    with pytest.raises(SheetProblems) as problems:
        imported(city, *entries)
    assert not city.session.new
    return [str(problem) for problem in problems.value.problems]


def test_everybody_is_added_with_where_they_work(city: "City") -> None:
    changes = imported(city, WAYAN, WAGIMAN, YOHANA)
    assert changes.added == ["Ni Wayan Suartini", "Wagiman", "Yohana Sere"]
    assert changes.new_agencies == ["Dinas Kesehatan", "Forum Warga"]
    wayan = named(city, "Ni Wayan Suartini")
    assert (wayan.nip, wayan.phone, wayan.language) == (WAYAN_NIP, "+6281234567890", "id")
    place = city.member(wayan)
    assert (place.role, place.position, place.echelon) == (Role.AGENT, "Kepala Seksi", "IV.a")
    assert place.agency_id == city.agency.id
    assert city.member(named(city, "Wagiman")).role == Role.AGENT
    assert city.member(named(city, "Yohana Sere")).role == Role.PARTNER


def test_the_same_roster_twice_changes_nothing(city: "City") -> None:
    imported(city, WAYAN, WAGIMAN, YOHANA)
    again = imported(city, WAYAN, WAGIMAN, YOHANA)
    assert again.nothing
    assert len(again.unchanged) == 3
    assert len(city.session.exec(select(Member)).all()) == 3
    assert len(city.session.exec(select(Agency)).all()) == 3


def test_what_changed_is_named_as_the_file_heads_it(city: "City") -> None:
    imported(city, WAYAN, WAGIMAN)
    promoted = Entry(
        2,
        "Dr. Ni Wayan Suartini",
        WAYAN_NIP,
        "+6281299990000",
        Role.LEADER,
        "id",
        "Sekretaris",
        "",
        "Dinas Kesehatan",
    )
    headings = {"nama": "Nama Lengkap", "telepon": "No. HP"}
    changes = import_roster(city.session, "a-1", Roster((promoted, WAGIMAN), headings), city.now)
    assert changes.changed == [
        Changed(
            "Dr. Ni Wayan Suartini",
            ("Nama Lengkap", "No. HP", "jabatan", "eselon", "perangkat_daerah", "peran"),
        )
    ]
    assert changes.unchanged == ["Wagiman"]
    assert named(city, "Dr. Ni Wayan Suartini").phone == "+6281299990000"


def test_what_the_file_does_not_say_stays(city: "City") -> None:
    imported(city, WAYAN)
    assert imported(city, Entry(2, "Ni Wayan Suartini", WAYAN_NIP)).nothing
    wayan = named(city, "Ni Wayan Suartini")
    assert (wayan.phone, city.member(wayan).position) == ("+6281234567890", "Kepala Seksi")


def test_the_language_is_theirs_once_they_are_in(city: "City") -> None:
    imported(city, WAYAN)
    wayan = named(city, "Ni Wayan Suartini")
    city.chat(11, wayan)
    wayan.language = "en"
    assert imported(city, WAYAN).nothing
    assert wayan.language == "en"


def test_who_is_missing_from_the_file_stays_and_is_named(city: "City") -> None:
    imported(city, WAYAN, WAGIMAN)
    changes = imported(city, WAYAN)
    assert changes.absent == ["Wagiman"]
    assert len(city.session.exec(select(Member)).all()) == 2


def test_a_person_is_known_by_nip_then_by_number_then_by_name(city: "City") -> None:
    imported(city, WAYAN, Entry(3, "Wagiman", None, "+6281311112222"), YOHANA)
    changes = imported(
        city,
        Entry(2, "Wayan Suartini", WAYAN_NIP, "+6281300000001"),
        Entry(3, "H. Wagiman", WAGIMAN_NIP, "+6281311112222"),
        Entry(4, "Yohana Sere", None, "+6281300000002"),
    )
    assert changes.changed == [
        Changed("Wayan Suartini", ("nama", "telepon")),
        Changed("H. Wagiman", ("nama", "nip")),
        Changed("Yohana Sere", ("telepon",)),
    ]
    assert changes.added == []


def test_two_people_may_swap_their_numbers(city: "City") -> None:
    imported(city, WAYAN, WAGIMAN)
    changes = imported(
        city,
        Entry(2, WAYAN.name, WAYAN_NIP, WAGIMAN.phone),
        Entry(3, WAGIMAN.name, WAGIMAN_NIP, WAYAN.phone),
    )
    assert [changed.columns for changed in changes.changed] == [("telepon",), ("telepon",)]


def test_somebody_from_another_batch_is_the_same_person(city: "City") -> None:
    wagiman = city.person("Wagiman", batch=city.another_batch("a-0", "Angkatan 0"), nip=WAGIMAN_NIP)
    changes = imported(city, WAYAN, WAGIMAN)
    assert changes.added == ["Ni Wayan Suartini", "Wagiman"]
    assert changes.known == ["Wagiman"]
    assert city.session.exec(select(Person).where(col(Person.nip) == WAGIMAN_NIP)).one() is wagiman


def test_a_namesake_in_another_batch_is_somebody_else(city: "City") -> None:
    city.person("Yohana Sere", batch=city.another_batch("a-0", "Angkatan 0"))
    assert imported(city, YOHANA).known == []


def test_a_namesake_with_another_nip_is_somebody_else(city: "City") -> None:
    city.person("Wagiman", nip=WAYAN_NIP)
    assert imported(city, WAGIMAN).added == ["Wagiman"]


def test_a_number_that_belongs_to_somebody_else_is_a_problem_of_the_row(city: "City") -> None:
    city.person("Sukarno", nip=WAGIMAN_NIP, phone="+6281234567890")
    assert refused(city, WAYAN) == ["row 2, telepon: this number is kept for Sukarno, NIP 1971•••••••••••903"]


def test_a_number_that_several_people_have_is_a_problem_of_the_row(city: "City") -> None:
    city.person("Sukarno", phone="+6281234567890")
    city.person("Sukarni", phone="+6281234567890")
    found = refused(city, Entry(2, "Suk.", None, "+6281234567890"))
    assert "row 2, telepon: several people have this number; give the NIP as well" in found


def test_a_name_that_several_people_have_is_a_problem_of_the_row(city: "City") -> None:
    city.person("Dewi")
    city.person("Dewi")
    [problem] = refused(city, Entry(7, "Dewi"))
    assert problem.startswith("row 7, nama: several people in the batch have this name")


def test_a_problem_imports_nothing(city: "City") -> None:
    city.person("Sukarno", nip=WAGIMAN_NIP, phone="+6281234567890")
    refused(city, YOHANA, WAYAN)
    assert [p.name for p in city.session.exec(select(Person))] == ["Sukarno"]


def test_who_was_erased_is_not_brought_back_under_their_pseudonym(city: "City") -> None:
    gone = city.person("Peserta 7F3A")
    gone.erased_at = city.now
    changes = imported(city, Entry(2, "Peserta 7F3A"))
    assert (changes.added, changes.absent) == (["Peserta 7F3A"], [])


def test_an_unknown_batch_names_those_there_are(city: "City") -> None:
    with pytest.raises(UnknownBatch, match="no batch “a-9”; there are: a-1"):
        import_roster(city.session, "a-9", Roster((YOHANA,), {}), city.now)


def test_looking_first_changes_nothing(city: "City") -> None:
    with city.session.begin_nested() as savepoint:
        assert imported(city, WAYAN, WAGIMAN).added == ["Ni Wayan Suartini", "Wagiman"]
        savepoint.rollback()
    assert city.session.exec(select(Person)).all() == []
    assert imported(city, WAYAN).added == ["Ni Wayan Suartini"]
