"""A list brought into a batch: once, again, changed, and where it does not fit what is there."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.meetings.entries import Meetings, read_meetings
from models.meetings.importing import (
    NotTheirs,
    import_meetings,
    import_sent_meetings,
    known_of,
    load_known,
)
from models.meetings.material import Material
from models.meetings.meeting import Meeting, MeetingState
from models.spreadsheets.changes import Changes
from models.spreadsheets.problems import SheetProblems
from tests.models.meetings.conftest import Room

LIST = "judul,tanggal,mulai,selesai,tempat,undangan\nSesi 1,3-12-2026,09.00,11.00,Aula,\nSesi 2,10-12-2026,09.00,11.00,Aula,Siti Aminah\n"


def read(room: Room, text: str) -> Meetings:
    return read_meetings(text.encode(), "agenda.csv", known_of(room.city.session, "a-1", room.city.now))


def bring(room: Room, text: str, *, later: timedelta = timedelta()) -> Changes:
    changes = import_meetings(room.city.session, "a-1", read(room, text), room.city.now + later)
    room.city.session.expire_all()
    return changes


def meeting(room: Room, title: str) -> Meeting:
    return room.city.session.exec(select(Meeting).where(Meeting.title == title)).one()


def test_a_list_is_brought_in_and_brought_in_again_changes_nothing(room: Room) -> None:
    assert bring(room, LIST).added == ["Sesi 1", "Sesi 2"]
    room.look(room.city.now)
    first, second = meeting(room, "Sesi 1"), meeting(room, "Sesi 2")
    assert [(name, subject) for name, subject, _due in room.told("meeting_news")] == [
        ("Siti Aminah", f"{first.id},{second.id}"),
        ("Budi Hartono", str(first.id)),
    ]
    again = bring(room, LIST)
    assert (again.nothing, again.unchanged) == (True, ["Sesi 1", "Sesi 2"])
    assert room.told("meeting_changed") == []


def test_what_changed_is_told_what_is_not_in_the_list_stays_and_a_missing_column_empties_nothing(
    room: Room,
) -> None:
    bring(room, LIST)
    changes = bring(room, "title,date,start,end\nSESI 1,3-12-2026,10.00,12.00\n", later=timedelta(hours=1))
    assert [(one.name, one.columns) for one in changes.changed] == [("SESI 1", ("title", "date", "end"))]
    assert changes.absent == ["Sesi 2"]
    moved = meeting(room, "SESI 1")
    assert (moved.place, moved.sequence) == ("Aula", 1)
    assert [name for name, _s, _d in room.told("meeting_changed")] == [
        "Siti Aminah", "Budi Hartono", "Made Suardana",
    ]  # fmt: skip


def test_links_in_a_list_go_with_the_meeting_and_none_is_taken_out(room: Room) -> None:
    def links() -> list[tuple[str, str]]:
        return [
            (one.name, one.link)
            for one in room.city.session.exec(select(Material).order_by(col(Material.id)))
        ]

    heading, row = "judul,tanggal,mulai,selesai,bahan\n", "Sesi 1,3-12-2026,09.00,11.00,"
    bring(room, f'{heading}{row}"Paparan: https://contoh.go.id/a\ncontoh.go.id/b"\n')
    first = [("Paparan", "https://contoh.go.id/a"), ("https://contoh.go.id/b", "https://contoh.go.id/b")]
    assert links() == first
    changes = bring(room, f"{heading}{row}Lembar kerja https://contoh.go.id/c; https://contoh.go.id/a\n")
    assert [one.columns for one in changes.changed] == [("bahan",)]
    assert links() == [*first, ("Lembar kerja", "https://contoh.go.id/c")]
    assert bring(room, f"{heading}{row}\n").nothing
    assert room.told("meeting_changed") == []
    with pytest.raises(SheetProblems, match="“paparan menyusul” is no link"):
        read(room, f"{heading}{row}paparan menyusul\n")


def test_somebody_more_is_invited_without_a_word_to_the_others(room: Room) -> None:
    bring(room, LIST)
    changes = bring(room, LIST.replace("Siti Aminah", "Siti Aminah; Budi Hartono"))
    assert [(one.name, one.columns) for one in changes.changed] == [("Sesi 2", ("undangan",))]
    assert room.told("meeting_changed") == []
    assert room.invitee(meeting(room, "Sesi 2"), room.budi)


def test_what_was_called_off_or_is_over_is_not_brought_back(room: Room) -> None:
    bring(room, LIST)
    room.change(meeting(room, "Sesi 1"), room.city.now, state=MeetingState.CANCELLED)
    with pytest.raises(SheetProblems, match="row 2, judul: this meeting was called off"):
        bring(room, LIST)
    over = "judul,tanggal,mulai,selesai\nSesi 2,11-12-2026,09.00,11.00\n"
    with pytest.raises(SheetProblems, match="row 2, judul: this meeting is over"):
        bring(room, over, later=timedelta(days=60))
    assert meeting(room, "Sesi 2").sequence == 0


def test_only_a_facilitator_sends_one(room: Room) -> None:
    session, now = room.city.session, room.city.now
    siti, made = room.asker(room.siti), room.asker(room.made)
    assert load_known(session, siti, now) is None
    with pytest.raises(NotTheirs):
        import_sent_meetings(session, siti, read(room, LIST), now)
    known = load_known(session, made, now)
    assert known is not None
    assert (known.zone, set(known.agencies)) == ("Asia/Jakarta", {"dinassosial"})
    assert import_sent_meetings(session, made, read(room, LIST), now).added == ["Sesi 1", "Sesi 2"]
