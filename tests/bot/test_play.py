"""Replaying a script from what is kept: the same answers always lead to the same question."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.i18n import speaking
from bot.messages import Attachment
from bot.play import Play
from bot.questions import one_of, text, whole_number
from bot.questions.kind import Misunderstood
from bot.talk import BrokenScript, Kept, Script, Talk, TimeUp

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Monday, 23 November 2026, 09.00 in Jakarta."""


def played(script: Script[None], kept: dict[str, Kept] | None = None, now: datetime = NINE) -> Play[None]:
    talk = Talk("Siti Aminah", "", NINE, "Asia/Jakarta", kept if kept is not None else {})
    return Play(script, talk, None, now)


def at(minutes: int, value: Any, *, settled: bool = True) -> Kept:
    return Kept(value, NINE + timedelta(minutes=minutes), settled)


async def visit(talk: Talk, _facts: None) -> list[object]:
    """Ask one thing or another, depending on what was answered before."""
    answers: list[object] = [await talk.ask("name", "Which office?", text())]
    talk.say("Thank you.")
    answers.append(await talk.ask("people", "How many people?", whole_number()))
    if answers[-1] != 0:
        kinds = one_of([("open", "Open"), ("tense", "Tense")])
        answers.append(await talk.ask("mood", "How is the mood?", kinds, optional=True))
    await talk.review("Shall I send it?")
    talk.say("Sent.")
    return answers


VISIT: dict[str, list[str | None]] = {
    "name": ["Dinas Sosial", "x"],
    "people": ["0", "12"],
    "mood": ["open", "tense", None],
    "review": ["send"],
}


@given(st.fixed_dictionaries({key: st.sampled_from(values) for key, values in VISIT.items()}))
def test_every_turn_asks_what_one_long_turn_would_have_asked(answers: dict[str, Any]) -> None:
    in_one_go = played(visit)
    kept: dict[str, Kept] = {}
    while in_one_go.waiting is not None:
        replayed = played(visit, dict(kept))
        assert replayed.waiting is not None
        assert replayed.waiting.key == in_one_go.waiting.key
        assert [q.key for q in replayed.talk.asked] == [q.key for q in in_one_go.talk.asked]
        key = in_one_go.waiting.key
        kept[key] = Kept(answers[key], NINE)
        in_one_go.give(kept[key])

    replayed = played(visit, dict(kept))
    assert replayed.ended
    assert replayed.result == in_one_go.result


@given(st.sampled_from(list(VISIT)), st.sampled_from([None, "", "gone", 5, [], {}]))
def test_an_answer_that_no_longer_is_one_is_asked_for_again(key: str, value: Any) -> None:
    kept = {"name": at(0, "x"), "people": at(0, "12"), "mood": at(0, "open"), "review": at(0, "send")}
    assume((key, value) not in [("name", "gone"), ("mood", None)])
    play = played(visit, {**kept, key: at(0, value)})
    assert play.waiting is not None
    assert play.waiting.key == key


def test_what_was_said_after_the_last_answer_is_said_and_no_more() -> None:
    kept = {"name": at(0, "x")}
    assert [s.text for s in played(visit, kept).talk.said] == ["Thank you."]
    kept["people"] = at(0, "3")
    assert played(visit, kept).talk.said == []


def test_an_answer_that_is_not_allowed_leaves_the_question_open() -> None:
    play = played(visit)
    with pytest.raises(Misunderstood):
        play.give(at(0, ""))
    assert play.waiting is not None
    assert play.talk.kept == {}


def test_the_review_lists_what_was_asked_and_only_that() -> None:
    play = played(visit, {"name": at(0, "x"), "people": at(0, "0"), "mood": at(0, "open")})
    assert play.waiting is not None
    assert [e.key for e in play.waiting.kind.entries] == ["name", "people"]  # type: ignore[attr-defined]


# Scripts that cannot be replayed


async def asks_twice(talk: Talk, _facts: None) -> None:
    await talk.ask("name", "Which office?", text())
    await talk.ask("name", "Which office again?", text())


async def awaits_the_world(_talk: Talk, _facts: None) -> None:
    import asyncio  # noqa: PLC0415

    await asyncio.sleep(0)


async def asks_on_when_time_is_up(talk: Talk, _facts: None) -> None:
    talk.until(NINE)
    try:
        await talk.ask("name", "Which office?", text())
    except TimeUp:
        await talk.ask("other", "And which other?", text())


@pytest.mark.parametrize(
    ("script", "kept"),
    [(asks_twice, {"name": at(0, "x")}), (awaits_the_world, {}), (asks_on_when_time_is_up, {})],
)
def test_a_script_that_cannot_be_replayed_is_told_so(script: Script[None], kept: dict[str, Kept]) -> None:
    with pytest.raises(BrokenScript):
        played(script, kept)


def test_nothing_is_given_to_a_talk_that_asks_nothing() -> None:
    async def silent(_talk: Talk, _facts: None) -> None:
        return

    with pytest.raises(BrokenScript):
        played(silent).give(at(0, "x"))


# Time


def timed(ends_well: bool) -> Script[None]:
    async def script(talk: Talk, _facts: None) -> list[str]:
        talk.until(NINE + timedelta(minutes=10))
        answers = []
        try:
            for key in ("first", "second", "third"):
                answers.append(await talk.ask(key, key, text()))  # noqa: PERF401  one after the other
        except TimeUp:
            if not ends_well:
                raise
            talk.say("Time is up.")
        return answers

    return script


def minute(n: int) -> datetime:
    return NINE + timedelta(minutes=n)


def test_time_up_ends_the_talk_with_what_was_answered_in_time() -> None:
    play = played(timed(ends_well=True), {"first": at(3, "x")}, minute(10))
    assert play.result == ["x"]
    assert [s.text for s in play.talk.said] == ["Time is up."]


def test_an_answer_at_the_last_instant_but_one_counts_and_at_the_last_does_not() -> None:
    for late, expected in ((minute(10) - timedelta(microseconds=1), None), (minute(10), ["x"])):
        play = played(timed(ends_well=True), {"first": at(3, "x")}, minute(9))
        play.give(Kept("y", late))
        assert play.result == expected


def test_what_was_gone_back_to_and_not_given_anew_stays_when_time_is_up() -> None:
    kept = {"first": at(1, "x", settled=False), "second": at(2, "y")}
    still_time = played(timed(ends_well=True), dict(kept), minute(9))
    assert still_time.waiting is not None
    assert still_time.waiting.key == "first"
    assert played(timed(ends_well=True), dict(kept), minute(10)).result == ["x", "y"]


def test_a_script_that_says_nothing_of_time_is_closed_with_a_word() -> None:
    with speaking("en"):
        play = played(timed(ends_well=False), {}, minute(11))
    assert play.ended
    assert play.result is None
    assert [s.text for s in play.talk.said] == ["Time is up, so this has been closed."]


PICTURE = Attachment("a.png", b"PNG")


async def tour(talk: Talk, _facts: None) -> None:
    """Questions with pictures and without: the second and the fourth have one."""
    for key in ("gate", "pond", "path", "bench", "tree"):
        if key in {"pond", "bench"}:
            talk.say("", PICTURE)
        await talk.ask(key, f"How is the {key}?", text())
    await talk.review("Shall I send it?")


def standing(*answered: str, reopened: str = "") -> Play[None]:
    return played(tour, {key: at(0, "fine", settled=key != reopened) for key in answered})


@pytest.mark.parametrize(
    ("answered", "reopened", "in_place"),
    [
        (["gate"], "gate", False),  # the pond's picture is above the open question, which is the pond
        (["gate", "pond"], "pond", True),  # its own picture is the newest, just before
        (["gate", "pond", "path"], "path", False),  # the bench's picture is the newest
        (["gate", "pond", "path", "bench"], "bench", True),
        (["gate", "pond", "path", "bench", "tree"], "tree", True),  # from the review; nothing is misread
        (
            ["gate", "pond", "path", "bench", "tree"],
            "bench",
            False,
        ),  # its picture is the newest, but not near
        (["gate", "pond", "path", "bench", "tree"], "gate", False),
    ],
)
def test_a_question_takes_the_place_of_another_one_only_below_its_own_pictures(
    answered: list[str], reopened: str, in_place: bool
) -> None:
    left, again = standing(*answered), standing(*answered, reopened=reopened)
    assert again.waiting is not None
    assert again.waiting.key == reopened
    assert again.can_stand_below(left.above) is in_place
