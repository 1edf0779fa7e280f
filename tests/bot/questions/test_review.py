"""The look back before sending."""

import pytest

from bot.i18n import speaking
from bot.messages import Act
from bot.questions.kind import Answered, Changed, Misunderstood, Paged
from bot.questions.review import Entry, Review
from tests.bot.questions.typing_it import heard, labels, tapped

REVIEW = Review(tuple(Entry(f"/q{n}", f"Question {n}", f"answer {n}") for n in range(1, 14)))


def wished(text: str) -> object:
    with speaking("en"):
        return REVIEW.hear(heard(text), "")


@pytest.mark.parametrize("text", ["kirim", "Kirim!", "send", "ya", "OK", "setuju"])
def test_it_is_sent(text: str) -> None:
    assert wished(text) == Answered("send")


@pytest.mark.parametrize("text", ["ubah", "Ubah jawaban", "change", "edit"])
def test_it_is_leafed_through(text: str) -> None:
    assert wished(text) == Paged(1)


def test_the_number_of_an_answer_changes_it() -> None:
    assert wished("12") == Changed("/q12")
    assert tapped(REVIEW, "3", page=1) == Changed("/q3")


@pytest.mark.parametrize("text", ["", "0", "14", "tidak", "mungkin", "-", "9" * 4096])
def test_what_is_neither_is_told_what_would_be(text: str) -> None:
    with pytest.raises(Misunderstood, match="Send"):
        wished(text)


def test_a_voice_message_does_not_send() -> None:
    with speaking("en"), pytest.raises(Misunderstood):
        REVIEW.hear(heard("kirim", Act.VOICE), "")


def test_every_answer_is_on_one_page() -> None:
    with speaking("en"):
        pages = [REVIEW.offer(page=page) for page in (1, 2, 3)]
    assert [labels(page)[0] for page in pages] == [
        ["1", "2", "3", "4", "5", "6"],
        ["7", "8", "9", "10", "11", "12"],
        ["13"],
    ]
    assert pages[2].note == "13. Question 13\n    answer 13"
    assert labels(pages[0])[-1] == ["‹", "Send", "›"]
    assert labels(pages[2])[-1] == ["‹", "Send"]


def test_long_questions_and_answers_are_shortened() -> None:
    review = Review((Entry("/q", "word " * 100, "long\nanswer " * 100),))
    assert all(len(line) < 80 for line in review.offer(page=1).note.splitlines())


def test_with_nothing_answered_it_can_only_be_sent() -> None:
    with speaking("en"):
        assert labels(Review(()).offer(page=3)) == [["Send"]]
