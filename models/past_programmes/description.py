"""What is known of a programme that ran before, and what may be written of it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from models.spreadsheets.headings import folded
from models.spreadsheets.sentences import N_, Sentence

LONGEST_NAME, LONGEST_ABOUT = 150, 400  # characters: together they fit a message on a small phone
EARLIEST, LATEST = 1945, 2099
_YEAR = re.compile(r"[^0-9]*([0-9]{4})(?:-[0-9]{2}-[0-9]{2}\b.*|[^0-9]*)")  # perhaps as a day of that year


@dataclass(frozen=True)
class Description:
    """A programme as whoever adds it describes it; empty is what they do not say."""

    name: str
    field: str = ""  # a priority field, by its code
    agency: str = ""  # who ran it, by its name
    year: int | None = None
    about: str = ""


def same(name: str) -> str:
    """The name as it is compared: two programmes of a batch may not differ in spaces and capitals only."""
    return folded(name) or name.casefold()


def wrong_name(name: str, taken: Collection[str] = ()) -> Sentence | None:
    """What is wrong with a name; `taken` are those that other programmes have, as `same` leaves them."""
    if not name:
        return Sentence(N_("the name is missing"))
    if len(name) > LONGEST_NAME:
        return Sentence(
            N_("the name has {length} characters; up to {most} fit"),
            {"length": len(name), "most": LONGEST_NAME},
        )
    if same(name) in taken:
        return Sentence(N_("there is a programme of that name already"))
    return None


def wrong_about(about: str) -> Sentence | None:
    """What is wrong with what is told of it."""
    if len(about) > LONGEST_ABOUT:
        return Sentence(
            N_("this has {length} characters; up to {most} fit"),
            {"length": len(about), "most": LONGEST_ABOUT},
        )
    return None


def wrong_year(year: int) -> Sentence | None:
    """What is wrong with a year."""
    if EARLIEST <= year <= LATEST:
        return None
    return Sentence(N_("write one year between {first} and {last}"), {"first": EARLIEST, "last": LATEST})


def year_in(text: str) -> int | None:
    """The one year that is written there, such as "TA 2023"; None where there is none, or more than one."""
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found else None
