"""Forgetting a person: nothing that says who it was stays, everything that counts does."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import SQLModel, select

from models.consents import TEXT_VERSION, Consent
from models.erasing import NothingAsked, carry_out
from models.erasures import Erasure
from models.inbound import Inbound
from models.instruments.form import Form
from models.instruments.items import Choice, Group, Item
from models.instruments.versions import Instrument, InstrumentVersion
from models.instruments.windows import Window
from models.invitations import Invitation, invitations_of
from models.nudges import Nudge, NudgeState
from models.outbound import Delivery, Outbound
from models.people import Chat, Person
from models.responses import Answer, Response
from models.talks import Reply, Talk

if TYPE_CHECKING:
    from tests.models.conftest import City

FORM = Form(
    title="Kesiapan",
    id="kesiapan",
    version="1",
    languages=(),
    default_language="",
    children=(
        Item("siap", "siap", "select_one", list_name="likert"),
        Item("umur", "umur", "integer", "int"),
        Item("lahir", "lahir", "date", "date"),
        Item("cerita", "cerita", "text"),
        Group(
            "hasil",
            "hasil",
            (Item("hasil/nilai", "nilai", "calculate"), Item("hasil/sapa", "sapa", "calculate")),
        ),
    ),
    lists={"likert": (Choice("4"), Choice("5"))},
)
ANSWERS = {
    "siap": "5",
    "umur": "38",
    "lahir": "1988-09-17",
    "cerita": "Saya Wagiman dari Dinas Sosial",
    "hasil/nilai": "4.5",
    "hasil/sapa": "Halo Wagiman",
    "dulu": "a question that the form has no more",
}


@pytest.fixture
def wagiman(city: "City") -> Person:
    """Somebody who has been through everything, and asks to be forgotten."""
    person = city.person(
        "Wagiman", nip="197107041996031903", phone="+6281234567890", language="id", zone="Asia/Jayapura"
    )
    person_id, member = person.id or 0, city.member(person)
    invitations_of(city.session, "a-1", city.now)
    chat = city.chat(70, person)
    city.session.add(
        Consent(person_id=person_id, text_version=TEXT_VERSION, language="id", given_at=city.now)
    )
    talk = Talk(chat_id=chat.id or 0, script="assess", opened_at=city.now, touched_at=city.now)
    city.session.add(talk)
    instrument = Instrument(code="kesiapan")
    city.session.add(instrument)
    city.session.flush()
    version = InstrumentVersion(
        instrument_id=instrument.id or 0, number=1, title="Kesiapan", form=FORM.dump(), workbook=b"",
        workbook_name="kesiapan.xlsx", checksum="", added_at=city.now,
    )  # fmt: skip
    window = Window(instrument_id=instrument.id or 0, batch_id=member.batch_id, opens_at=city.now)
    city.session.add_all([version, window])
    city.session.flush()
    response = Response(
        window_id=window.id or 0, member_id=member.id or 0, version_id=version.id or 0, language="id",
        started_at=city.now, ended_at=city.now,
    )  # fmt: skip
    city.session.add(response)
    city.session.flush()
    for delivery in (Delivery.SENT, Delivery.QUEUED):
        city.message(70, delivery, text="Halo Wagiman")
    city.session.add_all(
        [
            *(Answer(response_id=response.id or 0, path=path, value=value) for path, value in ANSWERS.items()),
            Reply(talk_id=talk.id or 0, key="q", value="Saya Wagiman", at=city.now),
            Inbound(
                channel="phone", update_id=1, address=70, payload={"message": {"text": "Saya Wagiman"}},
                received_at=city.now, done_at=city.now,
            ),
            Nudge(person_id=person_id, script="opened", occasion="opens:1", due_at=city.now + timedelta(days=1)),
            Erasure(person_id=person_id, requested_at=city.now),
        ]
    )  # fmt: skip
    city.session.flush()
    return person


def everything_kept(city: "City") -> str:
    tables = SQLModel.metadata.sorted_tables
    left_out = {"instrumentversion"}  # the form itself, which is nobody's
    return "\n".join(
        str(row)
        for t in tables
        if t.name not in left_out
        for row in city.session.connection().execute(t.select())
    )


def test_nothing_says_who_it_was(city: "City", wagiman: Person) -> None:
    for telling in (
        "Wagiman",
        "197107041996031903",
        "81234567890",
        "Kepala Seksi",
        "IV.a",
        "Jayapura",
        "1988-09-17",
    ):
        assert telling in everything_kept(city)
    carry_out(city.session, wagiman.id or 0, city.now)
    city.session.flush()
    kept = everything_kept(city)
    for telling in (
        "Wagiman",
        "197107041996031903",
        "81234567890",
        "Kepala Seksi",
        "IV.a",
        "Jayapura",
        "1988-09-17",
    ):
        assert telling not in kept
    assert city.session.exec(select(Chat)).all() == []
    assert city.session.exec(select(Outbound)).all() == []
    assert city.session.exec(select(Inbound.address, Inbound.payload)).all() == [(None, None)]


def test_what_counts_stays_under_a_pseudonym(city: "City", wagiman: Person) -> None:
    person_id = wagiman.id or 0
    pseudonym = carry_out(city.session, person_id, city.now)
    city.session.expire_all()
    assert re.fullmatch(r"Peserta [0-9A-F]{4}", pseudonym)
    assert (wagiman.name, wagiman.erased_at) == (pseudonym, city.now)
    answers = {a.path: a.value for a in city.session.exec(select(Answer))}
    assert answers == {"siap": "5", "umur": "38", "hasil/nilai": "4.5"}
    assert len(city.session.exec(select(Response)).all()) == 1
    assert city.member(wagiman).agency_id == city.agency.id


def test_every_door_is_closed(city: "City", wagiman: Person) -> None:
    carry_out(city.session, wagiman.id or 0, city.now)
    city.session.expire_all()
    assert [c.withdrawn_at for c in city.session.exec(select(Consent))] == [city.now]
    assert [n.state for n in city.session.exec(select(Nudge))] == [NudgeState.DROPPED]
    assert [i.revoked_at for i in city.session.exec(select(Invitation))] == [city.now]
    assert [e.done_at for e in city.session.exec(select(Erasure))] == [city.now]
    assert invitations_of(city.session, "a-1", city.now) == []


def test_others_stay_as_they_are(city: "City", wagiman: Person) -> None:
    dewi = city.person("Dewi", phone="+6281311112222")
    theirs = city.chat(71, dewi)
    carry_out(city.session, wagiman.id or 0, city.now)
    city.session.expire_all()
    assert (dewi.name, dewi.phone, theirs.person_id) == ("Dewi", "+6281311112222", dewi.id)
    assert city.member(dewi).position == "Kepala Seksi Pelayanan"


def test_nobody_is_forgotten_who_did_not_ask(city: "City", wagiman: Person) -> None:
    dewi = city.person("Dewi")
    with pytest.raises(NothingAsked):
        carry_out(city.session, dewi.id or 0, city.now)
    carry_out(city.session, wagiman.id or 0, city.now)
    with pytest.raises(NothingAsked):
        carry_out(city.session, wagiman.id or 0, city.now)


def test_who_never_came_in_is_forgotten_too(city: "City") -> None:
    yohana = city.person("Yohana Sere")
    city.session.add(Erasure(person_id=yohana.id or 0, requested_at=city.now))
    city.session.flush()
    carry_out(city.session, yohana.id or 0, city.now)
    assert yohana.name.startswith("Peserta ")
