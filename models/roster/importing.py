"""Bringing a roster into a batch: who is new is added, what changed is changed, nobody is removed."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from models.agencies import Agencies
from models.members import Member, Role
from models.memberships import people_in
from models.outlook import look_again
from models.people import Chat, Person
from models.programmes import Batch, batch_with_code
from models.roster.entries import Entry, Roster
from models.roster.matching import Matching
from models.spreadsheets.changes import Changed, Changes
from models.spreadsheets.problems import SheetProblems


@dataclass
class RosterChanges(Changes):
    """What an import does to a batch, or would do: everybody by name."""

    known: list[str] = field(default_factory=list)  # those who were added, and whom another batch had already


def import_roster(session: Session, batch_code: str, roster: Roster, now: datetime) -> RosterChanges:
    """Make the batch what the roster says and tell what that changed. `now` is aware, UTC.

    Commits nothing: whoever only wants to know rolls back. An empty NIP, number or language leaves
    what is known; once somebody has joined, their language is theirs to choose. Raises UnknownBatch,
    and SheetProblems where rows do not fit what is known; then nothing was changed.
    """
    batch = batch_with_code(session, batch_code)
    matching = Matching(session, batch.id or 0, roster)
    if matching.problems:
        raise SheetProblems(matching.problems)
    return _Import(session, batch, roster, matching, now).run()


class _Import:
    def __init__(
        self, session: Session, batch: Batch, roster: Roster, matching: Matching, now: datetime
    ) -> None:
        self.session = session
        self.batch = batch
        self.roster = roster
        self.found = matching.found
        self.now = now
        in_batch = session.exec(select(Member).where(Member.batch_id == batch.id))
        self.members = {m.person_id: m for m in in_batch}
        self.agencies = Agencies(session, batch.programme_id)
        self.changes = RosterChanges(new_agencies=self.agencies.new)
        self.joined = set(session.exec(select(Chat.person_id).where(col(Chat.person_id).is_not(None))))

    def run(self) -> RosterChanges:
        entries = self.roster.entries
        self.agencies.add(entry.agency for entry in entries if entry.agency)
        people = [self.found.get(entry.row) or self._new_person(entry) for entry in entries]
        before = {id(p): self._person_state(p) for p in people}
        for entry, person in zip(entries, people, strict=True):
            self._change_person(entry, person)
        self.session.flush()
        for entry, person in zip(entries, people, strict=True):
            self._place(entry, person, before[id(person)])
        self.session.flush()
        look_again(self.session, people_in(self.batch.id or 0), self.now)
        self._name_absent({p.id for p in people})
        return self.changes

    def _new_person(self, entry: Entry) -> Person:
        person = Person(name=entry.name, created_at=self.now)
        self.session.add(person)
        return person

    def _change_person(self, entry: Entry, person: Person) -> None:
        person.name = entry.name
        person.nip = entry.nip or person.nip
        person.phone = entry.phone or person.phone
        if person.id is None or person.id not in self.joined:
            person.language = entry.language or person.language

    def _place(self, entry: Entry, person: Person, before: dict[str, object]) -> None:
        member = self.members.get(person.id or 0)
        if member is None:
            member = Member(person_id=person.id or 0, batch_id=self.batch.id or 0)
            self._change_member(entry, member)
            self.session.add(member)
            self.changes.added.append(entry.name)
            if entry.row in self.found:
                self.changes.known.append(entry.name)
            return
        before |= self._member_state(member)
        self._change_member(entry, member)
        after = self._person_state(person) | self._member_state(member)
        headings = self.roster.headings
        if columns := tuple(headings.get(c, c) for c in before if before[c] != after[c]):
            self.changes.changed.append(Changed(entry.name, columns))
        else:
            self.changes.unchanged.append(entry.name)

    def _change_member(self, entry: Entry, member: Member) -> None:
        member.role = entry.role or Role(member.role)
        member.position = member.position if entry.position is None else entry.position
        member.echelon = member.echelon if entry.echelon is None else entry.echelon
        if entry.agency is not None:
            member.agency_id = self.agencies.id_of(entry.agency)

    def _name_absent(self, present: set[int | None]) -> None:
        missing = [person_id for person_id in self.members if person_id not in present]
        left_out = select(Person).where(col(Person.id).in_(missing), col(Person.erased_at).is_(None))
        self.changes.absent += [p.name for p in self.session.exec(left_out.order_by(Person.name))]

    @staticmethod
    def _person_state(person: Person) -> dict[str, object]:
        return {"nama": person.name, "nip": person.nip, "telepon": person.phone, "bahasa": person.language}

    @staticmethod
    def _member_state(member: Member) -> dict[str, object]:
        return {
            "jabatan": member.position,
            "eselon": member.echelon,
            "perangkat_daerah": member.agency_id,
            "peran": Role(member.role),
        }
