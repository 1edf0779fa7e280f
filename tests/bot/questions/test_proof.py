"""Evidence of any sort, and words that say that there is none."""

from dataclasses import replace

import pytest

from bot.messages import Act, SentFile
from bot.questions import proof
from bot.questions.kind import Answered
from tests.bot.questions.typing_it import heard


@pytest.mark.parametrize(
    "written",
    [
        "-", "tidak ada", "Ga ada kok", "gak ada bukti", "blm ada", "belum ada fotonya, Bu", "ga tau", "nihil",
        "sdh cukup", "itu saja", "udah itu aja", "selesai", "none", "Nothing more", "that’s all", "Done!",
    ],
)  # fmt: skip
def test_words_that_say_there_is_nothing_are_no_evidence(written: str) -> None:
    assert proof().is_nothing(written)


@pytest.mark.parametrize(
    "written",
    [
        "Tidak ada antrean lagi sejak Senin",
        "Belum ada keluhan minggu ini",
        "Selesai, foto menyusul di grup",
        "No queue since Monday",
        "Sudah dicek Bu Camat",
    ],
)
def test_words_that_show_something_are_evidence(written: str) -> None:
    assert not proof().is_nothing(written)
    answered = proof().hear(heard(written), "")
    assert isinstance(answered, Answered)
    assert proof().read(answered.value) == {"kind": "text", "text": written}


def test_what_is_written_under_a_photo_is_kept_with_it() -> None:
    photo = SentFile("AgAC1", "photo.jpg", "image/jpeg", 51200)
    answered = proof().hear(replace(heard("Tidak ada", act=Act.PHOTO), file=photo), "")
    assert isinstance(answered, Answered)
    assert proof().read(answered.value)["text"] == "Tidak ada"
