"""The page with a meeting's QR code, for the computer in the room, behind a link that a facilitator is sent."""

import re
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession
from sqlmodel import Session

from models.meetings.codes import digits, step_at
from models.meetings.meeting import Details, Meeting, MeetingState
from tests.bot.desk import Desk, Somebody
from tests.bot.pages.conftest import PUBLIC
from tests.rig.meetings import plan_meeting

STARTS = datetime(2026, 11, 26, 2, tzinfo=UTC)


def plan(desk: Desk) -> Meeting:
    details = Details("Sesi <1>", STARTS, STARTS + timedelta(hours=2))
    with Session(desk.engine, expire_on_commit=False) as session, session.begin():
        return plan_meeting(session, desk.batch_id, desk.clock.now(), details)


def link_for(made: Somebody) -> str:
    """The path of the page that a facilitator is told."""
    made.writes("/agenda")
    made.taps(next(label for [label] in made.buttons if "Sesi <1>" in label))
    made.taps("🖥 QR code on a screen")
    told = made.bubble("open this there").text
    found = re.search(rf"{re.escape(PUBLIC)}(/attendance/\S+)", told)
    assert found
    assert "The code is on it from 08:00 WIB to 11:30 WIB" in told
    return found[1]


async def test_the_page_shows_the_code_while_people_may_come_and_says_when_that_is(
    desk: Desk, siti: Somebody, made: Somebody, browser: ClientSession
) -> None:
    meeting = plan(desk)
    path = link_for(made)
    for address in (path, f"{path}/"):
        page = await browser.get(address)
        assert (page.status, page.headers["Referrer-Policy"]) == (200, "no-referrer")
        assert "<h1>Sesi &lt;1&gt;</h1>" in await page.text()
    early = await (await browser.get(f"{path}/now")).json()
    assert early["closed"] == (
        "Kode ditampilkan di sini dari Kamis, 26 November 2026, 08.00 WIB sampai 11.30 WIB."
    )
    assert (early["there"], set(early)) == ("0 / 1", {"closed", "there"})

    desk.clock.move(STARTS - desk.clock.now() + timedelta(seconds=10))
    shown = await (await browser.get(f"{path}/now")).json()
    code = digits(meeting.secret, meeting.id or 0, step_at(desk.clock.now()))
    assert (shown["digits"], shown["seconds"]) == (f"{code[:3]} {code[3:]}", 20)
    assert shown["code"].startswith("<svg")
    assert meeting.secret not in path


async def test_its_reader_is_not_told_anything_of_what_is_not_there(
    desk: Desk, siti: Somebody, made: Somebody, browser: ClientSession
) -> None:
    meeting = plan(desk)
    path = link_for(made)
    other = f"/attendance/{meeting.id}-{'0' * 32}"
    nowhere = [
        other,
        f"{other}/now",
        "/attendance/x",
        "/attendance/99-0",
        f"/attendance/{meeting.id}",
        f"{path}0",
    ]
    for address in nowhere:
        answer = await browser.get(address)
        assert (answer.status, await answer.text()) == (404, "Not found\n")
    with Session(desk.engine) as session, session.begin():
        session.get_one(Meeting, meeting.id).state = MeetingState.CANCELLED
    assert [(await browser.get(address)).status for address in (path, f"{path}/now")] == [404, 404]


async def test_an_hour_before_the_facilitator_is_sent_the_link_with_the_reminder(
    desk: Desk, siti: Somebody, made: Somebody
) -> None:
    plan(desk)
    path = link_for(made)
    see = next(chore for chore in desk.repertoire.chores if "see_to_meetings" in repr(chore))
    desk.clock.move(STARTS - timedelta(minutes=55) - desk.clock.now())
    with Session(desk.engine) as session, session.begin():
        see(session, desk.clock.now(), desk.turns.quiet)
    desk.tick()
    assert "It begins at 09:00 WIB:" in made.last.text
    assert PUBLIC + path in made.last.text
    assert "attendance" not in siti.last.text
