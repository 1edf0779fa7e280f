"""Telegram's HTML is read as Telegram reads it, and refused in Telegram's words."""

import contextlib
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phone.entities import found_entities, trimmed, utf16_length
from bot.phone.markup import parse_html
from bot.phone.refusals import BadRequest


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("Halo", "Halo", []),
        ("<b>Halo</b>", "Halo", [("bold", 0, 4)]),
        ("🙂 <i>a</i>", "🙂 a", [("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("1 &lt; 2 &amp;&quot;&#39;&#x41; &nbsp;", "1 < 2 &\"'A &nbsp;", []),
        ("<B>x</b> <STRONG>y</strong>", "x y", [("bold", 0, 1), ("bold", 2, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
    ],
)
def test_tags_become_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_links_and_code_carry_what_they_need() -> None:
    assert (
        parse_html('<a href="https://example.org/?a=1&amp;b=2">x</a>')[1][0]["url"]
        == "https://example.org/?a=1&b=2"
    )
    assert parse_html('<pre><code class="language-python">x</code></pre>')[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]
    assert parse_html("<a href=''>tanpa tautan</a>")[1] == []


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("🙂 <x>a</x>", 'Unsupported start tag "x" at byte offset 5'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<i =a>x</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
    ],
)
def test_what_cannot_be_read_is_refused(source: str, why: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@given(st.text())
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(st.text(), st.text(min_size=1), st.text())
def test_entities_count_utf16_units(before: str, bold: str, after: str) -> None:
    text, (entity,) = parse_html(f"{html.escape(before)}<b>{html.escape(bold)}</b>{html.escape(after)}")
    units = text.encode("utf-16-le", "surrogatepass")
    start, length = entity["offset"] * 2, entity["length"] * 2
    assert units[start : start + length].decode("utf-16-le", "surrogatepass") == bold


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadRequest):
        read, entities = parse_html(text)
        assert all(one["offset"] + one["length"] <= utf16_length(read) for one in entities)


def test_blanks_at_the_ends_are_cut_and_entities_moved_along() -> None:
    assert trimmed("  ab ", [{"type": "bold", "offset": 0, "length": 5}]) == (
        "ab",
        [{"type": "bold", "offset": 0, "length": 2}],
    )


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("/mulai@penggerak_bot ya", "bot_command", "/mulai@penggerak_bot"),
        ("surel: siti@example.org.", "email", "siti@example.org"),
        ("lihat https://example.org/a?b=c.", "url", "https://example.org/a?b=c"),
        ("lihat t.me/penggerak_bot?start=A1", "url", "t.me/penggerak_bot?start=A1"),
        ("tanya @budi_s", "mention", "@budi_s"),
        ("#quickwin kita", "hashtag", "#quickwin"),
        ("telepon +62 812 0000 0001", "phone_number", "+62 812 0000 0001"),
    ],
)
def test_telegram_finds_things_of_itself(text: str, kind: str, said: str) -> None:
    (entity,) = found_entities(text)
    assert entity["type"] == kind
    assert text[entity["offset"] : entity["offset"] + entity["length"]] == said


@pytest.mark.parametrize("text", ["dan/atau", "1/2", "a@b", "tanggal 5-10-2026", "halo."])
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert found_entities(text) == []


def test_signs_beyond_the_basic_plane_count_twice() -> None:
    assert utf16_length("a🙂") == 3
