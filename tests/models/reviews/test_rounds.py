"""A round of review, whatever happens to it."""

import pytest

from models.asking import Asker, FactsChanged
from models.quickwins.cards import Act, Wish, keep_act
from models.quickwins.quickwin import write
from models.quickwins.states import QuickWinState
from models.reviews.deciding import Choice
from models.reviews.help_offers import HelpKind
from models.reviews.results import rounds_of
from models.reviews.review import Criterion, ReviewState
from tests.models.reviews.workshop import AGENTS, GOOD, POOR, RULES, Workshop

NOBODY = Asker("phone", 1, None)
OPEN, DONE = ReviewState.ASSIGNED, ReviewState.DONE


def test_three_are_asked_two_of_them_from_elsewhere_and_never_an_owner(workshop: Workshop) -> None:
    workshop.send()
    reviewers = workshop.reviewers(OPEN)
    assert len(reviewers) == 3
    assert "Siti" not in reviewers
    assert sum(AGENTS[name] != "Dinas Kesehatan" for name in reviewers) >= 2
    assert workshop.stands() == QuickWinState.IN_REVIEW
    assert all(
        ("review_asked", str(workshop.review_of(name).id)) in workshop.told(name) for name in reviewers
    )


def test_who_the_owner_names_is_not_asked(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    assert workshop.reviewers(OPEN) == {"Budi", "Yohana", "Grace"}


def test_it_holds_when_all_are_in_and_the_owners_hear(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    for name in ("Budi", "Yohana"):
        workshop.hand_in(name, GOOD)
        assert workshop.stands() == QuickWinState.IN_REVIEW
    assert workshop.told("Siti") == []
    workshop.hand_in("Grace", GOOD, HelpKind.DATA)
    assert workshop.stands() == QuickWinState.VALIDATED
    assert workshop.told("Siti") == [("review_result", f"{workshop.quickwin.id}:1")]
    [result] = rounds_of(workshop.session, [workshop.quickwin.id or 0], RULES.review)[
        workshop.quickwin.id or 0
    ]
    assert (len(result.said), result.open) == (3, 0)
    assert result.verdict is not None
    assert (result.verdict.medians[Criterion.FEASIBILITY], result.verdict.overall) == (5, 4)


def test_a_review_is_taken_once(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    workshop.hand_in("Budi", GOOD)
    with pytest.raises(FactsChanged):
        workshop.hand_in("Budi", POOR)
    with pytest.raises(FactsChanged):
        workshop.excuse("Budi")
    assert workshop.reviewers(DONE) == {"Budi"}


def test_it_is_sent_once(workshop: Workshop) -> None:
    workshop.send()
    with pytest.raises(FactsChanged):
        workshop.send()
    assert workshop.quickwin.round == 1


def test_a_revision_goes_to_the_same_and_only_when_something_has_changed(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    for name in ("Budi", "Yohana", "Grace"):
        workshop.hand_in(name, POOR)
    assert workshop.stands() == QuickWinState.TO_REVISE
    with pytest.raises(FactsChanged):
        workshop.send()
    write(
        workshop.session,
        workshop.quickwin,
        workshop.revised(target="30"),
        workshop.members["Siti"].id or 0,
        workshop.now,
    )
    workshop.session.flush()
    workshop.leaves("Grace")
    workshop.agent("Agus", "Dinas Perhubungan")
    workshop.joins("Agus")
    workshop.send()
    assert workshop.quickwin.round == 2
    assert workshop.reviewers(OPEN) == {"Budi", "Yohana", "Agus"}


def test_revisions_are_used_up_and_a_facilitator_decides(workshop: Workshop) -> None:
    for n in range(RULES.review.revisions + 1):
        content = workshop.revised(target=str(40 - n))
        write(workshop.session, workshop.quickwin, content, workshop.members["Siti"].id or 0, workshop.now)
        workshop.session.flush()
        workshop.send("Rahmat")
        for name in ("Budi", "Yohana", "Grace"):
            workshop.hand_in(name, POOR)
    assert workshop.told("Made") == [("quickwin_stuck", f"{workshop.quickwin.id}:used_up")]
    write(
        workshop.session,
        workshop.quickwin,
        workshop.revised(target="1"),
        workshop.members["Siti"].id or 0,
        workshop.now,
    )
    workshop.session.flush()
    with pytest.raises(FactsChanged):
        workshop.send()
    workshop.decide(Choice.TURN_DOWN)
    workshop.decide(Choice.VALIDATE)
    with pytest.raises(FactsChanged):
        workshop.decide(Choice.TURN_DOWN)
    assert workshop.stands() == QuickWinState.VALIDATED


def test_who_should_not_judge_it_is_replaced_at_once(workshop: Workshop) -> None:
    workshop.send()
    before = workshop.reviewers(OPEN)
    out = next(name for name in before if name != "Rahmat")
    workshop.excuse(out)
    assert len(workshop.reviewers(OPEN)) == 3
    assert out not in workshop.reviewers(OPEN)
    workshop.wait(days=9)
    assert out not in workshop.reviewers(OPEN)


def test_who_is_late_is_reminded_and_then_replaced_and_hears_of_it(workshop: Workshop) -> None:
    workshop.send()
    first = workshop.reviewers(OPEN)
    [spare] = set(AGENTS) - first - {"Siti"}
    late = next(name for name in sorted(first) if name != "Rahmat")
    for name in first - {late}:
        workshop.hand_in(name, GOOD)
    workshop.wait(days=4)
    workshop.wait(minutes=1)
    review = str(workshop.review_of(late).id)
    assert [script for script, _s in workshop.told(late)] == ["review_asked", "review_due"]
    workshop.wait(days=1)
    assert workshop.reviewers(OPEN) == {spare}
    assert workshop.told(late)[-1] == ("review_ended", review)
    assert workshop.told(spare)[-1][0] == "review_asked"
    with pytest.raises(FactsChanged):
        workshop.hand_in(late, GOOD)
    workshop.hand_in(spare, GOOD)
    assert workshop.stands() == QuickWinState.VALIDATED


def test_where_nobody_else_may_who_is_late_keeps_it_and_the_facilitator_hears(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    workshop.wait(days=5)
    workshop.wait(seconds=5)
    assert workshop.reviewers(OPEN) == {"Budi", "Yohana", "Grace"}
    assert workshop.told("Made") == [("quickwin_stuck", f"{workshop.quickwin.id}:overdue")]
    assert [script for script, _s in workshop.told("Budi")] == ["review_asked", "review_late"]
    workshop.wait(days=4)
    assert [script for script, _s in workshop.told("Budi")][2:] == ["review_due"]
    workshop.hand_in("Budi", GOOD)
    assert workshop.reviewers(DONE) == {"Budi"}


def test_a_short_round_is_told_and_filled_as_soon_as_somebody_joins(workshop: Workshop) -> None:
    workshop.agent("Agus", "Dinas Perhubungan")
    workshop.send("Rahmat", "Budi")
    assert workshop.reviewers(OPEN) == {"Yohana", "Grace"}
    assert workshop.told("Made") == [("quickwin_stuck", f"{workshop.quickwin.id}:short")]
    for name in ("Yohana", "Grace"):
        workshop.hand_in(name, GOOD)
    assert workshop.stands() == QuickWinState.IN_REVIEW
    workshop.wait(hours=1)
    assert len(workshop.told("Made")) == 1
    workshop.joins("Agus")
    workshop.wait(hours=1)
    assert workshop.reviewers(OPEN) == {"Agus"}
    workshop.hand_in("Agus", GOOD)
    assert workshop.stands() == QuickWinState.VALIDATED


def test_who_leaves_or_comes_to_own_it_judges_no_more(workshop: Workshop) -> None:
    workshop.agent("Agus", "Dinas Perhubungan")
    workshop.agent("Dewi", "Satpol PP")
    workshop.send("Rahmat")
    workshop.hand_in("Budi", GOOD)
    workshop.joins("Agus")
    workshop.joins("Dewi")
    workshop.leaves("Yohana")
    workshop.comes_to_own("Budi")
    workshop.wait(seconds=5)
    assert workshop.reviewers(OPEN) == {"Grace", "Agus", "Dewi"}
    assert workshop.reviewers(DONE) == set()


def test_a_decision_calls_off_what_is_open(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    workshop.hand_in("Budi", GOOD)
    workshop.decide(Choice.VALIDATE)
    assert workshop.reviewers(ReviewState.CALLED_OFF) == {"Yohana", "Grace"}
    assert workshop.reviewers(DONE) == {"Budi"}
    assert workshop.told("Grace")[-1][0] == "review_ended"
    assert workshop.told("Siti")[-1][0] == "quickwin_decided"
    with pytest.raises(FactsChanged):
        workshop.hand_in("Grace", GOOD)


def test_work_is_spread_over_the_batch(workshop: Workshop) -> None:
    for name in ("Rahmat", "Budi", "Yohana", "Grace"):
        workshop.quickwin = workshop.another_quickwin(name)
        workshop.members["Siti"], siti = workshop.members[name], workshop.members["Siti"]
        workshop.send()
        workshop.members["Siti"] = siti
    counts = [len([s for s, _subject in workshop.told(name) if s == "review_asked"]) for name in AGENTS]
    assert sum(counts) == 12
    assert max(counts) - min(counts) <= 1


def test_giving_it_up_and_taking_it_up_again_is_no_way_around_a_revision(workshop: Workshop) -> None:
    workshop.send("Rahmat")
    for name in ("Budi", "Yohana", "Grace"):
        workshop.hand_in(name, POOR)
    for wish in (Wish.DROP, Wish.REVIVE):
        keep_act(workshop.session, NOBODY, Act(workshop.quickwin.id or 0, wish), workshop.now, rules=RULES)
    assert workshop.stands() == QuickWinState.TO_REVISE
    with pytest.raises(FactsChanged):
        workshop.send()
