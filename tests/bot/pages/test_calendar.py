"""The link to which a calendar subscribes: made in the chat, read by a calendar program, taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from icalendar import Calendar, Event
from sqlmodel import Session, select
from starlette.applications import Starlette
from yarl import URL

from bot.pages.refusing import Pace
from bot.pages.site import site
from bot.serving import serving
from models.erasing import carry_out
from models.erasures import Erasure
from models.meetings.answering import Added, Answer, keep_answer, keep_material
from models.meetings.audience import Audience
from models.meetings.calendar_link import CalendarLink
from models.meetings.invitee import Coming
from models.meetings.meeting import Details, Meeting, MeetingState
from models.meetings.planning import Change, keep_change
from models.members import Role
from tests.bot.desk import Desk, Somebody
from tests.bot.pages.conftest import PUBLIC
from tests.rig.meetings import plan_meeting

STARTS = datetime(2026, 11, 26, 2, tzinfo=UTC)
ANYBODY = None  # keepers of meetings do not ask who it is


def plan(desk: Desk, title: str, days: int = 0, audience: Audience = Audience()) -> int:  # noqa: B008  frozen
    details = Details(title, STARTS + timedelta(days=days), STARTS + timedelta(days=days, hours=2), "Wulan")
    with Session(desk.engine) as session, session.begin():
        return plan_meeting(session, desk.batch_id, desk.clock.now(), details, audience).id or 0


def change(
    desk: Desk, number: int, made: Somebody, *, days: int = 0, state: MeetingState = MeetingState.PLANNED
) -> None:
    with Session(desk.engine) as session, session.begin():
        meeting = session.get_one(Meeting, number)
        told = meeting.details
        later = Details(
            told.title, told.starts_at + timedelta(days=days), told.ends_at + timedelta(days=days), "Wulan"
        )
        wish = Change(number, made.member_id, meeting.sequence, later, state)
        keep_change(session, ANYBODY, wish, desk.clock.now())  # type: ignore[arg-type]


def make_link(desk: Desk, somebody: Somebody) -> str:
    """The path of the link that somebody makes in the chat."""
    somebody.writes("/agenda")
    somebody.writes("In my calendar")
    somebody.taps("Make the link")
    return path_of(desk, somebody)


def path_of(desk: Desk, somebody: Somebody) -> str:
    with Session(desk.engine) as session:
        link = select(CalendarLink.secret).where(CalendarLink.person_id == somebody.person_id)
        path = f"/calendar/{session.exec(link).one()}.ics"
    assert PUBLIC + path in somebody.last.text
    return path


async def events(browser: ClientSession, path: str) -> dict[str, Event]:
    answer = await browser.get(path)
    assert (answer.status, answer.content_type) == (200, "text/calendar")
    calendar = Calendar.from_ical(await answer.read())
    assert isinstance(calendar, Calendar)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT") if isinstance(event, Event)}


async def test_a_calendar_sees_all_meetings_and_what_becomes_of_them(
    desk: Desk, siti: Somebody, made: Somebody, browser: ClientSession
) -> None:
    first, second, third = (plan(desk, f"Sesi {n}", n) for n in (1, 2, 3))
    plan(desk, "Rapat pimpinan", 4, Audience(roles=(Role.LEADER,)))
    path = make_link(desk, siti)
    before = await events(browser, path)
    assert list(before) == ["Sesi 1", "Sesi 2", "Sesi 3"]

    change(desk, first, made, days=7)
    change(desk, second, made, state=MeetingState.CANCELLED)
    with Session(desk.engine) as session, session.begin():
        no = Answer(third, siti.member_id, 0, Coming.NO, "Dinas luar")
        keep_answer(session, ANYBODY, no, desk.clock.now())  # type: ignore[arg-type]
        slides = Added(third, made.member_id, "Paparan", "https://contoh.go.id/paparan")
        keep_material(session, ANYBODY, slides, desk.clock.now())  # type: ignore[arg-type]

    after = await events(browser, path)
    moved, gone, declined = (after[f"Sesi {n}"] for n in (1, 2, 3))
    assert [event["uid"] for event in after.values()] != [event["uid"] for event in before.values()]
    assert {event["uid"] for event in after.values()} == {event["uid"] for event in before.values()}
    assert (moved["sequence"], moved.decoded("dtstart")) == (1, STARTS + timedelta(days=8))
    assert moved.decoded("dtstart").utcoffset() == timedelta(hours=7)
    assert (str(gone["status"]), gone["sequence"], gone.walk("VALARM")) == ("CANCELLED", 1, [])
    assert (str(declined["status"]), str(declined["transp"])) == ("CONFIRMED", "TRANSPARENT")
    assert "Paparan: https://contoh.go.id/paparan" in str(declined["description"])
    assert declined.walk("VALARM") == []
    assert len(moved.walk("VALARM")) == 1


async def test_who_holds_the_meetings_has_them_in_the_calendar_too(
    desk: Desk, siti: Somebody, made: Somebody, browser: ClientSession
) -> None:
    plan(desk, "Rapat pimpinan", audience=Audience(roles=(Role.LEADER,)))
    assert list(await events(browser, make_link(desk, made))) == ["Rapat pimpinan"]
    assert await events(browser, make_link(desk, siti)) == {}


async def test_a_program_is_told_when_to_look_again_and_that_nothing_is_new(
    desk: Desk, siti: Somebody, made: Somebody, browser: ClientSession
) -> None:
    number = plan(desk, "Sesi 1")
    path = make_link(desk, siti)
    first = await browser.get(path)
    text = await first.text()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text
    assert "X-WR-CALNAME:Change agents’ agenda" in text
    assert "BEGIN:VTIMEZONE" in text
    assert first.headers["Cache-Control"] == "private, max-age=300"

    tag = first.headers["ETag"]
    for known in (tag, f'"other", W/{tag}'):
        again = await browser.get(path, headers={"If-None-Match": known})
        assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", tag)
    assert (await browser.head(path)).headers["ETag"] == tag
    change(desk, number, made, days=1)
    newer = await browser.get(path, headers={"If-None-Match": tag})
    assert newer.status == 200
    assert newer.headers["ETag"] != tag


async def test_a_new_link_ends_the_one_before_and_one_that_is_taken_back_leads_nowhere(
    desk: Desk, siti: Somebody, browser: ClientSession
) -> None:
    plan(desk, "Sesi 1")
    first = make_link(desk, siti)
    siti.taps("🔄 Make a new link")
    second = path_of(desk, siti)
    assert [(await browser.get(path)).status for path in (first, second)] == [404, 200]
    siti.taps("🚫 Take the link back")
    answers = [await browser.get(path) for path in (second, "/calendar/never.ics", "/calendar/.ics")]
    assert [(answer.status, "ETag" in answer.headers) for answer in answers] == [(404, False)] * 3
    assert await answers[0].text() == await answers[1].text() == "Not found\n"
    siti.writes("/agenda")
    siti.taps("🔗 In my calendar")
    assert siti.buttons == [["Make the link", "‹ The agenda"]]


@pytest.mark.parametrize("odd", ["%00", "%C3%28", "a%0Ab", "%F0%9F%98%80", "x" * 3000])
async def test_an_odd_address_leads_nowhere(browser: ClientSession, odd: str) -> None:
    for page in (f"/calendar/{odd}.ics", f"/attendance/{odd}/", f"/attendance/7-{odd}/now"):
        assert (await browser.get(URL(page, encoded=True))).status == 404


async def test_an_erased_person_has_no_link_any_more(
    desk: Desk, siti: Somebody, browser: ClientSession
) -> None:
    plan(desk, "Sesi 1")
    path = make_link(desk, siti)
    with Session(desk.engine) as session, session.begin():
        session.add(Erasure(person_id=siti.person_id, requested_at=desk.clock.now()))
        session.flush()
        carry_out(session, siti.person_id, desk.clock.now())
        assert session.exec(select(CalendarLink)).all() == []
    assert (await browser.get(path)).status == 404


async def test_too_many_at_once_are_asked_to_come_again(desk: Desk) -> None:
    three_an_hour = Pace(per_second=3 / 3600, at_once=3)
    pages = Starlette(routes=site(desk.engine, "tirtanagari_bot", desk.clock.now, "id", three_an_hour))
    async with serving(pages, "127.0.0.1", 0) as port, ClientSession(f"http://127.0.0.1:{port}") as browser:
        answers = [await browser.get("/calendar/never.ics") for _each in range(4)]
        assert [answer.status for answer in answers] == [404, 404, 404, 429]
        assert answers[-1].headers["Retry-After"] == "5"
        assert (await browser.get("/health")).status == 200
