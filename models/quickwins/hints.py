"""Short hints on a sentence that somebody is writing for a quick win. They never stand in the way.

A goal says who makes what different, by how much and by when. The rules look for words (`hint_words`) and keep quiet
where they are in doubt: a hint on a good sentence annoys more than a missing one on a poor sentence.

Measured by tests/models/quickwins. On the 391 invented sentences that the rules were made with, no hint is wrong, no
good sentence gets one, and all hints are found but one. On 55 that no rule was mended by none is wrong either; found are
all missing numbers and dates, 24 of 25 missing owners, 7 of 12 activities, 5 of 6 vague words, and all that is blamed on people.
Of several goals and of length there is too little to tell. All were written by one hand: others will write otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.quickwins.hint_words import (
    ACTIVITIES,
    AIMS,
    BLAMING,
    DATES,
    NUMBERS,
    OWNERS,
    REFERENCES,
    RESULTS,
    VAGUE,
)

MOST_WORDS = 40
_PURPOSE = re.compile(r"\b(?:agar|supaya|sehingga|so that)\b", re.IGNORECASE)


class Part(StrEnum):
    """Which part of a quick win the sentence is."""

    PROBLEM = "problem"  # what is wrong now
    GOAL = "goal"  # what will be different
    STAGE = "stage"  # what is done on the way; its dates and who does it are asked for on their own


class HintCode(StrEnum):
    """What a hint is about."""

    ACTIVITY_AS_RESULT = "activity_as_result"  # something that is done stands where a result should
    BLAMES_PEOPLE = "blames_people"  # it is put down to what people are like
    SEVERAL_GOALS = "several_goals"
    TOO_VAGUE = "too_vague"  # big words, and nothing one could see
    NO_NUMBER = "no_number"  # nothing can be counted; a date is no such number
    NO_DATE = "no_date"  # it says not by when; how often is no date
    NO_OWNER = "no_owner"  # nobody is named who sees to it
    TOO_LONG = "too_long"  # more than MOST_WORDS words


HINTED: dict[Part, frozenset[HintCode]] = {
    Part.GOAL: frozenset(HintCode),
    Part.PROBLEM: frozenset({HintCode.BLAMES_PEOPLE, HintCode.TOO_VAGUE, HintCode.TOO_LONG}),
    Part.STAGE: frozenset({HintCode.TOO_VAGUE, HintCode.TOO_LONG}),
}


@dataclass(frozen=True)
class Hint:
    """One hint, with the words of the sentence that led to it; "" where something is missing."""

    code: HintCode
    words: str = ""


def hints_on(sentence: str, part: Part = Part.GOAL) -> Sequence[Hint]:
    """The hints on a sentence, the weightiest first; none where it is empty."""
    text = " ".join(sentence.split())
    if not text:
        return []
    bare = REFERENCES.sub(" ", text)
    dated = DATES.search(bare)
    undated = DATES.sub(" ", bare)
    counted = bool(NUMBERS.search(undated))
    activity = "" if RESULTS.search(undated) else _words(ACTIVITIES.search(text))
    found = {
        HintCode.ACTIVITY_AS_RESULT: activity,
        HintCode.BLAMES_PEOPLE: _words(BLAMING.search(text)),
        HintCode.SEVERAL_GOALS: _words(AIMS.search(text), "second"),
        HintCode.TOO_VAGUE: ""
        if counted
        else _vague(text, beside_activity=bool(activity) and part is Part.GOAL),
        HintCode.NO_NUMBER: not counted,
        HintCode.NO_DATE: not dated,
        HintCode.NO_OWNER: not OWNERS.search(text),
        HintCode.TOO_LONG: len(text.split()) > MOST_WORDS,
    }
    return [
        Hint(code, words if isinstance(words, str) else "")
        for code, words in found.items()
        if words and code in HINTED[part]
    ]


def _vague(text: str, *, beside_activity: bool) -> str:
    """The big words; where an activity is named, only those of its purpose, for "bimtek pelayanan prima" is a name."""
    if not beside_activity:
        return _words(VAGUE.search(text))
    purpose = _PURPOSE.search(text)
    return _words(VAGUE.search(text, purpose.end())) if purpose else ""


def _words(match: re.Match[str] | None, group: str | int = 0) -> str:
    return match[group] if match else ""
