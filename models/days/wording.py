"""What somebody wrote, in the words that the readers know: Indonesian ones, in the Indonesian order."""

import re

from models.days.faults import NotADay
from models.days.spelling import spelled
from models.days.words import SYNONYMS, WEEKDAYS

LONGEST = 60  # characters; what is longer says more than a day
DAY = "|".join(WEEKDAYS)
UNIT = "hari|minggu|pekan|bulan|tahun"

_TOKENS = re.compile(r"\d+(?: ?[-/.] ?\d+)+|[a-z]+|\d+|\S")
_DASHES = str.maketrans("−–—", "---")
_APOSTROPHES = re.compile(r"['’‘`´]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_END = re.compile(r"[\s.,;!?)\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+$")
_IN_A_DATE = re.compile(r"(?<=\d) [-/.] (?=[a-z])|(?<=[a-z]) [-/.] (?=\d{2}(?:\d\d)?$)|(?<=\bke) - (?=\d)")
_THING = rf"{DAY}|{UNIT}|triwulan|semester|akhir pekan"
_REWORDINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bthe ", ""),
        (r"\b([1-9]) belas\b", r"1\1"),
        (r"\b([1-9]) puluh ([1-9])\b", r"\1\2"),
        (r"\b([1-9]) puluh\b", r"\g<1>0"),
        (r"\bhari after besok\b", "lusa"),
        (r"\bbesok hari\b|\bhari besok\b", "besok"),
        (r"\bhari before kemarin\b", "kemarin dulu"),
        (r"\b(pekan|bulan) after next\b", r"2 \1 lagi"),
        (r"\b(?:ke )?([1-5]) pekan of\b", r"minggu ke \1"),
        (r"\blast pekan of\b", "minggu terakhir"),
        (rf"\bthis coming ({DAY})\b|\bcoming ({DAY})\b", r"\1\2 nanti"),
        (rf"\bnext ({_THING})\b", r"\1 depan"),
        (rf"\bthis ({_THING})\b", r"\1 ini"),
        (rf"\blast ({_THING})\b", r"\1 lalu"),
        (r"\b(awal|pertengahan|akhir) of pekan\b", r"\1 minggu"),
        (rf"\ban? ({UNIT})\b", r"1 \1"),
        (rf"\bin (\d+) ({UNIT})\b", r"\1 \2 lagi"),
        (r"\b(?:from|dari) (?:sekarang|hari ini)\b", "lagi"),
        (r"\bago\b", "lalu"),
        (r"\bof ", ""),
        (r"\byang lalu\b", "lalu"),
        (r"\b(?:yang )?akan datang\b", "mendatang"),
        (r"\bpertengahan - ", "pertengahan "),
        (r"\bkira - kira\b", "sekitar"),
        (r"\binsya allah\b", "insyaallah"),
    )
]
_BEFORE = (
    r"pada|mulai|sejak|dari|sampai|hingga|sd|s d|s / d|paling lambat|sekitar|kira kira|insyaallah|"
    r"nanti(?= tanggal)|on|by|from|until|till|around|about"
)
_AFTER = "ya+h?|aja|saja|deh|dong|kak|pak|bu|please|ok|oke|insyaallah|paling lambat"
_AROUND = re.compile(rf"^(?:(?:{_BEFORE}) )*|(?: (?:{_AFTER}))*$")


def reworded(written: str) -> str:
    """The words of `written` as the readers know them; raises NotADay where it is too long to be a day.

    "Mon, next week?" is "senin minggu depan", "Sennin depan ya" is "senin depan", "5-Okt-26" is "5 okt 26".
    Figures with dashes, points or slashes between them stay together: "5-10-2026".
    """
    if len(written) > LONGEST:
        raise NotADay
    bare = _APOSTROPHES.sub("", _END.sub("", written.casefold().translate(_DASHES)))
    tokens = _TOKENS.findall(" ".join(_ORDINAL.sub("", bare).split()))
    words = spelled([token for token in tokens if token not in {",", ".", "(", ")"}])
    text = " ".join(SYNONYMS.get(word, word) for word in words)
    for pattern, replacement in _REWORDINGS:
        text = pattern.sub(replacement, text)
    return _IN_A_DATE.sub(" ", _AROUND.sub("", text))
