"""The words in which days are written, and what the readers call them: one Indonesian word for each idea."""

from collections.abc import Mapping

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "ahad")
"""From Monday on. Sunday is "ahad" here, for "minggu" may be a week as well."""

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober"),
    *("november", "desember", "january", "february", "march", "may", "june", "july", "august", "october"),
    "december",
)


def _synonyms(words: Mapping[str, str]) -> Mapping[str, str]:
    return {written: meant for meant, several in words.items() for written in several.split()}


SYNONYMS = _synonyms(
    {
        "senin": "sen senen mon monday",
        "selasa": "sel slasa tue tues tuesday",
        "rabu": "rab rebo wed wednesday",
        "kamis": "kam kemis thu thur thurs thursday",
        "jumat": "jum fri friday",
        "sabtu": "sab sat saturday",
        "ahad": "min sun sunday",
        "hari": "hr hri day days",
        "pekan": "week weeks",
        "minggu": "mgg mggu",
        "bulan": "bln month months",
        "triwulan": "kuartal kwartal quarter",
        "tahun": "thn year years",
        "hari ini": "today",
        "malam ini": "tonight",
        "sekarang": "skrg skr now",
        "besok": "bsk bsok besuk esok tomorrow tmrw tmr",
        "kemarin": "kmrn kmarin kemaren yesterday",
        "depan": "dpn",
        "lagi": "lg lgi",
        "ke depan": "kedepan",
        "yang": "yg",
        "tanggal": "tgl tggl tgal tangal tanggl",
        "akhir": "akhr akir end penghujung",
        "awal": "beginning start early permulaan",
        "pertengahan": "middle mid tengah medio",
        "akhir pekan": "weekend",
        "agustus": "ags agust agst",
        "1 hari": "sehari",
        "1 pekan": "seminggu sepekan",
        "1 bulan": "sebulan",
        "1 tahun": "setahun",
        "ke 1": "pertama first kesatu",
        "ke 2": "kedua second",
        "ke 3": "ketiga third",
        "ke 4": "keempat fourth",
        "ke 5": "kelima fifth",
        "1": "satu one",
        "2": "dua two",
        "3": "tiga three",
        "4": "empat four",
        "5": "lima five",
        "6": "enam six",
        "7": "tujuh seven",
        "8": "delapan eight",
        "9": "sembilan nine",
        "10": "sepuluh ten",
        "11": "sebelas eleven",
        "12": "twelve",
    }
)

TARGETS = tuple(
    word
    for word in (
        *(*MONTHS, *WEEKDAYS, "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
        *("besok", "kemarin", "tomorrow", "yesterday", "today"),
        *("minggu", "bulan", "tahun", "depan", "akhir", "pertengahan", "month"),
    )
    if len(word) >= 5
)
"""What a word with a typing error may have been meant as; shorter words are too easily another one."""

NOT_MISSPELT = frozenset({"kemari", "selasar", "mingguan", "akhiri", "agustusan", "sunda"})
"""Words of their own that look like one of the above."""
