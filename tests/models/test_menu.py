"""What the menu offers to whom: what concerns them."""

from sqlmodel import Session

from models.members import Role
from models.menu import Menu, load_menus
from models.past_programmes.past_programme import PastProgramme
from models.people import Person
from models.plans.plan import ActionPlan
from models.plans.states import PlanState
from models.quickwins.content import Content
from models.quickwins.quickwin import begin
from models.quickwins.states import QuickWinState
from models.reviews.review import Review
from tests.models.conftest import City


def seen(city: City, person: Person) -> Menu:
    asker = city.asker(1, person=person)
    return load_menus(city.session, [asker], city.now)[asker]


def validated(city: City, session: Session, person: Person) -> int:
    member = city.member(person)
    row = begin(session, member.batch_id, member.id or 0, "new:1", Content(problem="Antrean"), city.now)
    row.state = QuickWinState.VALIDATED
    session.flush()
    return row.id or 0


def test_each_role_has_what_concerns_it(city: City) -> None:
    people = {role: city.person(role.value, role) for role in Role}
    assert {role: seen(city, person).parts for role, person in people.items()} == {
        Role.AGENT: ("quickwins",),
        Role.FACILITATOR: ("agenda", "lookback", "batch"),
        Role.LEADER: ("batch",),
        Role.ASSESSOR: (),
        Role.PARTNER: (),
    }
    city.session.add(PastProgramme(batch_id=city.batch.id or 0, name="Kota Hijau", added_at=city.now))
    city.session.flush()
    assert seen(city, people[Role.AGENT]).parts == ("quickwins", "lookback")


def test_reviews_and_plans_show_where_some_wait(city: City) -> None:
    siti, budi = city.person("Siti Aminah"), city.person("Budi Hartono")
    made = city.person("Made Suardana", Role.FACILITATOR)
    quickwin = validated(city, city.session, siti)
    review = Review(
        quickwin_id=quickwin, round=1, member_id=city.member(budi).id or 0, version=1,
        assigned_at=city.now, due_at=city.now,
    )  # fmt: skip
    plan = ActionPlan(
        quickwin_id=quickwin,
        state=PlanState.SENT,
        state_since=city.now,
        created_at=city.now,
        touched_at=city.now,
    )
    city.session.add_all([review, plan])
    city.session.flush()
    siti_sees, budi_sees, made_sees = (seen(city, person) for person in (siti, budi, made))
    assert (siti_sees.parts, siti_sees.plans) == (("quickwins", "plans"), 1)
    assert (budi_sees.parts, budi_sees.reviews) == (("quickwins", "reviews"), 1)
    assert (made_sees.parts, made_sees.plans) == (("plans", "agenda", "lookback", "batch"), 1)


def test_who_is_in_no_batch_has_an_empty_one(city: City) -> None:
    asker = city.asker(1)
    assert load_menus(city.session, [asker], city.now) == {asker: Menu([])}
