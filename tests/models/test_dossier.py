"""Everything that is kept on a person, for them to see, and nothing of anybody else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.consents import TEXT_VERSION, Consent
from models.correspondence import Line
from models.dossier import Dossier, Place, Said, load_dossiers
from models.erasures import Erasure
from models.fillings import Answered
from models.inbound import Inbound
from models.instruments.form import Form
from models.instruments.items import Choice, Item, Language, Output
from models.instruments.versions import Instrument, InstrumentVersion
from models.instruments.windows import Window
from models.invitations import invitations_of
from models.members import Role
from models.nudges import Nudge
from models.people import Person
from models.responses import Answer, Response
from models.talks import Reply, Talk

if TYPE_CHECKING:
    from tests.models.conftest import City

FORM = Form(
    title="Kesiapan",
    id="kesiapan",
    version="1",
    languages=(Language("id", "Indonesia (id)"), Language("en", "English (en)")),
    default_language="id",
    children=(
        Item(
            "siap", "siap", "select_multiple", list_name="hari",
            label={"id": ("Hari apa Anda siap, ", Output("/data/nama"), "?"), "en": ("Which days?",)},
        ),
    ),
    lists={"hari": (Choice("sen", {"id": ("Senin",)}), Choice("sel", {"id": ("Selasa",)}), Choice("rab"))},
)  # fmt: skip


def dossier_of(city: "City", person: Person) -> Dossier:
    asker = city.asker(70, person=person)
    dossier = load_dossiers(city.session, [asker], city.now)[asker]
    assert dossier is not None
    return dossier


def been_through_everything(city: "City", name: str, address: int) -> Person:
    person = city.person(
        name, nip=f"1971070419960319{address}", phone=f"+62812345678{address}", language="id"
    )
    invitations_of(city.session, "a-1", city.now)
    chat = city.chat(address, person)
    talk = Talk(chat_id=chat.id or 0, script="language", opened_at=city.now, touched_at=city.now)
    city.session.add(talk)
    city.session.flush()
    city.message(address, text=f"Halo <b>{name}</b> &amp; lain-lain", parse_mode="HTML")
    city.message(address, callback_query_id="1")
    city.session.add_all(
        [
            Consent(person_id=person.id or 0, text_version=TEXT_VERSION, language="id", given_at=city.now),
            Erasure(person_id=person.id or 0, requested_at=city.now, withdrawn_at=city.now),
            Nudge(person_id=person.id or 0, script="opened", occasion=f"opens:{name}", due_at=city.now),
            Reply(talk_id=talk.id or 0, key="language", value=["id", "en"], at=city.now),
            Inbound(
                channel="phone", update_id=address, address=address, received_at=city.now,
                payload={"update_id": address, "message": {"message_id": 1, "text": f"Saya {name}"}},
            ),
        ]
    )  # fmt: skip
    city.session.flush()
    return person


def answered(city: "City", *people: Person) -> None:
    instrument = Instrument(code="kesiapan")
    city.session.add(instrument)
    city.session.flush()
    version = InstrumentVersion(
        instrument_id=instrument.id or 0, number=1, title="Kesiapan", form=FORM.dump(), workbook=b"",
        workbook_name="kesiapan.xlsx", checksum="", added_at=city.now,
    )  # fmt: skip
    window = Window(instrument_id=instrument.id or 0, batch_id=city.batch.id or 0, opens_at=city.now)
    city.session.add_all([version, window])
    city.session.flush()
    for person in people:
        response = Response(
            window_id=window.id or 0, member_id=city.member(person).id or 0, version_id=version.id or 0,
            language="id", started_at=city.now, ended_at=city.now,
        )  # fmt: skip
        city.session.add(response)
        city.session.flush()
        city.session.add(Answer(response_id=response.id or 0, path="siap", value="sen rab", at=city.now))
        city.session.add(Answer(response_id=response.id or 0, path="dulu", value="lama"))
    city.session.flush()


def test_it_has_all_of_it(city: "City") -> None:
    wagiman = been_through_everything(city, "Wagiman", 70)
    answered(city, wagiman)
    dossier = dossier_of(city, wagiman)
    assert (dossier.name, dossier.nip, dossier.phone) == ("Wagiman", "1971•••••••••••970", "+6281••••••870")
    assert (dossier.language, dossier.zone, dossier.known_since) == ("id", "", city.now)
    assert dossier.places == (
        Place(
            Role.AGENT, "Kepala Seksi Pelayanan", "IV.a", "Dinas Sosial", "Angkatan 1", "Penggerak Layanan",
            "Pemerintah Kota Tirtanagari",
        ),
    )  # fmt: skip
    assert [chat.address for chat in dossier.chats] == [70]
    assert [
        len(kept) for kept in (dossier.consents, dossier.invitations, dossier.erasures, dossier.nudges)
    ] == [1] * 4
    assert dossier.said == (Said("language", "language", "id, en", city.now),)
    assert set(dossier.lines) == {
        Line(city.now, ours=False, words="Saya Wagiman"),
        Line(city.now, ours=True, words="Halo Wagiman & lain-lain"),
    }
    [filling] = dossier.fillings
    assert filling.answers == (
        Answered("Hari apa Anda siap, …?", "Senin, rab", city.now),
        Answered("dulu", "lama", None),
    )
    assert dossier.answers == 3


def test_it_has_nothing_of_anybody_else(city: "City") -> None:
    wagiman, dewi = been_through_everything(city, "Wagiman", 70), been_through_everything(city, "Dewi", 71)
    answered(city, wagiman, dewi)
    assert "Dewi" not in str(dossier_of(city, wagiman))
    assert "Wagiman" not in str(dossier_of(city, dewi))


def test_of_somebody_unknown_there_is_none(city: "City") -> None:
    asker = city.asker(70)
    assert load_dossiers(city.session, [asker], city.now) == {asker: None}


def test_many_cost_as_much_as_one(city: "City", statements: Sequence[str]) -> None:
    people = [been_through_everything(city, f"Peserta {n}", n) for n in range(10, 20)]
    answered(city, *people)
    askers = [city.asker(n, person=person) for n, person in enumerate(people, 10)]
    costs = []
    for crowd in (askers[:1], askers):
        before = len(statements)
        load_dossiers(city.session, crowd, city.now)
        costs.append(len(statements) - before)
    assert costs[0] == costs[1] < 50
