"""A spreadsheet of meetings: what is read of it, and what is named that is wrong."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from models.meetings.audience import Audience
from models.meetings.entries import Known, Meetings, read_meetings
from models.members import Role
from models.spreadsheets.problems import SheetProblems

KNOWN = Known("Asia/Makassar", date(2026, 11, 23), {"dinassosial": 3}, {"sitiaminah": 7, "sitiaminahspd": 7})


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def read(*lines: str) -> Meetings:
    return read_meetings(csv(*lines), "agenda.csv", KNOWN)


def wrong(*lines: str) -> list[str]:
    with pytest.raises(SheetProblems) as problems:
        read(*lines)
    return [str(problem) for problem in problems.value.problems]


def test_a_list_as_facilitators_write_it_is_read_in_the_batchs_own_time() -> None:
    [first, second] = read(
        "Judul Sesi,Hari/Tanggal,Waktu,Narasumber,Lokasi,Peserta",
        "Sesi 1,Kamis 26 Nov,09.00–11.30 WITA,Dr. Wulan,Aula Bappeda https://zoom.us/j/1,",
        "Sesi 2,1/12/2026,13.00 s/d 15.00,-,,Dinas Sosial; Siti Aminah; pimpinan",
    ).entries
    details = first.details
    assert (details.title, details.speaker, details.place) == ("Sesi 1", "Dr. Wulan", "Aula Bappeda")
    assert details.link == "https://zoom.us/j/1"
    assert details.starts_at == datetime(2026, 11, 26, 1, tzinfo=UTC)
    assert details.ends_at == datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
    assert first.audience == Audience()
    assert second.details.ends_at == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert (second.details.speaker, second.details.place) == ("", "")
    assert second.audience == Audience((3,), (Role.LEADER,), (7,))


def test_a_workbook_with_days_and_times_as_such_is_read() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 11, 27, hour)  # noqa: DTZ001  as a cell has it

    book = Workbook()
    rows: list[list[Any]] = [
        ["Agenda Angkatan 1"],
        ["Title", "Date", "Start", "End", "Speaker", "Link"],
        ["Session 1", datetime(2026, 11, 26), time(9), time(11, 30), "Wulan", "www.contoh.go.id/zoom"],  # noqa: DTZ001  as a cell has it
        ["Session 2", at(9), at(9), at(11), "", ""],
    ]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    content = BytesIO()
    book.save(content)
    [entry, second] = read_meetings(content.getvalue(), "agenda.xlsx", KNOWN).entries
    assert second.details.starts_at == datetime(2026, 11, 27, 1, tzinfo=UTC)
    assert second.details.ends_at == datetime(2026, 11, 27, 3, tzinfo=UTC)
    assert entry.details.starts_at == datetime(2026, 11, 26, 1, tzinfo=UTC)
    assert entry.details.link == "https://www.contoh.go.id/zoom"
    assert entry.audience is None


@pytest.mark.parametrize(
    ("cell", "ends"),
    [("09.00 s.d 11.00", 3), ("09.00 s.d. 11.00 WITA", 3), ("09.00 s/d 11.30", 3.5), ("jam 9 sampai 11", 3)],
)
def test_from_when_until_when_is_written_in_many_ways(cell: str, ends: float) -> None:
    [entry] = read("Judul,Tanggal,Waktu", f"Sesi 1,26-11-2026,{cell}").entries
    assert entry.details.ends_at == datetime(2026, 11, 26, tzinfo=UTC) + timedelta(hours=ends)


def test_a_time_of_another_zone_is_not_taken_for_the_batchs_own_and_an_open_end_is_asked_for() -> None:
    assert wrong(
        "Judul,Tanggal,Waktu,Selesai", "A,26-11-2026,09.00 WIB,11.00 WITA", "B,26-11-2026,9 - selesai,"
    ) == [
        "row 2, Waktu: “09.00 WIB” is by another clock than the batch’s (WITA); write it by that",
        "row 3, Waktu: there is no end; write it like 09.00–11.30",
    ]


def test_every_bad_row_is_named_and_then_nothing_is_given() -> None:
    assert wrong(
        "judul,tanggal,mulai,selesai,tautan,undangan",
        ",26 Nov,09.00,10.00,,",
        "Sesi 2,31 Feb,09.00,10.00,,",
        "Sesi 3,26 Nov,pagi,10.00,,",
        "Sesi 4,26 Nov,10.00,09.00,,",
        "Sesi 5,26 Nov,10.00,,,",
        "Sesi 6,26 Nov,10.00,11.00,ruang zoom,",
        "Sesi 7,26 Nov,10.00,11.00,,Dinas Antah Berantah",
        "Sesi 8,26 Nov,10.00,11.00,,",
        "sesi  8,27 Nov,10.00,11.00,,",
        f"{'x' * 81},26 Nov,10.00,11.00,,",
    ) == [
        "row 2, judul: the title is missing",
        "row 3, tanggal: “31 Feb” is no day; write it like 30-11-2026",
        "row 4, mulai: “pagi” is no time; write it like 09.00",
        "row 5, mulai: it ends before it begins",
        "row 6, mulai: there is no end; write it like 09.00–11.30",
        "row 7, tautan: “ruang zoom” is no link; write it like https://zoom.us/j/123",
        "row 8, undangan: “Dinas Antah Berantah” is no agency, role or person of the batch; part several with ;",
        "row 10, judul: the same title as in row 9; a number would tell them apart",
        "row 11, judul: this has 81 characters; up to 80 fit",
    ]


def test_a_file_that_is_no_list_of_meetings_is_told_so() -> None:
    assert wrong("judul,mulai", "Sesi 1,09.00") == ["agenda.csv has no column “tanggal”"]
    assert wrong("judul,tanggal,mulai") == ["agenda.csv has headings and no meeting below them"]
    assert wrong("satu,dua", "1,2")[0].startswith("agenda.csv has no headings")
