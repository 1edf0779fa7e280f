"""At the door: whom a token or a contact stands for, and why somebody cannot come in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from models.arrivals import Guest, Refusal, Refused, load_arrivals
from models.consents import TEXT_VERSION, Consent
from models.invitations import invitations_of, renew, revoke, use_up_others
from models.members import Role
from models.people import Person

if TYPE_CHECKING:
    from tests.models.conftest import City

PHONE = "+6281234567890"


def arriving(city: "City", subject: str, resident: Person | None = None) -> Guest | Refused:
    asker = city.asker(70, subject, resident)
    return load_arrivals(city.session, [asker], city.now)[asker]


def token(city: "City", name: str) -> str:
    return next(f"token:{i.token}" for i in invitations_of(city.session, "a-1", city.now) if i.name == name)


def test_a_token_brings_in_who_it_is_for(city: "City") -> None:
    city.person("Endang Puspitarini", Role.FACILITATOR)
    wagiman = city.person("Wagiman")
    guest = arriving(city, token(city, "Wagiman"))
    assert isinstance(guest, Guest)
    assert (guest.person_id, guest.name, guest.role) == (wagiman.id, "Wagiman", Role.AGENT)
    assert (guest.agency, guest.batch) == ("Dinas Sosial", "Angkatan 1")
    assert (guest.organisation, guest.facilitator) == ("Pemerintah Kota Tirtanagari", "Endang Puspitarini")
    assert (guest.language, guest.agreed, guest.elsewhere) == (None, False, False)
    assert guest.invitation_id is not None


def test_a_facilitator_is_not_sent_to_themself(city: "City") -> None:
    city.person("Endang", Role.FACILITATOR)
    guest = arriving(city, token(city, "Endang"))
    assert isinstance(guest, Guest)
    assert guest.facilitator == ""


@pytest.mark.parametrize("shared", ["6281234567890", PHONE])
def test_one_s_own_contact_brings_in_who_has_that_number(city: "City", shared: str) -> None:
    wagiman = city.person("Wagiman", phone=PHONE, language="en")
    guest = arriving(city, f"contact:{shared}")
    assert isinstance(guest, Guest)
    assert (guest.person_id, guest.invitation_id, guest.language) == (wagiman.id, None, "en")


def test_who_is_in_two_batches_is_led_to_the_newer(city: "City") -> None:
    wagiman = city.person("Wagiman", phone=PHONE)
    newer = city.another_batch("a-2", "Angkatan 2")
    city.session.add(type(city.member(wagiman))(person_id=wagiman.id or 0, batch_id=newer.id or 0))
    guest = arriving(city, f"contact:{PHONE}")
    assert isinstance(guest, Guest)
    assert (guest.batch, guest.agency) == ("Angkatan 2", "")


def test_who_agreed_on_another_phone_is_not_asked_again(city: "City") -> None:
    wagiman = city.person("Wagiman", phone=PHONE)
    city.chat(11, wagiman)
    consent = Consent(person_id=wagiman.id or 0, text_version=TEXT_VERSION, language="id", given_at=city.now)
    city.session.add(consent)
    guest = arriving(city, f"token:{renew(city.session, city.member(wagiman).id or 0, city.now)}")
    assert isinstance(guest, Guest)
    assert (guest.agreed, guest.elsewhere) == (True, True)
    consent.text_version = "an older one"
    again = arriving(city, f"contact:{PHONE}")
    assert isinstance(again, Guest)
    assert (again.agreed, again.elsewhere) == (False, True)


class TestRefusals:
    def test_a_token_nobody_made(self, city: "City") -> None:
        assert arriving(city, "token:abc") == Refused(Refusal.UNKNOWN)
        assert arriving(city, "token:" + "x" * 5000) == Refused(Refusal.UNKNOWN)

    def test_one_taken_back(self, city: "City") -> None:
        city.person("Endang", Role.FACILITATOR)
        wagiman = city.person("Wagiman")
        lost = token(city, "Wagiman")
        revoke(city.session, [city.member(wagiman).id or 0], city.now)
        assert arriving(city, lost) == Refused(Refusal.REVOKED, "Endang")

    def test_one_used_on_another_phone(self, city: "City") -> None:
        city.person("Endang", Role.FACILITATOR)
        wagiman = city.person("Wagiman")
        used = token(city, "Wagiman")
        city.chat(11, wagiman)
        use_up_others(city.session, wagiman.id or 0, city.now)
        assert arriving(city, used) == Refused(Refusal.USED_ELSEWHERE, "Endang")

    def test_one_s_own_once_more(self, city: "City") -> None:
        wagiman = city.person("Wagiman")
        own = token(city, "Wagiman")
        city.chat(70, wagiman)
        assert arriving(city, own, wagiman) == Refused(Refusal.ALREADY_IN, name="Wagiman")

    def test_one_for_somebody_else_in_a_chat_that_is_taken(self, city: "City") -> None:
        city.person("Endang", Role.FACILITATOR)
        wagiman = city.person("Wagiman")
        city.person("Dewi")
        hers = token(city, "Dewi")
        city.chat(70, wagiman)
        assert arriving(city, hers, wagiman) == Refused(Refusal.SOMEBODY_ELSES, "Endang", "Wagiman")

    @pytest.mark.parametrize("subject", ["contact:", "contact:abc", ""])
    def test_a_contact_that_is_not_their_own(self, city: "City", subject: str) -> None:
        assert arriving(city, subject) == Refused(Refusal.NOT_OWN_CONTACT)

    def test_a_number_in_no_roster(self, city: "City") -> None:
        assert arriving(city, f"contact:{PHONE}") == Refused(Refusal.NOBODY)

    def test_a_number_that_two_people_have(self, city: "City") -> None:
        city.person("Endang", Role.FACILITATOR)
        city.person("Wagiman", phone=PHONE)
        city.person("Dewi", phone=PHONE)
        assert arriving(city, f"contact:{PHONE}") == Refused(Refusal.SEVERAL, "Endang")


def test_a_crowd_at_the_door_costs_as_much_as_one(city: "City", statements: Sequence[str]) -> None:
    for n in range(30):
        city.person(f"Peserta {n:02}", phone=f"+62812345670{n:02}")
    tokens = [f"token:{i.token}" for i in invitations_of(city.session, "a-1", city.now)]
    subjects = [*tokens, *(f"contact:+62812345670{n:02}" for n in range(30)), "token:none", "contact:"]
    askers = [city.asker(100 + n, subject) for n, subject in enumerate(subjects)]
    costs = []
    for crowd in (askers[:1], askers):
        before = len(statements)
        found = load_arrivals(city.session, crowd, city.now)
        costs.append(len(statements) - before)
    assert costs[0] == costs[1] < 12
    assert sum(isinstance(arrival, Guest) for arrival in found.values()) == 60
