"""Who lives in the neighbourhood, what they were invited to, and their phones."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.clock import Clock
from bot.phone.phone import Phone
from models.consents import TEXT_VERSION, Consent
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.invitations import Invitation, invitations_of, renew
from models.members import Member, Role
from models.people import Chat, Person
from models.programmes import Batch, add_batch
from tests.fuzz.doings import Neighbourhood
from tests.fuzz.questionnaire import CODE, FORM, SHORT_FORM, SHORT_TITLE
from tests.models.instruments.workbooks import workbook

BATCH = "angkatan-1"
AT = {"Siti": 6_210_000_001, "Budi": 6_210_000_008, "Wati": 6_210_000_015, "Dewi": 6_210_000_022}
STRANGER = "Orang"
STRANGERS_AT = 6_210_000_029
BEFORE = 6_210_000_036
"""The address of the phone on which Dewi came in before she got a new one."""
NAMES = (*AT, STRANGER)
SURNAMES = {
    "Nur": "Hidayah",
    "Siti": "Aminah",
    "Budi": "Santoso & Bima",
    "Wati": "Lestari <3>",
    "Dewi": "Anggraini",
    "Orang": "Asing",
}
LANGUAGES = {"Nur": "id", "Siti": "en", "Budi": "id", "Wati": None, "Dewi": "id"}


def settle_in(session: Session, now: datetime) -> None:
    """A batch with its people, their invitations, and forms: one open, one for 20 minutes only, one in three hours.

    Dewi is in already, on another phone, and has a new invitation.
    """
    batch = add_batch(session, BATCH, "Angkatan 1", "Penggerak Layanan", "Pemerintah Kota Tirtanagari")
    members = {name: _member(session, batch, name, now) for name in ("Nur", *AT)}
    dewi = members["Dewi"].person_id
    session.add(Consent(person_id=dewi, text_version=TEXT_VERSION, language="id", given_at=now))
    session.add(Chat(channel="telegram", address=BEFORE, person_id=dewi, opened_at=now))
    session.flush()
    invitations_of(session, BATCH, now)
    renew(session, members["Dewi"].id or 0, now)
    later = SHORT_FORM.replace(SHORT_TITLE, "Nanti").replace("kilat", "nanti")
    for code, tables, wish in (
        (CODE, FORM, Wish(opens_at=now - timedelta(days=1))),
        ("kilat", SHORT_FORM, Wish(now - timedelta(days=2), now + timedelta(hours=20), minutes=20)),
        ("nanti", later, Wish(opens_at=now + timedelta(hours=3))),
    ):
        content = workbook(tables)
        book = Workbook(f"{code}.xlsx", content)
        version = add_version(session, code, book, read_workbook(content, book.name), now).version
        open_window(session, version.instrument_id, batch.id or 0, wish, now)


def _member(session: Session, batch: Batch, name: str, now: datetime) -> Member:
    person = Person(
        name=f"{name} {SURNAMES[name]}", language=LANGUAGES[name], phone=_phone_of(name), created_at=now
    )
    session.add(person)
    session.flush()
    role = Role.AGENT if name in AT else Role.FACILITATOR
    member = Member(person_id=person.id or 0, batch_id=batch.id or 0, role=role)
    session.add(member)
    session.flush()
    return member


def _phone_of(name: str) -> str:
    return f"+62812000000{list(SURNAMES).index(name):02}"


def neighbourhood(session: Session, clock: Clock) -> Neighbourhood:
    """Their phones, with the links that they were given."""
    phone = Phone(token="7200000001:AAfor-tests_only", clock=clock, reads_groups=True)
    people = {
        name: phone.add_person(
            f"{name} {SURNAMES[name]}",
            language_code=LANGUAGES.get(name) or "",
            phone_number=_phone_of(name),
            user_id=AT.get(name, STRANGERS_AT),
        )
        for name in NAMES
    }
    phone.add_person("Dewi Anggraini", user_id=BEFORE).conversation.chat.started = True
    group = phone.add_group("Angkatan 1", people.values())
    phone.world.updates.clear()
    tokens = (
        select(Person.name, Invitation.token)
        .join(Member, col(Member.person_id) == Person.id)
        .join(Invitation, col(Invitation.member_id) == Member.id)
        .where(col(Invitation.revoked_at).is_(None), col(Invitation.used_at).is_(None))
    )
    links = {name.split()[0]: phone.link(token) for name, token in session.exec(tokens)}
    return Neighbourhood(phone, people, links, group)
