"""Two owners and two facilitators tap and write whatever comes to mind; the plan only ever takes allowed steps."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from bot.clock import StoppedClock
from handlers.conversations import REPERTOIRE
from models.database import connect
from models.members import Member, Role
from models.people import Chat
from models.plans.plan import ActionPlan, ActionStep, PlanVersion
from models.plans.states import PlanEvent, PlanState, state_after
from models.quickwins.quickwin import Ownership
from models.quickwins.states import QuickWinState
from models.talks import Talk, TalkState
from tests.bot.desk import Desk, Somebody
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin

SENSIBLE = {
    "volume": "3 pelatihan",
    "starts_on": "besok",
    "ends_on": "2 minggu",
    "first_end": "1 bulan",
    "earlier_end": "1 bulan",
    "budget": "2 juta",
    "partners": "-",
    "risk": "-",
    "send": "ya",
    "too_long": "1",
}
NONSENSE = [
    "ya",
    "-",
    "1",
    "kemarin",
    "5 tahun lagi",
    "/kembali",
    "/nanti",
    "/lanjut",
    "/batal",
    "/menu",
    "/rencana",
]


class BusyDesk(Desk):
    """One with two facilitators at work."""

    facilitators: Sequence[Somebody] = ()


class Playing:
    """Everybody around one plan, on the desk of all examples."""

    def __init__(self, desk: BusyDesk) -> None:
        self.desk = desk
        self.chance = 0  # of the doing under way
        self.owners = [desk.person("Siti Aminah"), desk.person("Budi Hartono")]
        with Session(desk.engine) as session, session.begin():
            first, second = (session.get_one(Member, owner.member_id) for owner in self.owners)
            quickwin = add_quickwin(session, first, QuickWinState.VALIDATED, desk.clock.now())
            self.quickwin_id = quickwin.id or 0
            add_plan(session, quickwin, desk.clock.now(), TRAINING)
            session.add(
                Ownership(quickwin_id=self.quickwin_id, member_id=second.id or 0, since=desk.clock.now())
            )
        for owner in self.owners:
            owner.writes("/rencana")

    @property
    def people(self) -> list[Somebody]:
        """The owners, twice as busy as the facilitators."""
        return [*self.owners, *self.owners, *self.desk.facilitators]

    def pick(self, count: int) -> int:
        self.chance, picked = divmod(self.chance, count)
        return picked

    # What somebody does

    def sensible(self, who: Somebody) -> None:
        """Answer what is asked, or tap something that is offered."""
        key = (asked(self.desk, who) or "").partition(".")[0]
        if not key:
            who.writes("/rencana")
        elif key in SENSIBLE:
            who.writes(SENSIBLE[key])
        elif labels := [
            label for row in who.last.buttons for label in row if label not in ("Later", "‹ Back")
        ]:
            who.taps_data(who.last.data[labels[self.pick(len(labels))]], who.last)
        else:
            who.writes("Melatih petugas loket di puskesmas")

    def nonsense(self, who: Somebody) -> None:
        who.writes(NONSENSE[self.pick(len(NONSENSE))])

    def tap_what_is_long_past(self, who: Somebody) -> None:
        bubbles = [bubble for bubble in who.chat if bubble.data][-8:]
        if bubbles:
            bubble = bubbles[self.pick(len(bubbles))]
            who.taps_data(list(bubble.data.values())[self.pick(len(bubble.data))], bubble)

    def be_sent_twice(self, who: Somebody) -> None:
        self.sensible(who)
        self.desk.receive_again()

    def meet_a_restart(self, who: Somebody) -> None:
        self.desk.restart()
        self.sensible(who)

    def hear_news(self, _who: Somebody) -> None:
        self.desk.clock.move(timedelta(minutes=20))
        self.desk.tick()


DOINGS = (
    *(Playing.sensible,) * 8,
    Playing.nonsense,
    Playing.tap_what_is_long_past,
    Playing.be_sent_twice,
    Playing.meet_a_restart,
    *(Playing.hear_news,) * 3,
)


def asked(desk: Desk, who: Somebody) -> str | None:
    """The key of the question that somebody's newest talk waits for."""
    with Session(desk.engine) as session:
        return session.exec(
            select(Talk.waiting)
            .join(Chat, col(Chat.id) == Talk.chat_id)
            .where(Chat.address == who.address, Talk.state == TalkState.OPEN)
            .order_by(col(Talk.touched_at).desc(), col(Talk.id).desc())
        ).first()


@pytest.fixture(scope="module")
def busy_desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[BusyDesk]:
    """One desk for all examples, with two facilitators."""
    file = tmp_path_factory.mktemp("plans") / "penggerak.db"
    copyfile(sqlite_template, file)
    desk = BusyDesk(
        connect(f"sqlite:///{file}"), StoppedClock(datetime(2026, 11, 23, 2, tzinfo=UTC)), REPERTOIRE
    )
    desk.facilitators = [desk.person("Made Suardana"), desk.person("Rina Wulandari")]
    with Session(desk.engine) as session, session.begin():
        for member in session.exec(select(Member)):
            member.role = Role.FACILITATOR
            session.add(member)
    yield desk
    desk.engine.dispose()


@given(st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(0, 10_000)), min_size=20, max_size=70))
@settings(max_examples=10)
def test_whatever_is_tapped_no_step_is_skipped(
    busy_desk: BusyDesk, doings: list[tuple[Callable[[Playing, Somebody], None], int]]
) -> None:
    playing = Playing(busy_desk)
    for doing, chance in doings:
        playing.chance = chance
        doing(playing, playing.people[playing.pick(len(playing.people))])
        check(busy_desk, playing.quickwin_id)


def check(desk: Desk, quickwin_id: int) -> None:
    """No talk has failed, and what is written down leads to where the plan stands."""
    with Session(desk.engine) as session:
        assert not session.exec(select(Talk.script).where(Talk.state == TalkState.PARKED)).all()
        plan = session.exec(select(ActionPlan).where(ActionPlan.quickwin_id == quickwin_id)).one_or_none()
        if plan is None:
            return
        versions = session.exec(
            select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(col(PlanVersion.number))
        ).all()
        numbers = session.exec(
            select(ActionStep.number).where(ActionStep.plan_id == plan.id).order_by(col(ActionStep.number))
        ).all()
        state = PlanState.DRAFT
        for version in versions:
            state = state_after(state, PlanEvent(version.event))
        assert plan.state == state
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert list(numbers) == list(range(1, len(numbers) + 1))
