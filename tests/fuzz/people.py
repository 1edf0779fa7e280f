"""Who lives in the neighbourhood, and in which situation somebody may be when things come in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.clock import Clock
from bot.phone.phone import Phone
from handlers.conversations import REPERTOIRE
from models.consents import TEXT_VERSION, Consent
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish as WindowWish
from models.instruments.windows import open_window
from models.instruments.workbook import read_workbook
from models.invitations import Invitation, invitations_of, renew
from models.members import Member, Role
from models.people import Chat, Person
from models.programmes import add_batch
from tests.fuzz.doings import (
    Blocks,
    Did,
    Doing,
    InTheGroup,
    Neighbourhood,
    Opens,
    Shares,
    Taps,
    TapsLabel,
    Writes,
)
from tests.fuzz.questionnaire import FORM, SHORT_FORM, SHORT_TITLE, TITLE, WISHES
from tests.models.instruments.workbooks import workbook

BATCH = "angkatan-1"
AT = {"Siti": 6_210_000_001, "Budi": 6_210_000_008, "Wati": 6_210_000_015, "Dewi": 6_210_000_022}
STRANGER = "Orang"
STRANGERS_AT = 6_210_000_029
BEFORE = 6_210_000_036
"""The address of the phone on which Dewi came in before she got a new one."""
NAMES = (*AT, STRANGER)
SURNAMES = {
    "Siti": "Aminah",
    "Budi": "Santoso & Bima",
    "Wati": "Lestari <3>",
    "Dewi": "Anggraini",
    "Orang": "Asing",
}
LANGUAGES = {"Siti": "en", "Budi": "id", "Wati": None, "Dewi": "id"}


def settle_in(session: Session, now: datetime) -> None:
    """A batch with its people, their invitations, and three forms: open, open for 20 minutes, open in three hours."""
    batch = add_batch(session, BATCH, "Angkatan 1", "Penggerak Layanan", "Pemerintah Kota Tirtanagari")
    for number, (name, language) in enumerate({"Nur": "id", **LANGUAGES}.items()):
        whole = f"{name} {SURNAMES.get(name, 'Hidayah')}"
        person = Person(name=whole, language=language, phone=f"+62812000000{number:02}", created_at=now)
        session.add(person)
        session.flush()
        role = Role.AGENT if name in AT else Role.FACILITATOR
        session.add(Member(person_id=person.id or 0, batch_id=batch.id or 0, role=role))
        if name == "Dewi":
            consent = Consent(
                person_id=person.id or 0, text_version=TEXT_VERSION, language="id", given_at=now
            )
            chat = Chat(channel="telegram", address=BEFORE, person_id=person.id, opened_at=now)
            session.add_all([consent, chat])
    session.flush()
    invitations_of(session, BATCH, now)
    renew(
        session,
        session.exec(select(Member.id).join(Person).where(col(Person.name).startswith("Dewi"))).one() or 0,
        now,
    )
    for code, tables, wish in (
        ("kerja", FORM, WindowWish(opens_at=now - timedelta(days=1))),
        ("kilat", SHORT_FORM, WindowWish(now - timedelta(days=2), now + timedelta(hours=20), 20)),
        (
            "nanti",
            SHORT_FORM.replace(SHORT_TITLE, "Nanti").replace("kilat", "nanti"),
            WindowWish(now + timedelta(hours=3)),
        ),
    ):
        content = workbook(tables)
        book = Workbook(f"{code}.xlsx", content)
        version = add_version(session, code, book, read_workbook(content, book.name), now).version
        open_window(session, version.instrument_id, batch.id or 0, wish, now)


def neighbourhood(session: Session, clock: Clock) -> Neighbourhood:
    """Their phones, with the links that they were given."""
    phone = Phone(token="7200000001:AAfor-tests_only", clock=clock, reads_groups=True)
    people = {
        name: phone.add_person(
            f"{name} {SURNAMES[name]}",
            language_code=LANGUAGES.get(name) or "",
            phone_number=f"+62812000000{number:02}",
            user_id=AT.get(name, STRANGERS_AT),
        )
        for number, name in enumerate(NAMES, 1)
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


@dataclass(frozen=True)
class Situation:
    """Where somebody has got to: what they did all at once, and after the bot's answers to it."""

    called: str
    first: tuple[Doing, ...] = ()
    then: tuple[Doing, ...] = ()

    def begun_by(self, name: str) -> list[Did]:
        """What they do first."""
        return [Did(name, doing) for doing in self.first]

    def gone_on_with_by(self, name: str) -> list[Did]:
        """What they do then."""
        return [Did(name, doing) for doing in self.then]


_IN = (Opens(), Writes("English"), Writes("ya"))
"""Come in; whose language is known is told that “English” is no answer, which does no harm."""
_BEGUN = (*_IN, Writes("/asesmen"), Writes(TITLE), Writes("1"))
_ANSWERED = tuple(wish.does for wish in WISHES)


def _at(place: str, *further: Doing, then: tuple[Doing, ...] = ()) -> Situation:
    before = tuple(wish.does for wish in WISHES[: [w.place for w in WISHES].index(place)])
    said = [f" and {doing!r}" for doing in (*further, *then)]
    return Situation(f"asked for {place}{''.join(said)}", (*_BEGUN, *before, *further), then)


OUTSIDE = (
    Situation("outside"),
    Situation("at the door", (Opens(),)),
    Situation("at the door, with a language", (Opens(), Writes("English"))),
    Situation("gone from the door", (Opens(), Writes("id"), Writes("tidak"))),
    Situation("at the door with a contact", (Shares("own"),)),
)
INSIDE = (
    Situation("idle", (*_IN, Writes("/batal"))),
    Situation("in the menu", _IN),
    *(
        Situation(f"after /{talk.words[0]}", (*_IN, Writes(f"/{talk.words[0]}")))
        for talk in REPERTOIRE.conversations
        if talk.words
    ),
    Situation("asked whether to withdraw", (*_IN, Writes("/hapus"), Writes("ya"), Writes("/hapus"))),
    Situation("out, with the bot blocked", (*_IN, Blocks())),
    Situation("in the group", (*_IN, InTheGroup("/menu"))),
    Situation("at an introduction", (*_IN, Writes("/asesmen"), Writes(TITLE))),
    Situation("short of time", (*_IN, Writes("/asesmen"), Writes(SHORT_TITLE), Writes("1"), Writes("x"))),
    *(_at(wish.place) for wish in WISHES),
    _at("besar", Writes("/kembali")),
    _at("dinas", then=(TapsLabel("›"),)),
    _at("satu", Writes("other")),
    _at("banyak", then=(TapsLabel("Air"),)),
    _at("urut", then=(TapsLabel("Air"),)),
    _at("jam", Writes("/nanti")),
    _at("rapat", Writes("/batal")),
    _at("rapat", Writes("/batal"), then=(Taps(0),)),
    _at("foto", Writes("/menu")),
    _at("surat", Writes("/asesmen"), Writes(SHORT_TITLE), Writes("1")),
    Situation("at the review", (*_BEGUN, *_ANSWERED)),
    Situation("leafing through the review", (*_BEGUN, *_ANSWERED, Writes("ubah"))),
    Situation("changing an answer", (*_BEGUN, *_ANSWERED, Writes("9"))),
    Situation("done", (*_BEGUN, *_ANSWERED, Writes("kirim"))),
)
MOVING = (
    OUTSIDE[0],
    Situation("asked whether to move", (Opens(),)),
    Situation("moved", (Opens(), Writes("ya"))),
)
STRANGE = (
    OUTSIDE[0],
    Situation("having written", (Writes("halo"),)),
    Situation("with a contact", (Shares("own"),)),
)
SITUATIONS = {situation.called: situation for situation in (*INSIDE, *OUTSIDE, *MOVING, *STRANGE)}
