"""A city to try the rules in: a programme with a batch, and people who can be put into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.asking import Asker
from models.members import Member, Role
from models.outbound import Delivery, Outbound
from models.people import Chat, Person
from models.programmes import Agency, Batch, Programme


@dataclass
class City:
    """Kota Tirtanagari in a session: `a-1` is its first batch."""

    session: Session
    now: datetime
    batch: Batch
    agency: Agency

    def person(
        self, name: str, role: Role = Role.AGENT, *, batch: Batch | None = None, **known: str
    ) -> Person:
        """Somebody who is in the batch, and has not come in yet."""
        person = Person.model_validate({"name": name, "created_at": self.now, **known})
        self.session.add(person)
        self.session.flush()
        member = Member(
            person_id=person.id or 0,
            batch_id=(batch or self.batch).id or 0,
            agency_id=self.agency.id,
            role=role,
            position="Kepala Seksi Pelayanan",
            echelon="IV.a",
        )
        self.session.add(member)
        self.session.flush()
        return person

    def member(self, person: Person) -> Member:
        """Their place in the batch they were put into last."""
        places = select(Member).where(Member.person_id == person.id).order_by(Member.id)  # type: ignore[arg-type]
        return list(self.session.exec(places))[-1]

    def another_batch(self, code: str, name: str) -> Batch:
        """A second group in the same programme."""
        batch = Batch(programme_id=self.batch.programme_id, code=code, name=name)
        self.session.add(batch)
        self.session.flush()
        return batch

    def chat(self, address: int, person: Person | None = None) -> Chat:
        """A chat, somebody's or nobody's yet."""
        chat = Chat(
            channel="phone", address=address, person_id=person.id if person else None, opened_at=self.now
        )
        self.session.add(chat)
        self.session.flush()
        return chat

    def message(self, address: int, delivery: Delivery = Delivery.SENT, **payload: str) -> Outbound:
        """Something said in a chat, as the channel wants it."""
        message = Outbound(
            channel="phone",
            address=address,
            method="sendMessage",
            payload=payload,
            delivery=delivery,
            created_at=self.now,
            lease_until=self.now,
        )
        self.session.add(message)
        self.session.flush()
        return message

    def asker(self, address: int, subject: str = "", person: Person | None = None) -> Asker:
        """Who is at that address, with what they came for."""
        return Asker("phone", address, person.id if person else None, subject, self.now)


@pytest.fixture
def city(database: Engine, clock: StoppedClock) -> Iterator[City]:
    """The city in a session that is rolled back at the end."""
    with Session(database) as session:
        programme = Programme(name="Penggerak Layanan", organisation="Pemerintah Kota Tirtanagari")
        session.add(programme)
        session.flush()
        batch = Batch(programme_id=programme.id or 0, code="a-1", name="Angkatan 1")
        agency = Agency(programme_id=programme.id or 0, name="Dinas Sosial")
        session.add_all([batch, agency])
        session.flush()
        yield City(session, clock.now(), batch, agency)


@pytest.fixture
def statements(database: Engine) -> Sequence[str]:
    """Every statement the database has been given so far, growing."""
    given: list[str] = []

    @event.listens_for(database, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        given.append(statement)

    return given
