"""One of several: what people type instead of tapping, and how the buttons are laid out."""

from itertools import product

import pytest

from bot.i18n import speaking
from bot.messages import Act
from bot.questions import one_of, scale, yes_no
from bot.questions.kind import Answered, Misunderstood, Paged
from tests.bot.questions.typing_it import heard, labels, narrowed, tapped, typed

LIKERT = one_of(
    [
        ("1", "Sangat tidak setuju"),
        ("2", "Tidak setuju"),
        ("3", "Netral"),
        ("4", "Setuju"),
        ("5", "Sangat setuju"),
    ]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Setuju", "4"),
        ("setuju", "4"),
        (" SETUJU. ", "4"),
        ("Setuju 👍", "4"),
        ("tidak setuju", "2"),
        ("tidak", "2"),
        ("tdk setuju", "2"),
        ("gak setuju", "2"),
        ("sangat stuju", "5"),
        ("sangat tidak setuju", "1"),
        ("4", "4"),
        ("4.", "4"),
        ("netrall", "3"),
        ("Nétral", "3"),
        ("stuju", "4"),
    ],
)
def test_what_a_tired_person_types_is_understood(text: str, code: str) -> None:
    assert typed(LIKERT, text) == code


@pytest.mark.parametrize(
    "text", ["", " ", "👍", "6", "0", "lupa", "setuju tidak ya", "x" * 4096, "٪", "\u200b"]
)
def test_what_means_none_of_them_is_said_to_mean_none(text: str) -> None:
    assert str(typed(LIKERT, text)).startswith("? I do not find")


def test_a_doubt_is_put_in_words() -> None:
    assert typed(LIKERT, "sangat") == (
        "? Do you mean “Sangat tidak setuju” or “Sangat setuju”? Please tap the button, or type a little more."
    )


def test_a_denial_never_becomes_its_opposite() -> None:
    for text in ("tidak stuju", "tdk stju", "gk setuju", "kurang setuju", "tak setuju", "tidk setuju"):
        assert typed(LIKERT, text) not in {"4", "5"}, text


@pytest.mark.parametrize(
    "text", ["ya", "Ya", "YA!", "iya", "yaa", "iyaaa", "y", "yes", "ok", "oke", "siap", "setuju", "1"]
)
def test_yes(text: str) -> None:
    assert typed(yes_no(), text) == "yes"


@pytest.mark.parametrize(
    "text", ["tidak", "gak", "Nggak", "enggaaak", "ga", "t", "no", "ndak", "jangan", "2"]
)
def test_no(text: str) -> None:
    assert typed(yes_no(), text) == "no"


@pytest.mark.parametrize("text", ["mungkin", "ya dan tidak", "tidak setuju ya", "3"])
def test_neither_yes_nor_no(text: str) -> None:
    assert str(typed(yes_no(), text)).startswith("?")


@pytest.mark.parametrize(("text", "code"), [("0", "0"), ("10", "10"), ("7", "7"), ("7.0", "7")])
def test_a_number_on_a_scale_is_that_number(text: str, code: str) -> None:
    assert typed(scale(0, 10), text) == code


@pytest.mark.parametrize("text", ["11", "-1", "2.5"])
def test_a_number_off_the_scale_is_not_a_place_on_it(text: str) -> None:
    assert str(typed(scale(0, 10), text)).startswith("?")


def test_a_scale_may_go_below_nothing() -> None:
    assert [typed(scale(-2, 2), text) for text in ("-1", "\u22121", "1", "0", "+2")] == [
        "-1",
        "-1",
        "1",
        "0",
        "2",
    ]


def test_numbers_as_labels_are_numbers_however_they_are_written() -> None:
    halves = one_of((step, step) for step in ("0", "0.5", "1.0", "1.5", "2.0"))
    assert [typed(halves, text) for text in ("0,5", "1", "1.5", "2", "2,0")] == [
        "0.5",
        "1.0",
        "1.5",
        "2.0",
        "2.0",
    ]


def test_a_number_that_could_be_a_label_or_a_place_is_a_doubt() -> None:
    often = one_of([("none", "0 kali"), ("once", "1 kali"), ("twice", "2 kali")])
    assert typed(often, "1 kali") == "once"
    assert typed(often, "0") == "none"
    assert str(typed(often, "1")).startswith("? Do you mean “0 kali” or “1 kali”?")


def test_a_code_is_understood_too() -> None:
    assert typed(one_of([("wa", "Aplikasi pesan"), ("xls", "Lembar kerja")]), "XLS") == "xls"


def test_what_is_not_written_is_asked_for_kindly() -> None:
    with speaking("en"), pytest.raises(Misunderstood, match="tap one of the buttons"):
        LIKERT.hear(heard(act=Act.VOICE), "")


# The buttons


def test_short_options_stand_side_by_side_long_ones_below_each_other() -> None:
    assert labels(scale(1, 5).offer()) == [["1", "2", "3", "4", "5"]]
    assert len(labels(LIKERT.offer())) == 5


def test_what_is_too_long_for_a_button_is_numbered_in_the_text() -> None:
    long = one_of([("a", "Menyampaikan laporan kepada atasan langsung"), ("b", "Menunggu")])
    offer = long.offer("b")
    assert offer.note == "1. Menyampaikan laporan kepada atasan langsung\n2. ✓ Menunggu"
    assert labels(offer) == [["1", "✓ 2"]]
    assert tapped(long, "1", "b") == Answered("a")


def test_small_ones_stand_in_the_text_and_their_numbers_side_by_side() -> None:
    days = one_of([("1", "Senin"), ("2", "Selasa"), ("3", "Rabu")], small=True)
    assert days.offer("2").note == "1. Senin\n2. ✓ Selasa\n3. Rabu"
    assert labels(days.offer("2")) == [["1", "✓ 2", "3"]]
    assert typed(days, "rabu") == typed(days, "3") == "3"
    assert labels(one_of([("1", "1"), ("2", "2")], small=True).offer()) == [["1", "2"]]


AGENCIES = [f"Dinas nomor {n} di kota" for n in range(1, 26)]
LONG_LIST = one_of((f"d{n}", name) for n, name in enumerate(AGENCIES))


def test_a_long_list_is_leafed_through_and_every_option_is_on_one_page() -> None:
    with speaking("en"):
        pages = [labels(LONG_LIST.offer(page=page)) for page in range(4)]
    assert [page[-1] for page in pages] == [
        ["1–8 of 25", "›"],
        ["‹", "9–16 of 25", "›"],
        ["‹", "17–24 of 25", "›"],
        ["‹", "25–25 of 25"],
    ]
    assert [label for page in pages for row in page[:-1] for label in row] == AGENCIES


def test_what_was_chosen_before_is_seen_at_once() -> None:
    with speaking("en"):
        assert labels(LONG_LIST.offer("d19"))[3] == ["✓ Dinas nomor 20 di kota"]
        assert labels(LONG_LIST.offer("d19"))[-1] == ["‹", "17–24 of 25", "›"]
        assert labels(LONG_LIST.offer("gone"))[-1] == ["1–8 of 25", "›"]


def test_the_arrows_leaf() -> None:
    assert tapped(LONG_LIST, "›") == Paged(1)
    assert tapped(LONG_LIST, "‹", page=2) == Paged(1)


def test_an_option_of_another_page_can_be_typed() -> None:
    assert typed(LONG_LIST, "23") == "d22"
    assert typed(LONG_LIST, "dinas nomor 23 di kota") == "d22"


def test_of_a_long_list_what_was_typed_may_mean_is_shown() -> None:
    assert narrowed(LONG_LIST, "dinas nomor") == (
        "“dinas nomor” fits 25 of them. Tap the one you mean, or type a little more.",
        [[name] for name in AGENCIES[:8]],
    )
    assert typed(LONG_LIST, "nomor 2") == "d1"


def test_what_is_shown_keeps_its_number_in_the_whole_list() -> None:
    long = one_of((f"v{n}", f"Kelurahan {n} pada kecamatan yang ke-{n % 3}") for n in range(30))
    note, buttons = narrowed(long, "ke-1")
    assert note.splitlines()[1:3] == [
        "2. Kelurahan 1 pada kecamatan yang ke-1",
        "5. Kelurahan 4 pada kecamatan yang ke-1",
    ]
    assert buttons == [["2", "5", "8", "11", "14"], ["17", "20", "23"]]
    assert typed(long, "5") == "v4"


SYLLABLES = [consonant + vowel for consonant in "bdghjklmnprst" for vowel in "aiueo"]
VILLAGES = one_of((f"v{n}", f"Desa {a}{b} Jaya") for n, (a, b) in enumerate(product(SYLLABLES, repeat=2)))


def test_among_thousands_a_part_of_the_name_is_enough_and_a_typing_error_is_forgiven() -> None:
    assert len(VILLAGES.options) > 4_000
    name = VILLAGES.options[777].label
    assert name == "Desa gitu Jaya"
    for text in (name, "gitu", "gitu jaya", "desa gitu jay", "778", "v777"):
        assert typed(VILLAGES, text) == "v777", text
    assert str(typed(VILLAGES, "desa gittu jaya")).startswith("? Do you mean “Desa gitu Jaya” or")
    note, buttons = narrowed(VILLAGES, "desa git")
    assert note.startswith("“desa git” fits 5 of them.")
    assert buttons == [[f"Desa git{vowel} Jaya"] for vowel in "aiueo"]


@pytest.mark.parametrize("page", [-5, 4, 10_000])
def test_a_page_there_is_not_shows_the_nearest(page: int) -> None:
    with speaking("en"):
        assert labels(LONG_LIST.offer(page=page))


def test_a_choice_that_is_gone_is_not_accepted() -> None:
    with pytest.raises(Misunderstood):
        LIKERT.read("9")
    with pytest.raises(Misunderstood):
        LIKERT.hear(heard(), "=9")
