"""Weekly reports of a batch, and its days off."""

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.availability.day_off import DayOff
from models.checkins.rule import CheckInRule
from tests.bot.commands.spoken import Penggerak

WISH = (
    "checkins",
    "set",
    "--batch",
    "A-1",
    "--weekday",
    "friday",
    "--from",
    "2099-12-04",
    "--to",
    "2100-03-26",
)


def test_a_batch_is_asked_every_week(on: Penggerak, database: Engine) -> None:
    ended = on(*WISH, "--at", "14:00")
    assert ended.code == 0, ended.err
    assert ended.out == (
        "Batch A-1 is asked for 17 reports, every friday at 14:00: the first on 2099-12-04, the last on 2100-03-26.\n"
    )
    assert on(*WISH, "--at", "09:00").code == 0
    with Session(database) as session:
        assert f"{session.exec(select(CheckInRule)).one().at:%H:%M}" == "09:00"


def test_what_would_not_do_is_refused_in_one_line(on: Penggerak) -> None:
    for clock, says in (("12:00", "not during the Friday prayer"), ("20:00", "07:30 to 16:00")):
        ended = on(*WISH, "--at", clock)
        assert ended.code == 1
        assert says in ended.err
        assert ended.err.count("\n") == 1
    assert on(*WISH, "--at", "two").code == 2


def test_a_batch_has_days_off_of_its_own(on: Penggerak, database: Engine) -> None:
    for _twice in range(2):
        ended = on("batch", "days-off", "--code", "A-1", "--day", "2026-11-09", "--name", "Hari jadi kota")
        assert ended.out == "Batch A-1 has these days off: 2026-11-09.\n"
    with Session(database) as session:
        assert session.exec(select(DayOff.name)).all() == ["Hari jadi kota"]
    ended = on("batch", "days-off", "--code", "A-1", "--day", "2026-11-09", "--remove")
    assert ended.out == "Working days again: 1.\n"
