"""Invitations: one a member, random, used once, and taken back when they are lost."""

import re
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select

from models.asking import FactsChanged
from models.invitations import (
    Invitation,
    NotAMember,
    invitations_of,
    redeem,
    renew,
    revoke,
    use_up_others,
)
from models.members import Role
from models.programmes import UnknownBatch

if TYPE_CHECKING:
    from tests.models.conftest import City


def stored(city: "City", token: str) -> Invitation:
    return city.session.exec(select(Invitation).where(Invitation.token == token)).one()


def test_everybody_gets_one_that_says_who_it_is_for(city: "City") -> None:
    city.person("Wagiman", Role.FACILITATOR)
    city.person("D'Costa, José", language="en")
    jose, wagiman = invitations_of(city.session, "a-1", city.now)
    assert (jose.name, jose.role, jose.language) == ("D'Costa, José", Role.AGENT, "en")
    assert (jose.position, jose.agency, jose.batch) == (
        "Kepala Seksi Pelayanan",
        "Dinas Sosial",
        "Angkatan 1",
    )
    assert (wagiman.name, wagiman.role, wagiman.language) == ("Wagiman", Role.FACILITATOR, None)
    assert (wagiman.programme, wagiman.organisation) == ("Penggerak Layanan", "Pemerintah Kota Tirtanagari")


def test_tokens_fit_a_link_and_cannot_be_guessed(city: "City") -> None:
    for n in range(20):
        city.person(f"Peserta {n}")
    tokens = [invited.token for invited in invitations_of(city.session, "a-1", city.now)]
    assert len(set(tokens)) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_asking_again_gives_the_same(city: "City") -> None:
    city.person("Wagiman")
    first = invitations_of(city.session, "a-1", city.now)
    city.person("Dewi")
    assert invitations_of(city.session, "a-1", city.now)[1:] == first


def test_who_is_in_or_erased_gets_none(city: "City") -> None:
    city.chat(11, city.person("Wagiman"))
    city.person("Peserta 7F3A").erased_at = city.now
    assert invitations_of(city.session, "a-1", city.now) == []


def test_one_is_used_once(city: "City") -> None:
    city.person("Wagiman")
    [invited] = invitations_of(city.session, "a-1", city.now)
    invitation = stored(city, invited.token)
    redeem(city.session, invitation.id or 0, city.now)
    with pytest.raises(FactsChanged):
        redeem(city.session, invitation.id or 0, city.now)
    city.session.refresh(invitation)
    assert invitation.used_at == city.now


def test_of_two_phones_at_once_one_wins(city: "City") -> None:
    city.person("Wagiman")
    [invited] = invitations_of(city.session, "a-1", city.now)
    one = stored(city, invited.token).id or 0
    city.session.commit()
    wins = 0
    for _phone in range(2):
        with Session(city.session.get_bind()) as session:
            try:
                redeem(session, one, city.now)
                session.commit()
                wins += 1
            except FactsChanged:
                session.rollback()
    assert wins == 1


def test_one_taken_back_opens_nothing_and_another_is_made(city: "City") -> None:
    member = city.member(city.person("Wagiman"))
    [lost] = invitations_of(city.session, "a-1", city.now)
    assert revoke(city.session, [member.id or 0], city.now) == 1
    assert revoke(city.session, [member.id or 0], city.now) == 0
    with pytest.raises(FactsChanged):
        redeem(city.session, stored(city, lost.token).id or 0, city.now)
    [found] = invitations_of(city.session, "a-1", city.now)
    assert found.token != lost.token


def test_a_new_one_replaces_the_old_one_even_for_who_is_in(city: "City") -> None:
    wagiman = city.person("Wagiman")
    [lost] = invitations_of(city.session, "a-1", city.now)
    city.chat(11, wagiman)
    token = renew(city.session, city.member(wagiman).id or 0, city.now)
    assert stored(city, lost.token).revoked_at == city.now
    assert stored(city, token).revoked_at is None


def test_nobody_is_invited_who_is_not_there(city: "City") -> None:
    with pytest.raises(NotAMember):
        renew(city.session, 404, city.now)
    gone = city.person("Peserta 7F3A")
    gone.erased_at = city.now
    city.session.flush()
    with pytest.raises(NotAMember):
        renew(city.session, city.member(gone).id or 0, city.now)


def test_whoever_is_in_leaves_no_other_door_open(city: "City") -> None:
    wagiman = city.person("Wagiman")
    [invited] = invitations_of(city.session, "a-1", city.now)
    use_up_others(city.session, wagiman.id or 0, city.now)
    with pytest.raises(FactsChanged):
        redeem(city.session, stored(city, invited.token).id or 0, city.now)


def test_an_unknown_batch(city: "City") -> None:
    with pytest.raises(UnknownBatch):
        invitations_of(city.session, "a-9", city.now)
