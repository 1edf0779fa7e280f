"""What is kept of a person in broadcasts is shown to them, and goes with them."""

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from models.availability.quiet_hours import NEVER_QUIET
from models.broadcasts.broadcast import Audience, Broadcast, BroadcastState, Recipient, RecipientState, Why
from models.broadcasts.own_data import own_broadcasts
from models.broadcasts.upkeep import see_to_broadcasts
from models.broadcasts.writing import NewBroadcast, keep_broadcast
from models.erasing import carry_out
from models.erasures import Erasure
from models.members import Role
from models.memberships import memberships
from models.nudges import Nudge
from models.people import Person

if TYPE_CHECKING:
    from tests.models.conftest import City

WORDS = "Hubungi saya, Made Suardana, sebelum Jumat"


@pytest.fixture
def made(city: "City") -> Person:
    """He has written to Siti and Wulan; Wulan has not come in, and Siti’s copy is still to go."""
    made = city.person("Made Suardana", Role.FACILITATOR)
    city.chat(70, made)
    city.chat(71, city.person("Siti Aminah"))
    city.person("Wulan")
    member = city.member(made).id or 0
    new = NewBroadcast(memberships(city.session, {member})[member], Audience.BATCH, None, None, WORDS, 0)
    keep_broadcast(city.session, city.asker(70, person=made), new, city.now, quiet=NEVER_QUIET)
    return made


def forget(city: "City", person: Person) -> None:
    city.session.add(Erasure(person_id=person.id or 0, requested_at=city.now))
    city.session.flush()
    carry_out(city.session, person.id or 0, city.now)
    see_to_broadcasts(city.session, city.now)
    city.session.expire_all()


def copies(city: "City") -> list[tuple[RecipientState, Why | None]]:
    rows = city.session.exec(select(Recipient).order_by(Recipient.id))  # type: ignore[arg-type]
    return [(RecipientState(row.state), Why(row.why) if row.why else None) for row in rows]


def test_what_they_wrote_and_what_they_got_is_shown(city: "City", made: Person) -> None:
    siti = city.session.exec(select(Person).where(Person.name == "Siti Aminah")).one()
    own = own_broadcasts(city.session, [made.id or 0, siti.id or 0])
    assert [(one.text, one.people) for one in own[made.id or 0].written] == [(WORDS, 2)]
    assert [(one.text, one.state) for one in own[siti.id or 0].received] == [(WORDS, RecipientState.WAITING)]


def test_the_words_of_an_erased_facilitator_go_and_are_sent_to_nobody_any_more(
    city: "City", made: Person
) -> None:
    forget(city, made)
    [broadcast] = city.session.exec(select(Broadcast))
    assert (broadcast.text, broadcast.state) == ("", BroadcastState.STOPPED)
    assert broadcast.ended_at is not None
    assert copies(city) == [(RecipientState.UNSENT, Why.STOPPED), (RecipientState.UNREACHED, Why.NEVER)]
    assert city.session.exec(select(Nudge)).all() == []  # nobody is left to be told its end


def test_whoever_is_erased_meanwhile_does_not_get_it(city: "City", made: Person) -> None:
    assert made.id
    forget(city, city.session.exec(select(Person).where(Person.name == "Siti Aminah")).one())
    assert copies(city) == [(RecipientState.UNSENT, Why.GONE), (RecipientState.UNREACHED, Why.NEVER)]
    assert [nudge.script for nudge in city.session.exec(select(Nudge))] == ["broadcast_progress"]
