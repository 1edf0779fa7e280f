"""How questions look, and what is said with them in how many messages."""

from datetime import UTC, datetime

import pytest

from bot.i18n import speaking
from bot.messages import Attachment, Message
from bot.prompts import LONGEST_MESSAGE, in_few_messages, prompt
from bot.questions import one_of, text
from bot.scene import OpenTalk, Prompt
from bot.talk import Question, Saying

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
TALK = OpenTalk("team", "", NINE, NINE)


def put(question: Question[object], *, first: bool = False, may_rest: bool = True) -> Prompt:
    with speaking("en"):
        return prompt(TALK, question, first=first, may_rest=may_rest)


def question(length: int = 20, *, optional: bool = False) -> Question[object]:
    return Question("name", "x" * length, text(), optional)


@pytest.mark.parametrize(
    ("first", "optional", "may_rest", "ways"),
    [
        (True, False, True, ["Later"]),
        (False, False, True, ["‹ Back", "Later"]),
        (False, True, True, ["‹ Back", "Skip", "Later"]),
        (False, True, False, ["‹ Back", "Skip"]),
    ],
)
def test_the_ways_stand_in_the_last_row(first: bool, optional: bool, may_rest: bool, ways: list[str]) -> None:
    rows = put(question(optional=optional), first=first, may_rest=may_rest).rows
    assert [option.label for option in rows[-1]] == ways


def test_where_there_is_no_way_there_is_no_row() -> None:
    assert put(question(), first=True, may_rest=False).rows == ()
    kind = one_of([("a", "Yes, please"), ("b", "No, thank you")])
    assert len(put(Question("q", "Tea?", kind), first=True, may_rest=False).rows) == 1


def test_what_is_said_before_a_question_stands_above_it() -> None:
    with speaking("en"):
        [only] = in_few_messages([Saying("Thank you."), Saying("One more.")], put(question(5)))
    assert isinstance(only, Prompt)
    assert only.text == "Thank you.\n\nOne more.\n\nxxxxx"


def test_what_does_not_fit_a_small_screen_is_said_before() -> None:
    long = [Saying("a" * 400), Saying("b" * 400)]
    effects = in_few_messages(long, put(question(400)))
    assert [len(effect.text) for effect in effects if isinstance(effect, Message | Prompt)] == [400, 400, 400]
    assert all(len(e.text) <= LONGEST_MESSAGE for e in effects if isinstance(e, Message | Prompt))


def test_a_file_and_a_key_go_by_themselves_in_their_place() -> None:
    file = Saying("Your data.", Attachment("data.html", b"x"))
    effects = in_few_messages([Saying("Here."), file, Saying("There.")], None)
    assert [e.text for e in effects if isinstance(e, Message)] == ["Here.", "Your data.", "There."]


def test_nothing_said_and_nothing_asked_is_no_message() -> None:
    assert in_few_messages([], None) == []
