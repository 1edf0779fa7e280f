"""What is kept of a person in quick wins is shown to them, and goes with them."""

from sqlmodel import select

from models.quickwins.content import Content
from models.quickwins.evidence import Evidence, EvidenceKind, Given, keep_evidence
from models.quickwins.join_requests import JoinRequest
from models.quickwins.own_data import FORGOTTEN, WORDS, forget_quickwins, own_quickwins
from models.quickwins.quickwin import Ownership, versions_of
from tests.models.conftest import City
from tests.models.quickwins.conftest import QUEUES, Written


def test_people_see_what_they_own_and_what_they_gave(city: City, written: Written) -> None:
    siti, grace = city.person("Siti Aminah"), city.person("Grace Tobing")
    row = written(siti, QUEUES)
    for person in (siti, grace):
        given = {"evidence.1": Given(EvidenceKind.TEXT, f"dari {person.name}")}
        member = city.member(person).id or 0
        keep_evidence(city.session, row.id or 0, member, f"new:{member}", given, city.now)
    city.session.flush()
    [own] = own_quickwins(city.session, [siti.id or 0])[siti.id or 0]
    assert (own.code, own.content) == ("QW-1", QUEUES)
    assert [piece.text for piece in own.evidence] == ["dari Siti Aminah"]
    assert own_quickwins(city.session, [grace.id or 0]) == {}


def test_alone_their_words_go_and_figures_stay(city: City, written: Written) -> None:
    siti = city.person("Siti Aminah")
    row, member = written(siti, QUEUES), city.member(siti).id or 0
    keep_evidence(
        city.session, row.id or 0, member, "new:1", {"e": Given(EvidenceKind.TEXT, "rumah saya")}, city.now
    )
    city.session.add(JoinRequest(quickwin_id=row.id or 0, member_id=member, words="halo", at=city.now))
    city.session.flush()
    forget_quickwins(city.session, [member])
    city.session.expire_all()
    forgotten = Content.of(QUEUES.stored() | dict.fromkeys(WORDS, FORGOTTEN))
    assert row.content == forgotten
    [version] = versions_of(city.session, [row.id or 0])[row.id or 0]
    assert Content.of(version.content) == forgotten
    assert city.session.exec(select(Evidence)).all() == []
    assert city.session.exec(select(JoinRequest)).one().words == ""


def test_what_they_own_with_others_stays_theirs(city: City, written: Written) -> None:
    siti, grace = city.person("Siti Aminah"), city.person("Grace Tobing")
    row = written(siti, QUEUES)
    shared = Ownership(quickwin_id=row.id or 0, member_id=city.member(grace).id or 0, since=city.now)
    city.session.add(shared)
    city.session.flush()
    forget_quickwins(city.session, [city.member(siti).id or 0])
    city.session.expire_all()
    assert row.content == QUEUES
