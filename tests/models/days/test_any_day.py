"""Every day, written in every way, on any day, reads back as itself; and what is no day never becomes one."""

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import assume, given
from hypothesis import strategies as st

from models.days.counting import months_on
from models.days.faults import NoSuchDay, NoSuchMonth, NotADay, OtherWeekday
from models.days.leaning import Lean
from models.days.reading import read_day
from models.days.words import MONTHS, SYNONYMS, WEEKDAYS

TODAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
LANGUAGES = st.sampled_from(["id_ID", "en_GB", "en_US"])
SMALL = st.integers(1, 400)
LEANS = st.sampled_from(Lean)

IN_FULL = [
    *("d MMMM y", "d MMM y", "d MMM yy", "dd MMMM y", "d-MMM-yy", "d/MMM/y", "MMMM d, y", "MMM d y"),
    *("EEEE, d MMMM y", "EEE d MMM y", "d MMMM y (EEEE)", "EEEE d/M/y", "EEEE 'tgl' d MMMM y"),
    *("d/M/y", "dd/MM/y", "d-M-y", "dd.MM.y", "d/M/yy", "dd-MM-yy", "d.M.yy", "d M y", "y-MM-dd", "y/M/d"),
    *("'tgl' d MMMM y", "'tanggal' d 'bulan' M 'tahun' y", "d MMMM 'tahun' y", "'pada tanggal' d-M-y 'ya'"),
]
WITHOUT_YEAR = [
    "d MMMM",
    "d MMM",
    "MMM d",
    "dd/MM",
    "d-M",
    "d.M",
    "EEEE, d MMMM",
    "'tgl' d MMM",
    "'mulai' d/M",
]


def dressed(data: st.DataObject, written: str) -> str:
    """The same in capitals or small letters, and with what people put around it."""
    written = data.draw(st.sampled_from([written, written.upper(), written.lower(), written.title()]))
    return written + data.draw(st.sampled_from(["", "", ".", "!", "  ", " ya", " 🙏"]))


@pytest.mark.parametrize("pattern", IN_FULL)
@given(
    day=DAYS, today=TODAYS, locale=LANGUAGES, lean=st.sampled_from([Lean.NONE, Lean.AHEAD]), data=st.data()
)
def test_a_whole_date_is_itself(
    pattern: str, day: date, today: date, locale: str, lean: Lean, data: st.DataObject
) -> None:
    assert read_day(dressed(data, format_date(day, pattern, locale)), today, lean) == day


@pytest.mark.parametrize("pattern", WITHOUT_YEAR)
@given(today=TODAYS, away=st.integers(0, 364), locale=LANGUAGES, data=st.data())
def test_without_a_year_it_is_the_next_or_the_last(
    pattern: str, today: date, away: int, locale: str, data: st.DataObject
) -> None:
    ahead, behind = today + timedelta(days=away), today - timedelta(days=away)
    assert read_day(dressed(data, format_date(ahead, pattern, locale)), today, Lean.AHEAD) == ahead
    assert read_day(dressed(data, format_date(behind, pattern, locale)), today, Lean.BEHIND) == behind
    this_year = today.replace(month=ahead.month, day=min(ahead.day, 28))
    assert read_day(format_date(this_year, pattern, locale), today) == this_year


@pytest.mark.parametrize("written", ["{}", "tgl {}", "tanggal {}", "the {}", "{} ya"])
@given(today=TODAYS, away=st.integers(0, 27))
def test_without_a_month_it_is_the_next_or_the_last(written: str, today: date, away: int) -> None:
    ahead, behind = today + timedelta(days=away), today - timedelta(days=away)
    assert read_day(written.format(ahead.day), today, Lean.AHEAD) == ahead
    if behind.month == today.month or behind.day > today.day:
        assert read_day(written.format(behind.day), today, Lean.BEHIND) == behind


@pytest.mark.parametrize(
    ("unit", "ways"),
    [
        (
            "days",
            ["{} hari lagi", "dalam {} hari", "{} hari ke depan", "H+{}", "in {} days", "{} days from now"],
        ),
        (
            "weeks",
            ["{} minggu lagi", "{} pekan lagi", "dalam {} minggu", "in {} weeks", "{} weeks from today"],
        ),
    ],
)
@given(today=TODAYS, count=SMALL, lean=LEANS, data=st.data())
def test_so_many_days_or_weeks_away(
    unit: str, ways: list[str], today: date, count: int, lean: Lean, data: st.DataObject
) -> None:
    written = dressed(data, data.draw(st.sampled_from(ways)).format(count))
    assert read_day(written, today, lean) == today + timedelta(**{unit: count})


@given(today=TODAYS, count=SMALL, way=st.sampled_from(["{} hari yang lalu", "{} hari lalu", "{} days ago"]))
def test_so_many_days_ago(today: date, count: int, way: str) -> None:
    assert read_day(way.format(count), today) == today - timedelta(days=count)


@given(today=TODAYS, count=st.integers(1, 60), way=st.sampled_from(["{} bulan lagi", "in {} months"]))
def test_so_many_months_away_is_the_same_day_or_the_last_of_the_month(
    today: date, count: int, way: str
) -> None:
    found = read_day(way.format(count), today)
    assert (found.year * 12 + found.month) - (today.year * 12 + today.month) == count
    assert found.day == min(today.day, monthrange(found.year, found.month)[1])


@given(today=TODAYS, away=st.integers(1, 7), locale=LANGUAGES, width=st.sampled_from(["EEEE", "EEE"]))
def test_a_weekday_is_the_next_one(today: date, away: int, locale: str, width: str) -> None:
    ahead, behind = today + timedelta(days=away), today - timedelta(days=away)
    for lean in (Lean.NONE, Lean.AHEAD):
        assert read_day(format_date(ahead, width, locale), today, lean) == ahead
    assert read_day(format_date(behind, width, locale), today, Lean.BEHIND) == behind


@given(today=TODAYS, weekday=st.sampled_from(WEEKDAYS), way=st.sampled_from(["{} depan", "{} minggu depan"]))
def test_a_weekday_of_next_week_lies_in_the_week_that_begins_next_monday(
    today: date, weekday: str, way: str
) -> None:
    monday = today + timedelta(days=7 - today.weekday())
    found = read_day(way.format(weekday), today)
    assert found == monday + timedelta(days=WEEKDAYS.index(weekday))


@given(today=TODAYS, away=st.integers(0, 6), locale=LANGUAGES)
def test_with_this_a_weekday_may_be_today(today: date, away: int, locale: str) -> None:
    day = today + timedelta(days=away)
    name = format_date(day, "EEEE", locale)
    assert read_day(f"hari {name} ini" if locale == "id_ID" else f"this {name}", today) == day


@given(today=TODAYS, day=DAYS, locale=LANGUAGES, lean=LEANS, data=st.data())
def test_the_edges_of_a_month(today: date, day: date, locale: str, lean: Lean, data: st.DataObject) -> None:
    width = data.draw(st.sampled_from(["MMMM y", "MMM y", "MMM yy"]))
    month = format_date(day, width, locale)
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    for words, edge in {
        ("awal", "beginning of", "early"): first,
        ("pertengahan", "tengah", "mid", "mid-"): day.replace(day=15),
        ("akhir", "end of", "the end of"): last,
    }.items():
        word = data.draw(st.sampled_from(words))
        assert read_day(f"{word} {month}".replace("- ", "-"), today, lean) == edge


@given(
    today=TODAYS, day=DAYS, nth=st.integers(1, 5), way=st.sampled_from(["minggu ke-{} {}", "pekan ke {} {}"])
)
def test_the_weeks_of_a_month_follow_one_another(today: date, day: date, nth: int, way: str) -> None:
    month = format_date(day, "MMMM y", "id_ID")
    try:
        found = read_day(way.format(nth, month), today)
    except NotADay:
        assert nth == 5
        return
    assert (found.year, found.month) == (day.year, day.month)
    assert found.weekday() == 0 or (found.day == 1 and nth == 1)
    assert 7 * (nth - 1) - 3 <= found.day <= 7 * (nth - 1) + 4


@given(
    day=st.integers(0, 40),
    month=st.integers(0, 20),
    year=st.integers(1900, 2199),
    today=TODAYS,
    lean=LEANS,
    separator=st.sampled_from("-/."),
)
def test_what_is_not_in_the_calendar_becomes_no_other_day(
    day: int, month: int, year: int, today: date, lean: Lean, separator: str
) -> None:
    written = separator.join(map(str, (day, month, year)))
    try:
        right = date(year, month, day)
    except ValueError:
        with pytest.raises(NotADay) as refused:
            read_day(written, today, lean)
        if not 1 <= month <= 12 and day:
            assert isinstance(refused.value, NoSuchMonth)
        elif day:
            assert isinstance(refused.value, NoSuchDay)
            assert refused.value.last == months_on(date(year, month, 1), 1) - timedelta(days=1)
    else:
        assert read_day(written, today, lean) == right


@given(day=DAYS, today=TODAYS, other=st.integers(1, 6), locale=LANGUAGES)
def test_a_wrong_weekday_is_pointed_out(day: date, today: date, other: int, locale: str) -> None:
    name = format_date(day + timedelta(days=other), "EEEE", locale)
    with pytest.raises(OtherWeekday) as refused:
        read_day(f"{name}, {format_date(day, 'd MMMM y', locale)}", today)
    assert (refused.value.day, refused.value.weekday) == (day, (day.weekday() + other) % 7)


@given(day=DAYS, today=TODAYS, word=st.sampled_from([m for m in MONTHS if len(m) >= 5]), data=st.data())
def test_a_slip_of_the_finger_makes_no_other_day(
    day: date, today: date, word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    right = read_day(f"5 {word} {day.year}", today)
    with suppress(NotADay):
        assert read_day(f"5 {data.draw(st.sampled_from(slips))} {day.year}", today) == right


EVERYDAY = Path(__file__).with_name("everyday_words.txt").read_text().split()


@given(st.lists(st.sampled_from(EVERYDAY), min_size=1, max_size=6), TODAYS, LEANS)
def test_everyday_words_are_no_day(words: list[str], today: date, lean: Lean) -> None:
    with pytest.raises(NotADay):
        read_day(" ".join(words), today, lean)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=4), TODAYS, LEANS)
def test_letters_are_no_day(letters: str, today: date, lean: Lean) -> None:
    assume(letters not in {*SYNONYMS, *WEEKDAYS} | {"lusa"})
    try:
        found = read_day(letters, today, lean)
    except NotADay:
        return
    assert len(letters) == 4, (letters, found)  # one letter of a weekday doubled, as in "maay"


PIECES = [
    *SYNONYMS,
    *MONTHS,
    *WEEKDAYS,
    "minggu",
    "lusa",
    "5",
    "31",
    "2026",
    "0000",
    "999",
    "-",
    "/",
    ".",
    "+",
    ",",
]
PIECES += [
    "akhir",
    "awal",
    "bulan",
    "tahun",
    "depan",
    "lalu",
    "lagi",
    "ke-2",
    "of",
    "in",
    "the",
    "next",
    "last",
    "h",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join) | st.text(max_size=60),
    st.dates(date(1970, 1, 1), date(2100, 1, 1)),
    LEANS,
)
def test_anything_is_a_day_or_refused(written: str, today: date, lean: Lean) -> None:
    try:
        found = read_day(written, today, lean)
    except NotADay:
        return
    assert 1900 <= found.year < 2200
    assert read_day(found.isoformat(), today, lean) == found
