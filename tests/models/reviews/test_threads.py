"""Help that was offered: who sees it when, and how it goes on."""

import pytest

from models.asking import Asker, FactsChanged
from models.reviews.help_offers import HelpKind, HelpState
from models.reviews.threads import HelpTurn, Thread, keep_help_turn, load_threads
from tests.models.reviews.workshop import GOOD, Workshop


def threads(workshop: Workshop, name: str) -> list[Thread]:
    asker = Asker("phone", 1, workshop.members[name].person_id)
    return list(load_threads(workshop.session, [asker], workshop.now)[asker])


def turn(
    workshop: Workshop, name: str, thread: Thread, text: str = "", state: HelpState | None = None
) -> None:
    said = HelpTurn(thread.id, workshop.members[name].id or 0, thread.state, text, state)
    with workshop.session.begin_nested():
        keep_help_turn(workshop.session, Asker("phone", 1, None), said, workshop.now)
    workshop.session.expire_all()


@pytest.fixture
def offered(workshop: Workshop) -> Workshop:
    """Grace offers data and money, with the first of three reviews."""
    workshop.send("Rahmat")
    workshop.hand_in("Grace", GOOD, HelpKind.DATA, HelpKind.MONEY)
    return workshop


def test_owners_see_it_when_all_reviews_are_in(offered: Workshop) -> None:
    assert threads(offered, "Siti") == []
    assert len(threads(offered, "Grace")) == 2
    for name in ("Budi", "Yohana"):
        offered.hand_in(name, GOOD)
    seen = threads(offered, "Siti")
    assert {(t.kind, t.offerer.name, t.owner) for t in seen} == {
        (HelpKind.DATA, "Grace", True),
        (HelpKind.MONEY, "Grace", True),
    }
    assert threads(offered, "Budi") == []


def test_both_write_until_it_is_done(offered: Workshop) -> None:
    for name in ("Budi", "Yohana"):
        offered.hand_in(name, GOOD)
    money, data = threads(offered, "Siti")
    turn(offered, "Siti", data, "Kapan bisa bertemu?", HelpState.TAKEN)
    assert offered.told("Grace")[-1] == ("help_offer", str(data.id))
    [theirs] = [t for t in threads(offered, "Grace") if t.id == data.id]
    assert theirs.state is HelpState.TAKEN
    turn(offered, "Grace", theirs, "Kamis pagi")
    turn(offered, "Grace", theirs, "atau Jumat")
    assert [s for s in offered.told("Siti") if s[0] == "help_offer"] == [("help_offer", str(data.id))]
    [ours] = [t for t in threads(offered, "Siti") if t.id == data.id]
    assert [(line.by, line.text) for line in ours.lines] == [
        ("Siti", "Kapan bisa bertemu?"),
        ("Grace", "Kamis pagi"),
        ("Grace", "atau Jumat"),
    ]
    turn(offered, "Siti", ours, state=HelpState.DONE)
    turn(offered, "Siti", money, "Terima kasih, sudah cukup", HelpState.DECLINED)
    assert {t.state for t in threads(offered, "Grace")} == {HelpState.DONE, HelpState.DECLINED}


def test_what_has_moved_on_is_not_moved_again(offered: Workshop) -> None:
    for name in ("Budi", "Yohana"):
        offered.hand_in(name, GOOD)
    [money, _data] = threads(offered, "Siti")
    turn(offered, "Siti", money, state=HelpState.DECLINED)
    for state in (HelpState.TAKEN, HelpState.DECLINED, HelpState.DONE):
        with pytest.raises(FactsChanged):
            turn(offered, "Siti", money, state=state)
    with pytest.raises(FactsChanged):
        turn(offered, "Grace", money, "Masih bisa, lho")
