"""Whose turn it is: order within a chat, urgency between chats."""

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import Call
from bot.outbox.limits import Limits
from bot.outbox.lines import PATIENCE, Lines
from bot.outbox.pacing import Pacer
from bot.outbox.queued import Queued
from models.outbound import Priority

SITI, BUDI, RATNA = 1, 2, 3
NOW = 1000.0


def message(number: int, address: int, priority: Priority = Priority.REPLY) -> Queued:
    created = datetime(2026, 11, 23, 2, tzinfo=UTC)
    return Queued(number, "telegram", address, Call("sendMessage", {}), priority, created)


def lines(*rows: Queued, limits: Limits | None = None) -> Lines:
    made = Lines(Pacer(limits or Limits.none()))
    for row in rows:
        made.add(row, NOW)
    return made


def sent(lines: Lines) -> list[int]:
    """Let everything go, one at a time; the ids in the order in which they went."""
    ids = []
    while (row := lines.next(NOW)) is not None:
        ids.append(row.id)
        lines.over(row, NOW)
    return ids


def test_a_chat_has_one_message_on_its_way_and_the_next_follows_when_it_has_landed() -> None:
    waiting = lines(message(1, SITI), message(2, SITI))
    first = waiting.next(NOW)
    assert first is not None
    assert waiting.next(NOW) is None
    waiting.over(first, NOW)
    assert waiting.next(NOW) == message(2, SITI)


def test_messages_of_a_chat_go_in_the_order_of_their_ids_however_they_came() -> None:
    assert sent(lines(message(3, SITI), message(1, SITI), message(2, SITI))) == [1, 2, 3]


def test_replies_go_before_nudges_and_nudges_before_broadcasts() -> None:
    waiting = lines(message(1, SITI, Priority.BROADCAST), message(2, BUDI, Priority.NUDGE), message(3, RATNA))
    assert sent(waiting) == [3, 2, 1]


def test_what_has_to_go_before_a_reply_is_as_urgent_as_the_reply() -> None:
    waiting = lines(message(1, BUDI, Priority.NUDGE), message(2, SITI, Priority.BROADCAST), message(3, SITI))
    assert sent(waiting) == [2, 3, 1]


def test_chats_take_turns() -> None:
    waiting = lines(*(message(n, SITI) for n in (1, 2, 3)), *(message(n, BUDI) for n in (4, 5, 6)))
    assert [waiting.next(NOW), waiting.next(NOW)] == [message(1, SITI), message(4, BUDI)]


def test_a_nudge_that_waited_long_enough_goes_before_new_replies() -> None:
    waiting = lines(message(1, SITI, Priority.NUDGE))
    waiting.add(message(2, BUDI), NOW + PATIENCE + 1)
    assert waiting.next(NOW + PATIENCE + 1) == message(1, SITI, Priority.NUDGE)


def test_a_message_that_failed_for_now_holds_back_its_chat_and_no_other() -> None:
    waiting = lines(message(1, SITI), message(2, SITI), message(3, BUDI))
    first = waiting.next(NOW)
    assert first is not None
    waiting.again(first, NOW, NOW + 5)
    assert sent(waiting) == [3]
    assert waiting.opens_at(NOW) == NOW + 5
    assert waiting.next(NOW + 5) == first


def test_an_acknowledgement_waits_neither_for_its_chat_nor_for_the_limits() -> None:
    slow = Limits(per_second=1, per_chat=1, chat_burst=1)
    waiting = lines(message(1, SITI), message(2, SITI), limits=slow)
    assert waiting.next(NOW) == message(1, SITI)
    assert waiting.next(NOW) is None
    waiting.add(message(3, SITI), NOW, aside=True)
    assert waiting.opens_at(NOW) <= NOW
    acknowledgement = waiting.next(NOW)
    assert acknowledgement == message(3, SITI)
    waiting.over(acknowledgement, NOW)
    assert waiting.next(NOW) is None


def test_nothing_at_all_goes_during_a_pause() -> None:
    waiting = lines(message(1, SITI))
    waiting.add(message(2, SITI), NOW, aside=True)
    waiting.pause(NOW + 7)
    assert waiting.next(NOW + 6.9) is None
    assert waiting.opens_at(NOW) == NOW + 7
    assert waiting.next(NOW + 7) == message(1, SITI)
    assert waiting.next(NOW + 7) == message(2, SITI)


def test_what_people_read_goes_before_what_ends_a_buttons_waiting() -> None:
    waiting = lines()
    waiting.add(message(1, SITI), NOW, aside=True)
    waiting.add(message(2, SITI), NOW)
    waiting.add(message(3, BUDI), NOW)
    assert [waiting.next(NOW) for _ in range(4)] == [
        message(2, SITI), message(3, BUDI), message(1, SITI), None,
    ]  # fmt: skip


def test_a_chat_that_is_given_up_takes_what_waited_with_it() -> None:
    waiting = lines(message(1, SITI), message(2, SITI), message(3, SITI), message(4, BUDI))
    first = waiting.next(NOW)
    assert first is not None
    assert waiting.give_up(first, NOW) == [message(2, SITI), message(3, SITI)]
    assert waiting.waiting == 1
    assert sent(waiting) == [4]


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Priority)), max_size=40),
    st.integers(0, 1_000_000),
)
def test_whatever_happens_everything_goes_once_and_in_order(
    places: list[tuple[int, Priority]], seed: int
) -> None:
    rows = [message(number, address, priority) for number, (address, priority) in enumerate(places, 1)]
    chance, now = Random(seed), NOW
    waiting = Lines(Pacer(Limits(per_second=20, chat_burst=2)))
    coming, on_its_way = list(rows), list[Queued]()
    landed: list[Queued] = []
    while coming or on_its_way or waiting.waiting:
        if coming and chance.random() < 0.5:
            waiting.add(coming.pop(0), now)
        elif on_its_way and chance.random() < 0.5:
            row = on_its_way.pop(chance.randrange(len(on_its_way)))
            if chance.random() < 0.75:
                waiting.over(row, now)
                landed.append(row)
            else:
                waiting.again(row, now, now + chance.choice([0, 1, 30]))
        elif (row_to_go := waiting.next(now)) is not None:
            assert row_to_go.address not in {row.address for row in on_its_way}
            on_its_way.append(row_to_go)
        elif waiting.waiting and not on_its_way:
            now = max(now, waiting.opens_at(now))
    assert sorted(row.id for row in landed) == [row.id for row in rows]
    for address in range(1, 5):
        ids = [row.id for row in landed if row.address == address]
        assert ids == sorted(ids)
