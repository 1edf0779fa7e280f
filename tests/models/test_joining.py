"""Coming in: consent is recorded, the invitation used, the chat bound; who declines leaves no trace."""

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select

from models.asking import FactsChanged
from models.consents import TEXT_VERSION, Consent
from models.inbound import Inbound
from models.invitations import Invitation, invitations_of, revoke
from models.joining import Declined, Joined, keep_arrival
from models.outbound import Delivery, Outbound
from models.people import Chat, Person
from models.talks import Reply, Talk, TalkState

if TYPE_CHECKING:
    from tests.models.conftest import City


def wagiman_and_his_invitation(city: "City") -> tuple[Person, Invitation]:
    wagiman = city.person("Wagiman")
    [invited] = invitations_of(city.session, "a-1", city.now)
    return wagiman, city.session.exec(select(Invitation).where(Invitation.token == invited.token)).one()


def agreed(person: Person, invitation: Invitation | None, *, moves: bool = False) -> Joined:
    return Joined(person.id or 0, invitation.id if invitation else None, "en", moves)


def open_talk(city: "City", chat: Chat) -> Talk:
    talk = Talk(
        chat_id=chat.id or 0, script="assess", opened_at=city.now, touched_at=city.now, state=TalkState.OPEN
    )
    city.session.add(talk)
    city.session.flush()
    city.session.add(Reply(talk_id=talk.id or 0, key="q", value="4", at=city.now))
    city.session.flush()
    return talk


def test_consent_is_kept_with_the_text_the_language_and_the_time(city: "City") -> None:
    wagiman, invitation = wagiman_and_his_invitation(city)
    chat = city.chat(70)
    keep_arrival(city.session, city.asker(70), agreed(wagiman, invitation), city.now)
    city.session.expire_all()
    assert chat.person_id == wagiman.id
    assert (chat.language, wagiman.language) == ("en", "en")
    assert invitation.used_at == city.now
    [consent] = city.session.exec(select(Consent))
    assert (consent.person_id, consent.text_version, consent.language) == (wagiman.id, TEXT_VERSION, "en")
    assert (consent.given_at, consent.withdrawn_at) == (city.now, None)


def test_who_comes_with_their_contact_uses_up_their_invitation(city: "City") -> None:
    wagiman, invitation = wagiman_and_his_invitation(city)
    city.chat(70)
    keep_arrival(city.session, city.asker(70), agreed(wagiman, None), city.now)
    city.session.expire_all()
    assert invitation.used_at == city.now


def test_who_declines_leaves_no_trace(city: "City") -> None:
    _wagiman, invitation = wagiman_and_his_invitation(city)
    open_talk(city, city.chat(70))
    heard = Inbound(
        channel="phone", update_id=1, address=70, payload={"message": {"text": "halo"}}, received_at=city.now,
        done_at=city.now,
    )  # fmt: skip
    city.session.add(heard)
    city.message(70, text="Halo, Wagiman.")
    city.message(70, Delivery.QUEUED, text="Baik.")
    keep_arrival(city.session, city.asker(70), Declined(), city.now)
    city.session.expire_all()
    assert city.session.exec(select(Chat)).all() == []
    assert city.session.exec(select(Talk)).all() == []
    assert city.session.exec(select(Reply)).all() == []
    assert (heard.payload, heard.address) == (None, None)
    assert [o.delivery for o in city.session.exec(select(Outbound))] == [Delivery.QUEUED]  # our farewell
    assert invitation.used_at is None


def test_an_invitation_taken_meanwhile_changes_the_facts(city: "City") -> None:
    wagiman, invitation = wagiman_and_his_invitation(city)
    city.chat(70)
    revoke(city.session, [invitation.member_id], city.now)
    with pytest.raises(FactsChanged):
        keep_arrival(city.session, city.asker(70), agreed(wagiman, invitation), city.now)


def test_of_two_phones_one_comes_in(city: "City") -> None:
    wagiman, invitation = wagiman_and_his_invitation(city)
    city.chat(70)
    city.chat(71)
    result = agreed(wagiman, invitation)
    askers = [city.asker(70), city.asker(71)]
    city.session.commit()
    outcomes = []
    for asker in askers:
        with Session(city.session.get_bind()) as session:
            try:
                keep_arrival(session, asker, result, city.now)
                session.commit()
                outcomes.append("in")
            except FactsChanged:
                session.rollback()
                outcomes.append("changed")
    assert outcomes == ["in", "changed"]
    assert len(city.session.exec(select(Consent)).all()) == 1


def test_a_person_who_came_in_meanwhile_changes_the_facts(city: "City") -> None:
    wagiman = city.person("Wagiman")
    city.chat(11, wagiman)
    city.chat(70)
    with pytest.raises(FactsChanged):
        keep_arrival(city.session, city.asker(70), agreed(wagiman, None), city.now)


def test_a_chat_taken_meanwhile_changes_the_facts(city: "City") -> None:
    wagiman = city.person("Wagiman")
    city.chat(70, city.person("Dewi"))
    with pytest.raises(FactsChanged):
        keep_arrival(city.session, city.asker(70), agreed(wagiman, None), city.now)


def test_somebody_erased_meanwhile_changes_the_facts(city: "City") -> None:
    wagiman = city.person("Wagiman")
    wagiman.erased_at = city.now
    city.chat(70)
    with pytest.raises(FactsChanged):
        keep_arrival(city.session, city.asker(70), agreed(wagiman, None), city.now)


def test_moving_to_another_phone_takes_what_was_begun_along(city: "City") -> None:
    wagiman = city.person("Wagiman")
    before, here = city.chat(11, wagiman), city.chat(70)
    begun = open_talk(city, before)
    given = Consent(person_id=wagiman.id or 0, text_version=TEXT_VERSION, language="id", given_at=city.now)
    city.session.add(given)
    keep_arrival(city.session, city.asker(70), agreed(wagiman, None, moves=True), city.now)
    city.session.expire_all()
    assert (before.person_id, here.person_id) == (None, wagiman.id)
    assert (begun.chat_id, begun.state) == (here.id, TalkState.RESTING)
    assert city.session.exec(select(Consent)).all() == [given]
