"""Which person a row of the roster means: by NIP, else by telephone number, else by name in the batch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlmodel import Session, col, select

from models.members import Member
from models.nip import masked
from models.people import Person
from models.roster.entries import Entry, Roster
from models.spreadsheets.problems import Problem
from models.spreadsheets.sentences import Sentence

_PORTION = 500  # values in one IN (...)


class Matching:
    """The people that a roster's rows mean (`found`, by row number), and what does not fit (`problems`)."""

    def __init__(self, session: Session, batch_id: int, roster: Roster) -> None:
        self.headings = roster.headings
        self.found: dict[int, Person] = {}
        self.problems: list[Problem] = []
        self._taken: set[int] = set()
        by_nip = {p.nip: p for p in _people(session, "nip", {e.nip for e in roster.entries if e.nip})}
        self._by_phone: dict[str, list[Person]] = defaultdict(list)
        for person in _people(session, "phone", {e.phone for e in roster.entries if e.phone}):
            self._by_phone[person.phone or ""].append(person)
        self._by_name = _by_name_in(session, batch_id)
        for entry in roster.entries:
            if person_ := by_nip.get(entry.nip):
                self._take(entry, person_)
        for entry in self._open(roster.entries):
            self._match_phone(entry)
        for entry in self._open(roster.entries):
            self._match_name(entry)
        self._check_phones(roster.entries)

    def _open(self, entries: Sequence[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.row not in self.found]

    def _take(self, entry: Entry, person: Person) -> None:
        self.found[entry.row] = person
        self._taken.add(person.id or 0)

    def _match_phone(self, entry: Entry) -> None:
        holders = [p for p in self._by_phone.get(entry.phone or "", ()) if p.id not in self._taken]
        fitting = [p for p in holders if not (p.nip and entry.nip)]
        if len(fitting) == 1:
            self._take(entry, fitting[0])
        elif fitting:
            self._problem(entry, "telepon", "several people have this number; give the NIP as well")

    def _match_name(self, entry: Entry) -> None:
        namesakes = [
            p
            for p in self._by_name.get(entry.name, ())
            if p.id not in self._taken and not (p.nip and entry.nip)
        ]
        if len(namesakes) == 1:
            self._take(entry, namesakes[0])
        elif namesakes:
            self._problem(entry, "nama", "several people in the batch have this name; give the NIP or number")

    def _check_phones(self, entries: Sequence[Entry]) -> None:
        wanted = {self.found[e.row].id: e.phone for e in entries if e.row in self.found and e.phone}
        for entry in entries:
            person = self.found.get(entry.row)
            for other in self._by_phone.get(entry.phone or "", ()):
                if (person is None or other.id != person.id) and wanted.get(other.id) in (None, entry.phone):
                    nip = f", NIP {masked(other.nip)}" if other.nip else ""
                    self._problem(entry, "telepon", f"this number is kept for {other.name}{nip}")

    def _problem(self, entry: Entry, column: str, reason: str) -> None:
        self.problems.append(Problem(entry.row, self.headings.get(column, column), Sentence(reason)))


def _people(session: Session, column: str, values: Collection[str]) -> Iterable[Person]:
    held = {"nip": col(Person.nip), "phone": col(Person.phone)}[column]
    listed = sorted(values)
    for first in range(0, len(listed), _PORTION):
        yield from session.exec(select(Person).where(held.in_(listed[first : first + _PORTION])))


def _by_name_in(session: Session, batch_id: int) -> Mapping[str, list[Person]]:
    people: dict[str, list[Person]] = defaultdict(list)
    wanted = (
        select(Person).join(Member, col(Member.person_id) == Person.id).where(Member.batch_id == batch_id)
    )
    for person in session.exec(wanted.where(col(Person.erased_at).is_(None))):
        people[person.name].append(person)
    return people
