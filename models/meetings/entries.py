"""The rows of a spreadsheet of meetings, each read and checked; either all of them are right or nothing is given."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from models.availability.zones import is_by_another_clock, letters_of
from models.days.clocks import read_clock
from models.days.faults import NotADay
from models.days.leaning import Lean
from models.days.reading import read_day
from models.meetings.agenda import same
from models.meetings.audience import Audience
from models.meetings.material import LONGEST_NAME
from models.meetings.meeting import LONGEST_LINK, LONGEST_PLACE, LONGEST_SPEAKER, LONGEST_TITLE, Details
from models.meetings.where import parted
from models.members import Role
from models.spreadsheets.headings import Columns, find_headings, folded
from models.spreadsheets.problems import Problem, SheetProblems, unreadable
from models.spreadsheets.rows import Row, WrongCell, plain, rows_below
from models.spreadsheets.sentences import N_, Sentence
from models.spreadsheets.sheets import Cell, read_sheets

COLUMNS = Columns(
    {
        "judul": "judul sesi judulsesi namasesi agenda kegiatan acara topik materi title meeting session topic name",
        "tanggal": "tanggal tgl hari haritanggal date day",
        "mulai": "mulai jammulai dari pukul jam waktu start starts starttime from time",
        "selesai": "selesai jamselesai sampai berakhir end ends endtime until to",
        "pembicara": "pembicara narasumber pemateri fasilitator speaker speakers presenter",
        "tempat": "tempat lokasi ruang ruangan place venue location room where",
        "tautan": "tautan link tautanzoom linkzoom zoom url",
        "bahan": "bahan bahansesi bahanpaparan paparan linkmateri tautanmateri materials handouts slides",
        "undangan": "undangan peserta diundang untuk invited invitees participants audience for",
    },
    required="judul",
)
"""Each with the headings that mean it."""

_EVERYBODY = {folded(word) for word in ("semua", "seluruh angkatan", "semua peserta", "angkatan", "all", "everybody", "everyone")}  # fmt: skip
_ROLES = {
    **dict.fromkeys(("agen", "agenperubahan", "agent", "agents", "changeagents"), Role.AGENT),
    **dict.fromkeys(("asesor", "assessor", "assessors"), Role.ASSESSOR),
    **dict.fromkeys(("mitra", "partner", "partners"), Role.PARTNER),
    **dict.fromkeys(("pimpinan", "leader", "leaders"), Role.LEADER),
}
_DAY_AND_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)", re.ASCII)
"""As a workbook writes a day that has a time, be it midnight: in a column of days the one counts, in one of times the other."""
_OPEN_END = {folded(word) for word in ("selesai", "sampai selesai", "done", "end")}
_RANGE = re.compile(r"\s*(?:-|–|—|s[./]?d\.?|sampai|hingga|to|until)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What a list of meetings is read by: the batch's zone (IANA), the day that it is there, and whom it may name."""

    zone: str
    today: date
    agencies: Mapping[str, int] = field(default_factory=dict)  # by name, as `folded` leaves it
    members: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One meeting as the file has it, and the row it stands in."""

    row: int
    details: Details
    audience: Audience | None  # None where the file has no such column
    materials: tuple[tuple[str, str], ...] = ()  # names and links


@dataclass(frozen=True)
class Meetings:
    """Everything in a file, with what its headings came to."""

    entries: tuple[Entry, ...]
    headings: Mapping[str, str]  # each column it has, as the file heads it
    ignored: tuple[str, ...] = ()  # headings that mean nothing to us
    missing: tuple[str, ...] = ()  # columns that it does not have


def read_meetings(content: bytes, name: str, known: Known) -> Meetings:
    """Read meetings from XLSX or CSV; `name` is the file's. Raises SheetProblems with everything that is wrong, row by row."""
    sheet, headings = find_headings(read_sheets(content, name), COLUMNS, name)
    if missing := [column for column in ("tanggal", "mulai") if column not in headings.places]:
        raise unreadable(N_("{name} has no column “{column}”"), name=name, column=missing[0])
    problems: list[Problem] = []
    entries = [
        entry for row in rows_below(sheet, headings, problems) if (entry := _entry(row, known, problems))
    ]
    problems += _repeated(entries, headings.written["judul"])
    if problems:
        raise SheetProblems(problems)
    if not entries:
        raise unreadable(N_("{name} has headings and no meeting below them"), name=name)
    return Meetings(tuple(entries), headings.written, headings.ignored, headings.missing)


def _entry(row: Row, known: Known, problems: list[Problem]) -> Entry | None:
    before = len(problems)
    title = row.required("judul", _title)
    day = row.required("tanggal", lambda cell: _day(cell, known.today))
    starts, ends = row.required("mulai", lambda cell: _times(cell, known)) or (None, None)
    if "selesai" in row.cells and not row.is_empty("selesai"):
        ends = row.optional("selesai", lambda cell: _time(cell, known))
    speaker = row.optional("pembicara", _upto(LONGEST_SPEAKER)) or ""
    place, link = parted(row.optional("tempat", _upto(LONGEST_LINK)) or "")
    link = row.optional("tautan", _link) or link
    materials = row.optional("bahan", _materials) or ()
    audience = row.optional("undangan", lambda cell: _audience(cell, known))
    if len(place) > LONGEST_PLACE:
        problems.append(_problem(row, "tempat", N_("this has {length} characters; up to {most} fit"), length=len(place), most=LONGEST_PLACE))  # fmt: skip
    if starts is not None and ends is None and len(problems) == before:
        problems.append(_problem(row, "mulai", N_("there is no end; write it like {example}"), example="09.00–11.30"))  # fmt: skip
    if starts is not None and ends is not None and ends <= starts:
        problems.append(_problem(row, "mulai", N_("it ends before it begins")))
    if len(problems) > before or not (title and day and starts is not None and ends is not None):
        return None
    details = Details(title, _instant(day, starts, known), _instant(day, ends, known), speaker, place, link)
    invited = "undangan" in row.cells
    return Entry(row.number, details, (audience or Audience()) if invited else None, materials)


def _problem(row: Row, column: str, wording: str, **values: str | int) -> Problem:
    return Problem(row.number, row.headings.written.get(column, ""), Sentence(wording, values))


def _instant(day: date, clock: time, known: Known) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(known.zone)).astimezone(UTC)


def _title(cell: Cell) -> str:
    title = plain(cell)
    if not title:
        raise WrongCell(N_("the title is missing"))
    return _upto(LONGEST_TITLE)(cell)


def _upto(longest: int) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = " ".join(plain(cell).split())
        if len(text) > longest:
            raise WrongCell(
                N_("this has {length} characters; up to {most} fit"), length=len(text), most=longest
            )
        return text

    return read


def _link(cell: Cell) -> str:
    place, link = parted(_upto(LONGEST_LINK)(cell))
    if place or not link:
        raise WrongCell(
            N_("“{written}” is no link; write it like {example}"),
            written=plain(cell)[:40],
            example="https://zoom.us/j/123",
        )
    return link


def _materials(cell: Cell) -> tuple[tuple[str, str], ...]:
    """Names and links: "Paparan https://…; https://…"; one without a name is called by its link."""
    found = []
    for part in _parts(cell):
        name, link = parted(part)
        if not link or len(link) > LONGEST_LINK:
            raise WrongCell(
                N_("“{written}” is no link; write it like {example}"),
                written=part[:40],
                example="Paparan https://contoh.go.id/a; https://contoh.go.id/b",
            )
        found.append(((name.rstrip(" :") or link)[:LONGEST_NAME], link))
    return tuple(found)


def _day(cell: Cell, today: date) -> date:
    written = plain(cell)
    if both := _DAY_AND_TIME.fullmatch(written):
        written = both[1]
    try:
        day = read_day(written, today, Lean.AHEAD)
    except NotADay:
        raise WrongCell(
            N_("“{written}” is no day; write it like {example}"), written=written, example="30-11-2026"
        ) from None
    return day


def _time(cell: Cell, known: Known) -> time:
    starts, ends = _times(cell, known)
    if ends is not None:
        raise _no_time(cell)
    return starts


def _times(cell: Cell, known: Known) -> tuple[time, time | None]:
    """From when, and until when where that stands in the same cell: 09.00–11.30 WIB."""
    written = plain(cell)
    if both := _DAY_AND_TIME.fullmatch(written):
        written = both[2]
    if is_by_another_clock(written, known.zone, _instant(known.today, time(), known)):
        raise WrongCell(
            N_("“{written}” is by another clock than the batch’s ({zone}); write it by that"),
            written=written[:40],
            zone=letters_of(known.zone),
        )
    first, *more = _RANGE.split(written)
    parts = [read_clock(part) for part in (first, *(part for part in more if folded(part) not in _OPEN_END))]
    match parts:
        case [time() as starts]:
            return starts, None
        case [time() as starts, time() as ends]:
            return starts, ends
    raise _no_time(cell)


def _no_time(cell: Cell) -> WrongCell:
    return WrongCell(
        N_("“{written}” is no time; write it like {example}"), written=plain(cell)[:40], example="09.00"
    )


def _audience(cell: Cell, known: Known) -> Audience:
    agencies: list[int] = []
    roles: list[Role] = []
    members: list[int] = []
    for part in _parts(cell):
        word = folded(part)
        if word in _EVERYBODY:
            return Audience()
        if word in known.agencies:
            agencies.append(known.agencies[word])
        elif word in _ROLES:
            roles.append(_ROLES[word])
        elif word in known.members:
            members.append(known.members[word])
        else:
            raise WrongCell(
                N_("“{written}” is no agency, role or person of the batch; part several with ;"),
                written=part[:60],
            )
    return Audience(tuple(agencies), tuple(roles), tuple(members))


def _parts(cell: Cell) -> list[str]:
    """What stands in one cell, with ; between or line by line."""
    return [part for one in re.split(r"[;\n]", str(cell)) if (part := plain(one))]


def _repeated(entries: Sequence[Entry], heading: str) -> Iterator[Problem]:
    rows: dict[str, int] = {}
    for entry in entries:
        before = rows.setdefault(same(entry.details.title), entry.row)
        if before != entry.row:
            reason = Sentence(
                N_("the same title as in row {row}; a number would tell them apart"), {"row": before}
            )
            yield Problem(entry.row, heading, reason)
