"""Many people who answer as soon as they are asked, and a form whose answers can be told apart."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import Clock
from bot.phone.people import Person
from bot.phone.phone import Phone
from models.consents import TEXT_VERSION, Consent
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.members import Member
from models.people import Chat
from models.people import Person as Known
from models.programmes import Batch, Programme
from tests.models.instruments.workbooks import workbook

QUESTIONS = 10
CODE = "beban"


def form_of(questions: int = QUESTIONS) -> str:
    """Likert items and texts in turn, the n-th asking `Pertanyaan n?`."""
    rows = [
        f"| {'select_one setuju' if n % 2 else 'text'} | q{n} | Pertanyaan {n}? | {'likert' if n % 2 else ''} | yes |"
        for n in range(1, questions + 1)
    ]
    choices = ["| setuju | 1 | Tidak setuju |", "| setuju | 2 | Netral |", "| setuju | 3 | Setuju |"]
    return "\n".join(
        [
            "survey",
            "| type | name | label | appearance | required |",
            *rows,
            "choices",
            "| list_name | name | label |",
            *choices,
            "settings",
            "| form_title | form_id |",
            f"| Beban | {CODE} |",
        ]
    )


@dataclass
class Answering:
    """One person who answers each question once, however often it is shown."""

    person: Person
    number: int
    answered: dict[int, str] = field(default_factory=dict)
    sent: bool = False
    thanked: bool = False

    def act(self, questions: int = QUESTIONS) -> bool:
        """Answer what the chat asks now; whether anything was done."""
        shown = [m for m in self.person.messages if m.from_bot]
        if not shown or self.thanked:
            return False
        self.thanked = any("Terima kasih" in m.text for m in shown)
        for n in range(1, questions + 1):
            asks = next((m for m in reversed(shown) if f"Pertanyaan {n}?" in m.text and m.buttons), None)
            if asks is not None and n not in self.answered:
                self.answered[n] = self._answer(n)
                if n % 2:
                    self.person.tap(self.answered[n], asks)
                else:
                    self.person.write(self.answered[n])
                return True
        last = next((m for m in reversed(shown) if "Kirim" in str(m.buttons)), None)
        if last is not None and not self.sent:
            self.sent = True
            self.person.tap("Kirim", last)
            return True
        return False

    def expected(self) -> dict[str, str]:
        """What is to be stored in the end."""
        codes = {"Tidak setuju": "1", "Netral": "2", "Setuju": "3"}
        return {f"q{n}": codes.get(answer, answer) for n, answer in self.answered.items()}

    def _answer(self, n: int) -> str:
        if n % 2:
            return ("Tidak setuju", "Netral", "Setuju")[(self.number + n) % 3]
        return f"jawaban {n} dari orang {self.number}"


def move_in(engine: Engine, phone: Phone, clock: Clock, count: int) -> list[Answering]:
    """A batch of so many people who have joined, with the form open to them."""
    with Session(engine) as session, session.begin():
        batch = _batch(session, CODE)
        crowd = [Answering(_joined(session, batch, phone, n, clock.now()), n) for n in range(count)]
        _open(session, batch, clock.now())
    return crowd


def call_up(engine: Engine, phone: Phone, clock: Clock, count: int) -> list[Answering]:
    """Another batch, to which the form opens just now: a message is due to each of them."""
    joined = clock.now() - timedelta(days=1)
    with Session(engine) as session, session.begin():
        batch = _batch(session, "panggilan")
        called = [Answering(_joined(session, batch, phone, 10_000 + n, joined), n) for n in range(count)]
        _open(session, batch, clock.now())
    return called


def _batch(session: Session, code: str) -> Batch:
    programme = Programme(name=code.title(), organisation="Kota Tirtanagari")
    session.add(programme)
    session.flush()
    batch = Batch(programme_id=programme.id or 0, code=code, name=code.title())
    session.add(batch)
    session.flush()
    return batch


def _joined(session: Session, batch: Batch, phone: Phone, number: int, at: datetime) -> Person:
    person = phone.add_person(f"Orang {number}", phone_number=f"+62860{number:08}")
    person.conversation.chat.started = True
    known = Known(name=person.name, language="id", created_at=at)
    session.add(known)
    session.flush()
    session.add(Member(person_id=known.id or 0, batch_id=batch.id or 0))
    session.add(Consent(person_id=known.id or 0, text_version=TEXT_VERSION, language="id", given_at=at))
    session.add(Chat(channel="telegram", address=person.id, person_id=known.id, opened_at=at))
    return person


def _open(session: Session, batch: Batch, at: datetime) -> None:
    content = workbook(form_of())
    book = Workbook("beban.xlsx", content)
    version = add_version(session, CODE, book, read_workbook(content, book.name), at).version
    open_window(session, version.instrument_id, batch.id or 0, Wish(), at)
