"""Several of several: ticked, unticked, typed."""

import pytest

from bot.i18n import speaking
from bot.messages import Act, Heard
from bot.questions import many_of
from bot.questions.kind import Answered, Misunderstood, Narrowed
from tests.bot.questions.typing_it import heard, labels, narrowed, tapped, typed

TOOLS = many_of(
    [("wa", "WhatsApp"), ("xls", "Lembar kerja"), ("rapat", "Rapat dan apel"), ("kertas", "Kertas")]
)
MANY = many_of((f"d{n}", f"Dinas nomor {n} di kota") for n in range(1, 26))


def test_a_tap_ticks_and_another_unticks() -> None:
    once = tapped(TOOLS, "Kertas")
    assert once == Answered(["kertas"], settled=False)
    twice = tapped(TOOLS, "WhatsApp", ["kertas"])
    assert twice == Answered(["wa", "kertas"], settled=False)
    assert tapped(TOOLS, "✓ Kertas", ["wa", "kertas"]) == Answered(["wa"], settled=False)


def test_a_doubled_tap_ticks_once() -> None:
    with speaking("en"):
        act = next(o.act for row in TOOLS.offer().rows for o in row if o.label == "Kertas")
        assert TOOLS.hear(_nothing(), act, ["kertas"]) == Answered(["kertas"], settled=False)


def test_the_last_button_sends_what_is_ticked() -> None:
    assert tapped(TOOLS, "Done (2)", ["wa", "xls"]) == Answered(["wa", "xls"])
    assert tapped(TOOLS, "None of these") == Answered([])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("WhatsApp, kertas", ["wa", "kertas"]),
        ("kertas dan whatsapp", ["wa", "kertas"]),
        ("4 1", ["wa", "kertas"]),
        ("1,2;4", ["wa", "xls", "kertas"]),
        ("1\n3", ["wa", "rapat"]),
        ("Rapat dan apel", ["rapat"]),
        ("kertas, kertas", ["kertas"]),
        ("whatsap", ["wa"]),
        ("tidak ada", []),
        ("none", []),
    ],
)
def test_what_is_typed(text: str, codes: list[str]) -> None:
    assert typed(TOOLS, text) == codes


@pytest.mark.parametrize("word", ["selesai", "Done", "sudah"])
def test_done_may_be_typed_once_something_is_ticked(word: str) -> None:
    assert typed(TOOLS, word, ["xls"]) == ["xls"]
    assert str(typed(TOOLS, word)).startswith("?")


@pytest.mark.parametrize("text", ["", ",", "1, 9", "WhatsApp, telepati", "😀"])
def test_one_part_that_is_not_understood_is_enough_to_ask_again(text: str) -> None:
    assert str(typed(TOOLS, text)).startswith("?")


def test_an_option_that_says_none_is_that_option() -> None:
    assert typed(many_of([("wa", "WhatsApp"), ("no", "Tidak ada")]), "tidak ada") == ["no"]


def test_ticking_on_a_later_page_stays_there() -> None:
    assert tapped(MANY, "Dinas nomor 20 di kota", page=2) == Answered(["d20"], settled=False, page=2)
    with speaking("en"):
        assert labels(MANY.offer(["d20"], 2))[-1] == ["Done (1)"]


def _nothing() -> Heard:
    return heard(act=Act.TAP)


def test_of_a_long_list_what_one_word_may_mean_is_shown_but_never_at_the_cost_of_others() -> None:
    assert narrowed(MANY, "dinas")[1] == [[f"Dinas nomor {n} di kota"] for n in range(1, 9)]
    assert str(typed(MANY, "nomor 3, dinas")).startswith("? Do you mean “Dinas nomor 1 di kota” or")
    with pytest.raises(Misunderstood) as refused:
        MANY.hear(heard("nomor 3, dinas"), "")
    assert not isinstance(refused.value, Narrowed)
