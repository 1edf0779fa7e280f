"""What is queued is delivered: at its pace, in its order, through what goes wrong."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlmodel import Session, select

from bot.channels.channel import NotThere, Refused, Throttled, Unavailable, Unreachable
from bot.messages import Acknowledgement, Message
from bot.outbox import Limits
from models.outbound import Delivery, Priority
from models.people import Chat
from tests.bot.outbox.post import Post

SITI, BUDI, RATNA, GROUP = 6_210_000_001, 6_210_000_008, 6_210_000_015, -1_002_110_000_001
SENT, UNDELIVERABLE, QUEUED = Delivery.SENT, Delivery.UNDELIVERABLE, Delivery.QUEUED


async def test_a_message_is_sent_and_written_down(post: Post) -> None:
    outbox = post.outbox()
    await post.deliver(outbox, post.write((SITI, "Selamat pagi, Bu Siti.")))
    [row] = post.rows()
    assert post.messenger.texts == ["Selamat pagi, Bu Siti."]
    assert (row.delivery, row.message_id, row.attempts, row.error) == (SENT, 1, 1, None)
    assert row.sent_at == post.clock.now()
    assert (outbox.sent, outbox.retried, outbox.refused, outbox.queued, outbox.in_flight) == (1, 0, 0, 0, 0)


async def test_what_is_handed_over_twice_is_sent_once(post: Post) -> None:
    rows = post.write((SITI, "Selamat pagi."))
    await post.deliver(post.outbox(), rows + rows)
    assert post.messenger.texts == ["Selamat pagi."]


async def test_a_chat_is_told_in_order_one_message_at_a_time(post: Post) -> None:
    post.messenger.latency = 0.2
    await post.deliver(post.outbox(), post.write(*((SITI, f"{n} dari 9") for n in range(1, 10))))
    assert post.messenger.texts == [f"{n} dari 9" for n in range(1, 10)]
    assert {said.together for said in post.messenger.said} == {1}


async def test_many_chats_are_told_at_the_same_time_but_no_more_than_allowed(post: Post) -> None:
    post.messenger.latency = 1.0
    await post.deliver(
        post.outbox(Limits(None, None, 3, None, in_flight=4)),
        post.write(*((n, "Halo") for n in range(1, 21))),
    )
    assert max(said.together for said in post.messenger.said) == 4
    assert len(post.messenger.said) == 20


async def test_a_broadcast_goes_out_evenly_at_the_overall_rate(post: Post) -> None:
    rows = post.write(*((n, "Besok mulai") for n in range(1, 301)), priority=Priority.BROADCAST)
    await post.deliver(post.outbox(Limits()), rows)
    times = [said.at for said in post.messenger.said]
    assert 299 / 30 <= times[-1] - times[0] + 0.1 <= 299 / 30 / 0.97
    for start in times:
        assert sum(1 for t in times if start <= t < start + 1) <= 33


async def test_a_group_gets_twenty_messages_a_minute(post: Post) -> None:
    await post.deliver(post.outbox(Limits()), post.write(*((GROUP, f"{n}") for n in range(25))))
    times = [said.at for said in post.messenger.said]
    assert times[20] - times[0] >= 60


async def test_replies_overtake_nudges_that_wait(post: Post) -> None:
    nudges = post.write(*((n, "Jangan lupa") for n in range(1, 61)), priority=Priority.NUDGE)
    replies = post.write((SITI, "Terima kasih."))
    await post.deliver(post.outbox(Limits()), nudges + replies)
    assert post.messenger.texts[0] == "Terima kasih."


async def test_a_tap_is_acknowledged_together_with_the_next_message(post: Post) -> None:
    post.messenger.latency = 0.1
    slow = Limits(per_second=1, per_chat=1, chat_burst=1)
    rows = post.write(
        (SITI, "Soal 4 dari 12"), (SITI, Acknowledgement("4711", "Dicatat")), (SITI, "Soal 5 dari 12")
    )
    await post.deliver(post.outbox(slow), rows)
    said = post.messenger.said
    assert sorted(post.messenger.texts[:2]) == ["Dicatat", "Soal 4 dari 12"]
    assert said[0].at == said[1].at
    assert said[2].at >= said[0].at + 1


async def test_everybody_waits_when_the_messenger_says_so_and_it_counts_as_no_attempt(post: Post) -> None:
    post.messenger.answers["Satu"].append(Throttled(17))
    await post.deliver(post.outbox(Limits(in_flight=1)), post.write((SITI, "Satu"), (BUDI, "Dua")))
    started = post.messenger.said[0].at
    assert sorted(post.messenger.texts) == ["Dua", "Satu", "Satu"]
    assert [said.at >= started + 17 for said in post.messenger.said] == [False, True, True]
    assert [row.attempts for row in post.rows()] == [1, 1]


async def test_a_messenger_in_trouble_is_tried_again_with_growing_pauses(post: Post) -> None:
    post.messenger.answers["Satu"].extend(Unavailable("Bad Gateway") for _ in range(12))
    outbox = post.outbox()
    await post.deliver(outbox, post.write((SITI, "Satu"), (SITI, "Dua"), (BUDI, "Tiga")))
    times = [said.at for said in post.messenger.said if said.text == "Satu"]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert [0.75 * 2**n <= pause <= 2**n for n, pause in enumerate(pauses[:8])] == [True] * 8
    assert all(225 <= pause <= 300 for pause in pauses[9:])
    assert post.messenger.texts[:2] == ["Satu", "Tiga"]
    assert post.messenger.texts[-1] == "Dua"
    assert [row.attempts for row in post.rows()] == [13, 1, 1]
    assert outbox.retried == 12


async def test_after_a_day_of_trouble_a_message_is_given_up_and_the_chat_goes_on(post: Post) -> None:
    rows = post.write((SITI, "Kemarin"), (SITI, "Hari ini"))
    post.messenger.answers["Kemarin"].extend(Unavailable("Bad Gateway") for _ in range(1_000))
    await post.deliver(post.outbox(), rows)
    old, new = post.rows()
    assert (old.delivery, old.error, new.delivery) == (UNDELIVERABLE, "Bad Gateway", SENT)
    times = [said.at for said in post.messenger.said if said.text == "Kemarin"]
    assert 86_400 <= times[-1] - times[0] < 86_400 + 300


async def test_an_acknowledgement_is_not_kept_up_for_long(post: Post) -> None:
    post.messenger.answers["Dicatat"].extend(Unavailable("Bad Gateway") for _ in range(100))
    await post.deliver(
        post.outbox(), post.write((SITI, Acknowledgement("4711", "Dicatat")), (SITI, "Lanjut"))
    )
    assert post.messenger.texts.count("Dicatat") == 3
    assert post.deliveries() == [UNDELIVERABLE, SENT]


async def test_who_shut_the_bot_out_is_marked_and_nothing_more_is_sent_to_them(post: Post) -> None:
    with Session(post.engine) as session:
        for address in (SITI, BUDI):
            session.add(Chat(channel="telegram", address=address, opened_at=post.clock.now()))
        session.commit()
    post.messenger.answers["Satu"].append(Unreachable("bot was blocked by the user"))
    left_in_the_database = post.write((SITI, "Tiga"))
    rows = post.write((SITI, "Satu"), (SITI, "Dua"), (BUDI, "Empat"))
    outbox = post.outbox()
    await post.deliver(outbox, rows)
    assert post.messenger.texts == ["Satu", "Empat"]
    assert post.deliveries() == [UNDELIVERABLE, UNDELIVERABLE, UNDELIVERABLE, SENT]
    assert post.rows()[0].id == left_in_the_database[0].id
    assert {row.error for row in post.rows()} == {"bot was blocked by the user", None}
    assert outbox.refused == 2
    with Session(post.engine) as session:
        chats = session.exec(select(Chat).order_by(Chat.address)).all()  # type: ignore[arg-type]
        assert [chat.unreachable_since for chat in chats] == [post.clock.now(), None]


async def test_what_is_written_after_they_came_back_is_sent(post: Post) -> None:
    post.messenger.answers["Satu"].append(Unreachable("bot was blocked by the user"))
    outbox = post.outbox()

    async def come_back() -> None:
        outbox.put(post.write((SITI, "Satu")))
        await outbox.drained()
        post.clock.move(timedelta(seconds=1))
        outbox.put(post.write((SITI, "Selamat datang kembali")))
        await outbox.drained()

    await post.while_running(outbox, come_back)
    assert post.deliveries() == [UNDELIVERABLE, SENT]


async def test_a_message_that_cannot_be_changed_is_sent_anew(post: Post) -> None:
    post.messenger.answers["Soal 2"].append(NotThere("message to edit not found"))
    await post.deliver(post.outbox(), post.write((SITI, Message("Soal 2", replaces=41)), (SITI, "Soal 3")))
    assert [said.method for said in post.messenger.said] == ["edit", "send", "send"]
    assert [(row.delivery, row.message_id) for row in post.rows()] == [(SENT, 2), (SENT, 3)]


async def test_a_message_that_is_not_there_even_when_sent_anew_is_undeliverable(post: Post) -> None:
    post.messenger.answers["Soal 2"].extend(NotThere("message to edit not found") for _ in range(3))
    await post.deliver(post.outbox(), post.write((SITI, Message("Soal 2", replaces=41)), (SITI, "Soal 3")))
    assert post.deliveries() == [UNDELIVERABLE, SENT]


async def test_a_refused_message_says_why_and_the_chat_goes_on(post: Post) -> None:
    post.messenger.answers["Panjang"].append(Refused("message is too long\0"))
    await post.deliver(post.outbox(), post.write((SITI, "Panjang"), (SITI, "Pendek")))
    long, short = post.rows()
    assert (long.delivery, long.error, short.delivery) == (UNDELIVERABLE, "message is too long", SENT)


async def test_what_nobody_foresaw_is_tried_again_and_told_without_its_text(
    post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    post.messenger.answers["Satu"].append(
        RuntimeError("https://api.example/bot7200000001:secret/sendMessage")
    )
    await post.deliver(post.outbox(), post.write((SITI, "Satu")))
    assert post.deliveries() == [SENT]
    printed = capsys.readouterr().out
    assert "RuntimeError" in printed
    assert "secret" not in printed


async def test_what_a_crash_left_behind_is_claimed_when_its_lease_has_run_out(post: Post) -> None:
    post.write((SITI, "Dari proses lama"))
    outbox = post.outbox()

    async def wait_for_the_lease() -> None:
        await outbox.drained()
        assert post.messenger.texts == []
        post.clock.move(timedelta(minutes=2))
        outbox.look()
        await outbox.drained()

    await post.while_running(outbox, wait_for_the_lease)
    assert post.messenger.texts == ["Dari proses lama"]


async def test_who_knows_to_be_alone_takes_over_at_once(post: Post) -> None:
    post.write((SITI, "Dari proses lama"))
    outbox = post.outbox()
    await outbox.take_over()
    await post.deliver(outbox)
    assert post.messenger.texts == ["Dari proses lama"]


async def test_a_long_queue_is_claimed_in_portions_the_most_urgent_first(post: Post) -> None:
    post.write(*((n, "Besok mulai") for n in range(1, 101)), priority=Priority.BROADCAST, lease=timedelta())
    post.write(*((n, "Terima kasih.") for n in range(101, 106)), lease=timedelta())
    outbox = post.outbox(portion=10)
    most = 0

    async def watch() -> None:
        nonlocal most
        while outbox.sent < 105:
            most = max(most, outbox.queued + outbox.in_flight)
            await post.time.sleep(0.01)
        await outbox.drained()

    post.messenger.latency = 0.02
    await post.while_running(outbox, watch)
    assert post.messenger.texts[:5] == ["Terima kasih."] * 5
    assert set(post.deliveries()) == {SENT}
    assert len(post.messenger.said) == 105
    assert most <= 15


async def test_two_processes_never_send_the_same_message(post: Post) -> None:
    post.write(*((n, f"{n}") for n in range(1, 201)), lease=timedelta())
    one, other = post.outbox(portion=7), post.outbox(portion=7)

    async def both() -> None:
        await asyncio.gather(one.drained(), other.drained())

    running = asyncio.ensure_future(other.run())
    await post.while_running(one, both)
    await post.time.until(other.stop())
    await running
    assert sorted(post.messenger.texts, key=int) == [f"{n}" for n in range(1, 201)]
    assert one.sent + other.sent == 200


async def test_stopping_lets_what_is_in_flight_arrive_and_gives_back_the_rest(post: Post) -> None:
    post.messenger.latency = 0.5
    outbox = post.outbox()
    outbox.put(post.write((SITI, "Satu"), (SITI, "Dua")))
    running = asyncio.ensure_future(outbox.run())
    await post.time.until(post.messenger.heard(1))
    await post.time.until(outbox.stop())
    await running
    assert post.deliveries() == [SENT, QUEUED]
    await post.deliver(post.outbox())
    assert post.messenger.texts == ["Satu", "Dua"]


async def test_what_does_not_arrive_before_the_end_is_sent_again_by_the_next_process(post: Post) -> None:
    post.messenger.holding["Satu"] = asyncio.Event()
    outbox = post.outbox()
    outbox.put(post.write((SITI, "Satu")))
    running = asyncio.ensure_future(outbox.run())
    await post.time.until(post.messenger.heard(1))
    await outbox.stop(timeout=0)
    await running
    assert post.deliveries() == [QUEUED]
    post.messenger.holding.clear()
    await post.deliver(post.outbox())
    assert post.messenger.texts == ["Satu", "Satu"]


async def test_while_the_database_is_away_sending_goes_on_and_is_written_down_later(post: Post) -> None:
    first, second = post.write((SITI, "Satu")), post.write((BUDI, "Dua"))
    outbox = post.outbox()

    async def lose_the_database_for_a_while() -> None:
        post.rename("outbound", "away")
        outbox.put(first)
        await post.messenger.heard(1)
        await post.time.sleep(60)
        outbox.put(second)
        await post.messenger.heard(2)
        await post.time.sleep(60)
        assert post.deliveries_in("away") == [QUEUED, QUEUED]  # before the outbox may see it again
        post.rename("away", "outbound")
        await outbox.drained()

    await post.while_running(outbox, lose_the_database_for_a_while)
    assert post.messenger.texts == ["Satu", "Dua"]
    assert post.deliveries() == [SENT, SENT]


async def test_a_process_that_ends_without_the_database_leaves_the_message_to_the_next(post: Post) -> None:
    outbox = post.outbox()
    rows = post.write((SITI, "Satu"))

    async def lose_the_database() -> None:
        post.rename("outbound", "away")
        outbox.put(rows)
        await post.messenger.heard(1)

    await post.while_running(outbox, lose_the_database)
    post.rename("away", "outbound")
    post.clock.move(timedelta(minutes=2))
    await post.deliver(post.outbox())
    assert post.messenger.texts == ["Satu", "Satu"]
    assert post.deliveries() == [SENT]


async def test_more_than_there_is_room_for_is_left_to_the_database_and_sent_in_order(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbox.holdings.ROOM", 10)
    outbox = post.outbox(portion=4)

    async def write_a_lot() -> None:
        for first in range(0, 60, 20):
            outbox.put(post.write(*((SITI, f"{n}") for n in range(first, first + 20))))
            assert outbox.queued <= 10
        await post.messenger.heard(10)
        post.clock.move(timedelta(minutes=2))
        await outbox.drained()

    await post.while_running(outbox, write_a_lot)
    assert post.messenger.texts == [f"{n}" for n in range(60)]
