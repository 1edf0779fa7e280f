"""What is kept of somebody who reviewed, shown to them and forgotten."""

from sqlmodel import SQLModel, select

from models.erasing import carry_out
from models.erasures import Erasure
from models.reviews.help_offers import HelpKind, HelpOffer, HelpState
from models.reviews.own_data import own_reviewing
from models.reviews.review import Review, ReviewState
from tests.models.reviews.test_threads import threads, turn
from tests.models.reviews.workshop import GOOD, Workshop


def been_through_everything(workshop: Workshop) -> None:
    """Grace has reviewed, offered help and written about it; she has another review before her."""
    workshop.send("Rahmat")
    workshop.hand_in("Grace", GOOD, HelpKind.DATA)
    for name in ("Budi", "Yohana"):
        workshop.hand_in(name, GOOD)
    [data] = threads(workshop, "Grace")
    turn(workshop, "Grace", data, "Hubungi saya, Grace Tobing")
    workshop.quickwin = workshop.another_quickwin("Siti")
    workshop.send("Rahmat")
    person = workshop.members["Grace"].person_id
    workshop.session.add(Erasure(person_id=person, requested_at=workshop.now))
    workshop.session.flush()


def test_all_of_it_is_shown(workshop: Workshop) -> None:
    been_through_everything(workshop)
    person = workshop.members["Grace"].person_id
    own = own_reviewing(workshop.session, [person])[person]
    assert [(r.code, r.state, r.better) for r in own.reviews] == [
        ("QW-1", ReviewState.DONE, "Saran Grace"),
        ("QW-2", ReviewState.ASSIGNED, ""),
    ]
    assert own.reviews[0].ratings["feasibility"] == 5
    assert [(h.code, h.kind, h.text) for h in own.help] == [
        ("QW-1", HelpKind.DATA, ""),
        ("QW-1", None, "Hubungi saya, Grace Tobing"),
    ]
    rahmat = workshop.members["Rahmat"].person_id
    assert [code for code, _at in own_reviewing(workshop.session, [rahmat])[rahmat].conflicts] == [
        "QW-1",
        "QW-2",
    ]


def test_words_go_numbers_stay_and_somebody_else_is_asked(workshop: Workshop) -> None:
    been_through_everything(workshop)
    workshop.agent("Agus", "Dinas Perhubungan")
    workshop.joins("Agus")
    carry_out(workshop.session, workshop.members["Grace"].person_id, workshop.now)
    workshop.wait(seconds=5)
    tables = [t for t in SQLModel.metadata.sorted_tables if t.name in {"review", "helpoffer", "helpnote"}]
    kept = str([workshop.session.connection().execute(t.select()).all() for t in tables])
    assert "Saran Grace" not in kept
    assert "Grace Tobing" not in kept
    done = select(Review.ratings).where(
        Review.member_id == workshop.members["Grace"].id, Review.state == ReviewState.DONE
    )
    assert workshop.session.exec(done).one()["feasibility"] == 5  # type: ignore[index]
    assert workshop.session.exec(select(HelpOffer.state)).one() == HelpState.WITHDRAWN
    assert workshop.reviewers(ReviewState.ASSIGNED) == {"Budi", "Yohana", "Agus"}
