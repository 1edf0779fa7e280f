"""What goes wrong when it is asked to."""

from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.phone.faults import Fault, Faults
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.refusals import TooManyRequests
from bot.phone.server import Address
from bot.phone.throttle import Throttle


async def test_a_message_is_kept_although_the_answer_never_comes(
    phone: Phone, address: Address, siti: Person
) -> None:
    siti.write("halo")
    async with Bot(phone.token, base_url=address.base_url, request=HTTPXRequest(read_timeout=0.2)) as bot:
        phone.faults.next(Fault.TIME_OUT, method="sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(siti.id, "Halo")
    assert siti.messages[-1].text == "Halo"
    assert phone.calls[-1].fault is Fault.TIME_OUT


async def test_a_dropped_connection_leaves_nothing_behind(bot: Bot, phone: Phone, siti: Person) -> None:
    siti.write("halo")
    phone.faults.next(Fault.DROP)
    with pytest.raises(NetworkError):
        await bot.send_message(siti.id, "Halo")
    assert len(siti.messages) == 1
    await bot.send_message(siti.id, "Halo")
    assert siti.messages[-1].text == "Halo"


@pytest.mark.parametrize(("fault", "status"), [(Fault.ERROR_500, 500), (Fault.ERROR_502, 502)])
async def test_a_broken_server(
    phone: Phone, address: Address, siti: Person, fault: Fault, status: int
) -> None:
    siti.write("halo")
    phone.faults.next(fault, times=2)
    url, said = f"{address.base_url}{phone.token}/sendMessage", {"chat_id": siti.id, "text": "Halo"}
    async with aiohttp.ClientSession() as session:
        for expected in (status, status, 200):
            async with session.post(url, json=said) as answer:
                assert answer.status == expected
                assert (await answer.text()).startswith("<html>" if expected == 502 else '{"ok":')


async def test_too_many_requests_say_how_long(bot: Bot, phone: Phone, siti: Person) -> None:
    siti.write("halo")
    phone.faults.next(Fault.TOO_MANY, method="sendMessage", retry_after=7)
    await bot.send_chat_action(siti.id, "typing")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(siti.id, "Halo")
    assert refused.value.retry_after == timedelta(seconds=7)
    assert phone.calls[-1].refused == "Too Many Requests: retry after 7"


async def test_blocked_for_once(bot: Bot, phone: Phone, siti: Person) -> None:
    siti.write("halo")
    phone.faults.next(Fault.BLOCKED)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(siti.id, "Halo")


async def test_polling_fails_only_when_it_is_named(bot: Bot, phone: Phone) -> None:
    phone.faults.next(Fault.ERROR_500)
    assert await bot.get_updates() == ()
    phone.faults.next(Fault.ERROR_500, method="getUpdates")
    with pytest.raises(TelegramError, match="Internal Server Error"):
        await bot.get_updates()


async def test_the_throttle_is_telegrams(bot: Bot, phone: Phone, siti: Person, budi: Person) -> None:
    siti.write("halo")
    budi.write("hello")
    phone.faults.throttle = Throttle(chat_burst=2, timer=lambda: 100.0)
    await bot.send_message(siti.id, "1")
    await bot.send_message(siti.id, "2")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(siti.id, "3")
    assert refused.value.retry_after == timedelta(seconds=1)
    await bot.send_message(budi.id, "1")
    assert phone.faults.throttle.refused == 1
    assert [message.text for message in siti.messages] == ["halo", "1", "2"]


def sent(throttle: Throttle, chat_id: int, times: int) -> int:
    passed = 0
    for _ in range(times):
        try:
            throttle.spend(chat_id)
            passed += 1
        except TooManyRequests:
            continue
    return passed


def test_thirty_a_second_overall_one_a_chat_twenty_a_minute_in_a_group() -> None:
    now = [0.0]
    throttle = Throttle(timer=lambda: now[0])
    assert sum(sent(throttle, chat, 1) for chat in range(1, 50)) == 30
    now[0] = 1.0
    assert sum(sent(throttle, chat, 1) for chat in range(1, 50)) == 30
    now[0] = 60.0
    assert sent(throttle, -1, 25) == 20
    now[0] = 63.0
    assert sent(throttle, -1, 25) == 1
    now[0] = 120.0
    assert sent(throttle, 99, 25) == 5
    now[0] = 122.0
    assert sent(throttle, 99, 25) == 2


def test_the_same_seed_strikes_the_same_calls() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults()
        faults.at_random(Fault.DROP, 0.3, seed=seed)
        return [faults.strike("sendMessage") is not None for _ in range(200)]

    assert struck(1) == struck(1) != struck(2)
    assert 30 < sum(struck(1)) < 90


def test_faults_can_be_cleared() -> None:
    faults = Faults()
    faults.next(Fault.DROP, 3)
    faults.delay = 1
    faults.clear()
    assert (faults.strike("sendMessage"), faults.delay, faults.throttle) == (None, 0, None)


async def test_the_network_may_be_slow(phone: Phone, address: Address, siti: Person) -> None:
    siti.write("halo")
    async with Bot(phone.token, base_url=address.base_url, request=HTTPXRequest(read_timeout=0.2)) as bot:
        phone.faults.delay = 3600
        with pytest.raises(TimedOut):
            await bot.send_message(siti.id, "Halo")
        phone.faults.delay = 0.001
        await bot.send_message(siti.id, "Halo lagi")
    assert [message.text for message in siti.messages] == ["halo", "Halo lagi"]
