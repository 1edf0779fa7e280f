"""The facilitator's desk in the chat: what everybody may do there, and what a push says at each step."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select, update

from bot.i18n import speaking
from bot.talk import Begin
from handlers.desk.batch import batch
from handlers.desk.member import batch_member
from handlers.desk.push import LABELS, NEWS, leads_to, push
from models.desk.overview import Desk as Batch
from models.desk.pushes import Push, Pushing
from models.desk.standing import NextStep, Owned, Planned, Pushed, Reach, Standing, Step
from models.desk.stuck import stuck
from models.members import Member, Role
from models.memberships import Membership
from models.nudges import Nudge
from models.plans.states import PlanState
from models.quickwins.states import QuickWinState
from tests.bot.desk import Desk, Somebody
from tests.handlers.conftest import NINE, Player

LONG_AGO = NINE - timedelta(days=30)
PROBLEM = (
    "Warga menunggu sampai tiga jam di loket Dukcapil untuk mengurus KTP elektronik, terutama pada hari pasar"
)
STEPS = {
    NextStep.WRITE: (QuickWinState.DRAFT, None, False),
    NextStep.IMPROVE: (QuickWinState.READY, None, True),
    NextStep.SEND: (QuickWinState.READY, None, False),
    NextStep.REVISE: (QuickWinState.TO_REVISE, None, False),
    NextStep.PLAN: (QuickWinState.VALIDATED, None, False),
    NextStep.FINISH_PLAN: (QuickWinState.VALIDATED, PlanState.DRAFT, False),
    NextStep.MEND_PLAN: (QuickWinState.VALIDATED, PlanState.RETURNED, False),
}


THERE = {
    NextStep.WRITE: Begin("quickwin_draft", "new:1"),
    NextStep.PLAN: Begin("plan", "7"),
    NextStep.FINISH_PLAN: Begin("plan", "7"),
    NextStep.MEND_PLAN: Begin("plan", "7"),
}


def membership(number: int, name: str, role: Role = Role.AGENT) -> Membership:
    return Membership(number, number, name, role, 1, "Dinas Kesehatan", 1, "Angkatan 1", 1, "Asia/Jakarta")


def owned(state: QuickWinState, plan: PlanState | None = None, held: bool = False) -> Owned:
    planned = Planned(plan, LONG_AGO, LONG_AGO) if plan else None
    return Owned(7, "QW-7", PROBLEM, state, LONG_AGO, LONG_AGO, "new:1", 4, held, planned)


def standing(
    number: int, name: str, *quickwins: Owned, reach: Reach = Reach.HERE, pushed: Pushed | None = None
) -> Standing:
    since = None if reach is Reach.NEVER else LONG_AGO
    return Standing(membership(number, name), reach, since, "+6281200000001", quickwins, pushed=pushed)


SITI = standing(1, "Siti Aminah", owned(QuickWinState.DRAFT))
BUDI = standing(2, "Budi Hartono", owned(QuickWinState.IN_REVIEW))
WULAN = standing(3, "Wulan", reach=Reach.NEVER)
GRACE = standing(4, "Grace Tobing", reach=Reach.BLOCKED)


def seen_by(role: Role, *people: Standing) -> Batch:
    causes = {one.member.member_id: stuck(one, LONG_AGO, NINE) for one in people}
    return Batch(membership(9, "Made Suardana", role), people, causes, NINE)


def buttons(play: Player, facts: Batch, subject: str) -> tuple[str, list[str]]:
    waiting = play(batch_member, facts, subject=subject).waiting
    assert waiting is not None
    return waiting.text, [option.label for row in waiting.kind.offer().rows for option in row]


def test_a_facilitator_pushes_with_one_tap_and_comes_back_to_the_list(play: Player) -> None:
    facts = seen_by(Role.FACILITATOR, SITI)
    _text, labels = buttons(play, facts, "1:stuck")
    assert labels == ["✏️ QW-7 · Warga menunggu samp…", "👋 Give a gentle push", "‹ The list", "Nothing now"]
    pushed = play(batch_member, facts, subject="1:stuck", what="push")
    assert pushed.result == Push(SITI.member, facts.viewer, facts.today)
    assert pushed.talk.next == Begin("batch", "stuck")
    opened = play(batch_member, facts, subject="1:stuck", what="quickwin:7")
    assert (opened.result, opened.talk.next) == (None, Begin("quickwin", "7"))


def test_who_was_found_in_the_digest_leads_back_to_it(play: Player) -> None:
    facts = seen_by(Role.FACILITATOR, SITI)
    for tap in ("back", "push"):
        talk = play(batch_member, facts, subject="1:digest:1:2026-12-17:calls", what=tap).talk
        assert talk.next == Begin("digest", "1:2026-12-17:calls")


def test_a_leader_sees_the_same_and_neither_pushes_nor_has_numbers(play: Player) -> None:
    text, labels = buttons(play, seen_by(Role.LEADER, SITI, WULAN), "1:everybody")
    assert "👋 Give a gentle push" not in labels
    assert "🐢 QW-7: the draft has not been touched" in text
    text, _labels = buttons(play, seen_by(Role.LEADER, WULAN), "3:unreached")
    assert "+62812" not in text


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (BUDI, "Nothing is theirs to do now."),
        (WULAN, "📵 Has not opened the invitation yet. Telephone: +6281200000001"),
        (GRACE, "🚫 Has shut me out since Saturday, 24 October 2026: I cannot write to them. Telephone: +6281200000001"),
        (standing(1, "Siti", owned(QuickWinState.DRAFT), pushed=Pushed(NINE.date(), None, answered=False)), "They have had their push for today."),
    ],
)  # fmt: skip
def test_where_a_push_would_not_do_it_is_said_why(play: Player, person: Standing, told: str) -> None:
    text, labels = buttons(play, seen_by(Role.FACILITATOR, person), f"{person.member.member_id}:everybody")
    assert told in text
    assert "👋 Give a gentle push" not in labels


def test_the_day_after_somebody_may_be_pushed_again(play: Player) -> None:
    before = datetime(2026, 11, 22, 3, tzinfo=UTC)
    pushed = standing(
        1, "Siti", owned(QuickWinState.DRAFT), pushed=Pushed(before.date(), before, answered=False)
    )
    text, labels = buttons(play, seen_by(Role.FACILITATOR, pushed), "1:stuck")
    assert "👋 Pushed on Sunday, 22 November 2026; no answer since." in text
    assert "👋 Give a gentle push" in labels


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_overview_of_a_batch_that_is_everywhere_fits_a_small_phone(play: Player, language: str) -> None:
    people = [standing(n, f"Peserta {n}", owned(*STEPS[step])) for n, step in enumerate(STEPS, 10)]
    people += [WULAN, GRACE, BUDI, standing(30, "Dewi", owned(QuickWinState.VALIDATED, PlanState.SENT))]
    with speaking(language):
        waiting = play(batch, seen_by(Role.FACILITATOR, *people)).waiting
        assert waiting is not None
        assert len(waiting.text) <= 600


def test_a_batch_in_which_all_is_well_says_so(play: Player) -> None:
    waiting = play(batch, seen_by(Role.FACILITATOR, BUDI)).waiting
    assert waiting is not None
    assert waiting.text.endswith("Nobody is stuck, and nothing waits for you.")
    assert play(batch, None).talk.said[0].text.startswith("This is for the facilitators")
    assert play(batch_member, seen_by(Role.FACILITATOR, BUDI), subject="99:stuck").talk.said


def test_every_next_step_has_its_words() -> None:
    assert set(NEWS) == set(NextStep)
    assert set(LABELS) <= set(NextStep)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("step", STEPS)
def test_a_push_says_what_is_next_and_leads_there(play: Player, step: NextStep, language: str) -> None:
    person = standing(1, "Siti", owned(*STEPS[step]))
    facts = Pushing(person, "Made Suardana")
    with speaking(language):
        waiting = play(push, facts).waiting
        assert waiting is not None
        assert "QW-7" in waiting.text
        assert "Made Suardana" in waiting.text
        assert len(waiting.text) <= 600
    there = THERE.get(step, Begin("quickwin", "7"))
    assert play(push, facts, now="go").talk.next == there
    assert play(push, facts, now="later").talk.next is None


def test_who_owns_nothing_is_led_to_what_waits_for_them() -> None:
    late = Standing(membership(1, "Siti"), Reach.HERE, LONG_AGO, reviews_late_since=LONG_AGO)
    assert leads_to(late, NextStep.REVIEW) == Begin("reviews")
    assert leads_to(standing(1, "Siti"), NextStep.BEGIN) == Begin("quickwins")


def test_a_push_that_nothing_is_left_of_says_nothing(play: Player) -> None:
    for facts in (None, Pushing(BUDI, "Made Suardana")):
        played = play(push, facts)
        assert played.ended
        assert played.talk.said == []


def facilitates(desk: Desk, somebody: Somebody) -> None:
    with Session(desk.engine) as session, session.begin():
        session.exec(update(Member).where(col(Member.id) == somebody.member_id).values(role=Role.FACILITATOR))


def test_two_facilitators_who_push_at_once_push_once(desk: Desk, siti: Somebody) -> None:
    made, rina = desk.person("Made Suardana"), desk.person("Rina Wulandari")
    for somebody in (made, rina):
        facilitates(desk, somebody)
        somebody.writes("/batch")
        somebody.taps("👥 Every agent")
        somebody.writes("Siti")
    with desk.together():
        made.taps("👋 Give a gentle push")
        rina.taps("👋 Give a gentle push")
    with Session(desk.engine) as session:
        assert len(session.exec(select(Nudge)).all()) == 1
    assert "I give Siti Aminah a gentle push" in made.bubble("I give").text
    assert "They have had their push for today." in rina.last.text
    desk.tick()
    assert siti.last.text.startswith("Made Suardana says hello")
    siti.taps("Begin now")
    assert desk.talks(siti)[-1][0] == "quickwin_draft"


def test_the_steps_have_an_order_that_tells_how_far_somebody_is() -> None:
    assert next(iter(Step)) is Step.NOT_JOINED
    assert list(Step)[-1] is Step.PLAN_APPROVED
