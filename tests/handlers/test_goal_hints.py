"""What hints say, in both languages: why, and a sentence that would be clearer."""

import pytest

from bot.i18n import speaking
from handlers.goal_hints import hint_text
from models.quickwins.hints import Hint, HintCode, hints_on


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", HintCode)
def test_every_hint_is_explained_with_an_example(code: HintCode, language: str) -> None:
    with speaking(language):
        said = hint_text(Hint(code, "Mengadakan rapat"))
    assert len(said) < 300
    assert said.count("“") >= 1
    assert ("ontohnya" if language == "id" else "or example") in said
    assert "{" not in said


def test_the_words_that_led_to_it_are_quoted() -> None:
    (first, *_) = hints_on("Mengadakan rapat koordinasi {tiap minggu}")
    with speaking("id"):
        assert hint_text(first) == (
            "“Mengadakan rapat koordinasi” adalah kegiatan. Apa yang berubah setelah itu dilakukan? Contohnya, alih-alih "
            "“mengadakan sosialisasi syarat berkas”: “9 dari 10 berkas lengkap saat pertama diajukan”."
        )


def test_the_good_sentences_of_the_examples_get_no_such_hint_themselves() -> None:
    for good in (
        "9 dari 10 berkas lengkap saat pertama diajukan",
        "waktu tunggu turun dari 3 jam menjadi 1 jam",
        "tidak ada lagi yang menunggu lebih dari 30 menit",
        "9 of 10 files are complete at the first visit",
        "nobody waits longer than 30 minutes",
    ):
        assert {hint.code for hint in hints_on(good)} == {HintCode.NO_DATE, HintCode.NO_OWNER}
    for whole in (
        "Tim kami menurunkan waktu tunggu dari 3 jam menjadi 1 jam paling lambat akhir Desember",
        "Our team brings the wait down from 3 hours to 1 hour by the end of December",
    ):
        assert not hints_on(whole)
