"""The staff number of Indonesian civil servants, and of those on contract (PPPK)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

LENGTH = 18
YOUNGEST = 15  # years; nobody is appointed before
_BETWEEN = re.compile(r"[\s.\-'’\u200b\ufeff]+")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_PPPK = "21"  # stands where a civil servant has the month of appointment


class WrongNip(ValueError):
    """This is not a NIP; the message says which part of it is wrong. Permanent for that text."""


@dataclass(frozen=True)
class Nip:
    """Eighteen digits: born YYYYMMDD, appointed YYYYMM (PPPK: YYYY21), sex 1 or 2, serial of three.

    Source: Peraturan Kepala BKN 22/2007 for civil servants, Peraturan BKN 1/2019 for PPPK.
    """

    digits: str

    @classmethod
    def read(cls, written: str) -> "Nip":
        """The NIP somebody wrote, with or without spaces, dots and dashes. Raises WrongNip."""
        text = unicodedata.normalize("NFKC", written).strip()
        if _ROUNDED.fullmatch(text):
            raise WrongNip(ROUNDED)
        digits = _BETWEEN.sub("", text)
        if not (digits.isascii() and digits.isdecimal()):
            raise WrongNip("a NIP has digits only")
        if len(digits) != LENGTH:
            raise WrongNip(f"a NIP has {LENGTH} digits, this one has {len(digits)}")
        _check(digits)
        return cls(digits)

    @property
    def on_contract(self) -> bool:
        """Whether it is the number of a PPPK."""
        return self.digits[12:14] == _PPPK

    @property
    def masked(self) -> str:
        """Enough of it to know one's own by, too little to use: "1988•••••••••••008"."""
        return masked(self.digits)

    def __str__(self) -> str:
        return self.masked


ROUNDED = (
    "the spreadsheet has turned the NIP into a number and lost its last digits; "
    "format the column as text and write the NIP again"
)


def masked(digits: str) -> str:
    """A stored NIP as it may be shown: its first four digits and its last three."""
    return f"{digits[:4]}{'•' * (len(digits) - 7)}{digits[-3:]}"


def _check(digits: str) -> None:
    try:
        born = date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
    except ValueError:
        raise WrongNip("digits 1–8 are not a date of birth (year, month, day)") from None
    year, month = int(digits[8:12]), digits[12:14]
    if not (1900 <= year < 2100 and ("01" <= month <= "12" or month == _PPPK)):
        raise WrongNip("digits 9–14 are not a year and month of appointment (PPPK: a year and 21)")
    if year - born.year < YOUNGEST:
        raise WrongNip(f"digits 1–4 and 9–12 say born {born.year} and appointed {year}")
    if digits[14] not in "12":
        raise WrongNip("digit 15 is neither 1 (man) nor 2 (woman)")
    if digits[15:] == "000":
        raise WrongNip(f"digits 16–18 are 000; perhaps {ROUNDED}")
