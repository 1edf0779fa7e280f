"""Many people who answer as soon as they are asked, and a form whose answers can be told apart."""

from dataclasses import dataclass, field

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
    now = clock.now()
    with Session(engine) as session, session.begin():
        programme = Programme(name="Beban", organisation="Kota Tirtanagari")
        session.add(programme)
        session.flush()
        batch = Batch(programme_id=programme.id or 0, code="beban", name="Beban")
        session.add(batch)
        session.flush()
        content = workbook(form_of())
        form = read_workbook(content, "beban.xlsx")
        version = add_version(session, CODE, Workbook("beban.xlsx", content), form, now).version
        open_window(session, version.instrument_id, batch.id or 0, Wish(), now)
        crowd = []
        for number in range(count):
            person = phone.add_person(f"Orang {number}", phone_number=f"+62860{number:08}")
            known = Known(name=person.name, language="id", created_at=now)
            session.add(known)
            session.flush()
            session.add(Member(person_id=known.id or 0, batch_id=batch.id or 0))
            session.add(
                Consent(person_id=known.id or 0, text_version=TEXT_VERSION, language="id", given_at=now)
            )
            session.add(Chat(channel="telegram", address=person.id, person_id=known.id, opened_at=now))
            crowd.append(Answering(person, number))
    return crowd
