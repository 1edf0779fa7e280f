"""Marks become HTML that Telegram takes, within Telegram's length."""

import html
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.hypertext import as_html, shortened
from bot.markup import BOLD, END, ITALIC, bold, italic, plain
from bot.phone.entities import utf16_length
from bot.phone.markup import parse_html

MARKED = st.lists(
    st.sampled_from([BOLD, ITALIC, END, "<b>", "&amp;", "kata ", "🙂", "\n", " ", "x" * 50])
).map("".join)


def test_marks_become_tags() -> None:
    assert as_html(f"{bold('4 dari 12')} · {italic('opsional')}") == "<b>4 dari 12</b> · <i>opsional</i>"


def test_marks_may_stand_within_each_other() -> None:
    assert as_html(bold(f"a {italic('b')} c")) == "<b>a <i>b</i> c</b>"


def test_what_people_write_is_never_markup() -> None:
    assert as_html("<b>1 < 2 & 3</b>") == "&lt;b&gt;1 &lt; 2 &amp; 3&lt;/b&gt;"


def test_half_a_character_does_not_stop_the_message() -> None:
    assert as_html("a\ud83d") == "a�"


@given(MARKED)
def test_whatever_the_marks_telegram_reads_the_text_as_it_was_meant(text: str) -> None:
    assert parse_html(as_html(text))[0] == plain(text)


def test_a_short_text_stays_as_it_is() -> None:
    assert shortened("kata " * 819, 4096) == "kata " * 819


def test_a_long_text_is_cut_at_a_word_and_it_is_said_so(said: list[Any]) -> None:
    assert shortened("satu dua tiga", 11) == "satu dua…"
    assert said == [{"event": "a text was cut", "length": 13, "longest": 11, "log_level": "warning"}]


def test_a_word_that_never_ends_is_cut_where_the_room_ends() -> None:
    assert shortened("x" * 5000, 4096) == "x" * 4095 + "…"


def test_emphasis_that_is_cut_is_closed() -> None:
    assert as_html(shortened(bold("satu dua tiga"), 11)) == "<b>satu dua…</b>"


@given(MARKED, st.integers(1, 120))
def test_what_is_cut_fits_and_is_a_beginning_of_the_text(text: str, longest: int) -> None:
    kept = plain(shortened(text, longest))
    assert utf16_length(kept) <= longest
    assert plain(text).startswith(kept.removesuffix("…"))


@given(st.text())
def test_no_text_is_read_as_a_tag(text: str) -> None:
    written = as_html(plain(text))
    assert not re.search("[<>]", written)
    assert html.unescape(written) is not None
