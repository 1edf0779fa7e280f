"""The sample's texts: each could have been written in the chat, and says what it is meant to say there."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo.remarks import Remarks
from bot.demo.script import Script
from bot.i18n import speaking
from bot.questions import text
from bot.sample.cast import called
from bot.sample.programme import HERE, Sample
from bot.sample.reporting import asked_on
from bot.sample.stories import Calendar, Story, events_of, read_stories
from handlers.checkins.blockers import LONGEST as LONGEST_ANSWER
from handlers.checkins.parts import LONGEST_THING
from handlers.checkins.parts import LONGEST_WORDS as LONGEST_REPORT
from handlers.meetings.afterwards import LONGEST_RECAP
from handlers.past_programmes.judge import LONGEST_REASON as LONGEST_JUDGEMENT
from handlers.past_programmes.judge import says_why as says_why_of_programmes
from handlers.plans.decision import LONGEST_REMARKS, says_enough
from handlers.plans.parts import WORDS
from handlers.quickwins.join import LONGEST_WORDS
from handlers.quickwins.questions import QUESTIONS, stored, whole_sentence
from handlers.reviews.decide import LONGEST_REASON
from handlers.reviews.offers import LONGEST_TEXT as LONGEST_NOTE
from handlers.reviews.review import LONGEST_TEXT
from handlers.reviews.review import LONGEST_WORDS as LONGEST_HELP
from models.meetings.feedback import LONGEST_WORDS as LONGEST_OPINION
from models.meetings.invitee import LONGEST_REASON as LONGEST_WHY_NOT
from models.meetings.meeting import LONGEST_TITLE
from models.quickwins.gate import Verdict, judge
from models.quickwins.hints import Part, hints_on
from models.reviews.help_offers import HelpKind
from models.reviews.review import Criterion
from models.roster.entries import read_roster
from tests.bot.questions.typing_it import typed

SAMPLE = Sample()
LOADED = Calendar(date(2026, 11, 25), ZoneInfo(SAMPLE.zone))
STORIES = {story.name: story for story in read_stories(LOADED)}
MISSPELT = re.compile(
    r"\b(antri|ngantri|ijin|resiko|praktek|jadual|analisa|aktifitas|apotik|nomer|silahkan|sistim|online|offline|"
    r"puskesmas[A-Z]\w*|Whatsapp|whatsapp|Wa)\b"
)
CHECKS: dict[str, Any] = {
    # what an event says: how long it may be, and what else is asked of it
    "better": (LONGEST_TEXT, whole_sentence),
    "seen": (LONGEST_TEXT, None),
    "help_words": (LONGEST_HELP, None),
    "words": (LONGEST_WORDS, None),
    "text": (LONGEST_NOTE, None),
    "remarks": (LONGEST_REMARKS, says_enough),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_field_is_what_its_question_takes(story: Story) -> None:
    for name, question in QUESTIONS.items():
        value = getattr(story.says, name)
        if value is None:
            continue
        kind = question.kind(SAMPLE.rules, story.says)
        if name in {"source", "frequency", "goal", "field"}:
            kept = value  # a code
        else:
            kept = typed(kind, ("yes" if value else "no") if isinstance(value, bool) else str(value))
        answer = kind.read(kept)
        assert question.check(answer) is None
        assert stored(name, answer) == value


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_sentences_get_the_hints_that_they_are_meant_to_get(story: Story) -> None:
    assert hints_on(story.says.problem or "", Part.PROBLEM) == []
    assert tuple(hint.code for hint in hints_on(story.says.aim or "")) == story.hints


def test_the_gate_says_each_of_what_it_can_say() -> None:
    verdicts = {judged.verdict for s in STORIES.values() if (judged := judge(s.says, SAMPLE.rules.gate))}
    assert verdicts == set(Verdict)


def said() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every event of the stories, by the name of its story."""
    for story in STORIES.values():
        for event in story.events:
            yield story.name, dict(event)


def test_what_people_say_fits_where_they_say_it() -> None:
    with speaking("id"):
        for _name, event in said():
            for word, (longest, check) in CHECKS.items():
                if words := event.get(word):
                    assert typed(text(longest), words) == words
                    assert check is None or check(words) is None
            if event["does"] == "decide":
                assert whole_sentence(event["reason"]) is None
                assert len(event["reason"]) <= LONGEST_REASON
            if event["does"] == "review":
                assert len(event["ratings"]) == len(Criterion)
                assert set(event["ratings"]) <= {1, 2, 3, 4, 5}
                assert {HelpKind(kind) for kind in event.get("helps", ())} <= set(HelpKind)
            for part, words in event.get("says", {}).items():
                assert part not in WORDS or len(words) <= WORDS[part].longest


def test_reasons_for_judgements_say_why() -> None:
    with speaking("id"):
        for event in events_of([], LOADED):
            for verdict in event.said.values():
                if isinstance(verdict, list):
                    assert says_why_of_programmes(verdict[1]) is None
                    assert len(verdict[1]) <= LONGEST_JUDGEMENT


def test_remarks_fit_any_quick_win_and_where_they_are_written() -> None:
    remarks = Remarks.read()
    with speaking("id"):
        assert all(whole_sentence(one) is None and len(one) <= LONGEST_TEXT for one in remarks.better)
        assert all(len(one) <= LONGEST_HELP for one in remarks.help)
        assert all(len(one) <= LONGEST_NOTE for one in remarks.replies)
        assert all(says_enough(one) is None and len(one) <= LONGEST_REMARKS for one in remarks.returns)
        assert all(whole_sentence(one) is None and len(one) <= LONGEST_REASON for one in remarks.lets_through)


def test_what_is_reported_and_said_around_meetings_fits_where_it_is_said() -> None:
    reports, meetings = (
        tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")) for name in ("reports", "meetings")
    )
    for one in reports["reported"]:
        obstacle = one.get("obstacle", {})
        words = [one.get("words", ""), obstacle.get("what", ""), *one.get("solved", {}).values()]
        words += [what for _percent, what in one.get("stages", {}).values()]
        assert all(len(each) <= LONGEST_REPORT for each in words)
        assert all(len(each) <= LONGEST_THING for each in (one.get("next", ""), obstacle.get("helper", "")))
    assert all(len(one["text"]) <= LONGEST_ANSWER for one in reports["answered"])
    for one in meetings["meetings"]:
        assert len(one["title"]) <= LONGEST_TITLE
        assert len(one.get("recap", "")) <= LONGEST_RECAP
        assert all(len(reason) <= LONGEST_WHY_NOT for reason in one.get("no", {}).values())
        assert all(len(opinion) <= LONGEST_OPINION for *_who, opinion in one.get("feedback", ()))
    remarks = Remarks.read()
    for name in ("happened", "shows", "solved", "obstacles"):
        assert all(len(each) <= LONGEST_REPORT for each in getattr(remarks, name))
    assert all(len(each) <= LONGEST_THING for each in remarks.next)
    assert all(len(each) <= LONGEST_WHY_NOT for each in remarks.cannot)


@pytest.mark.parametrize("day", range(7))
def test_reports_are_asked_for_on_a_weekday_some_days_before_the_sample_is_loaded(day: int) -> None:
    loaded = Calendar(LOADED.today + timedelta(days=day), LOADED.zone)
    last = asked_on(loaded, 0)
    assert last.isoweekday() <= 5
    assert 2 <= (loaded.today - last).days <= 4
    assert asked_on(loaded, 2) == last - timedelta(days=14)
    past = SAMPLE.past(loaded)
    assert max(event.at for event in past) < loaded.instant(0, time())


def test_everybody_who_does_something_is_in_the_roster() -> None:
    roster = read_roster((HERE / "roster.xlsx").read_bytes(), "roster.xlsx")
    there = {called(entry.name) for entry in roster.entries}
    script = Script()
    doing = {event.who for event in SAMPLE.past(LOADED)} | {name for name, _does in script.already}
    doing |= {errand.who for errand in script.later} | {script.decides}
    assert doing <= there


def test_who_does_something_has_joined_before() -> None:
    joined: set[str] = set()
    for event in SAMPLE.past(LOADED):
        if event.does == "come_in":
            joined.add(event.who)
        assert event.who in joined


def test_the_past_is_over_when_the_sample_is_loaded() -> None:
    past = SAMPLE.past(LOADED)
    assert max(event.at for event in past) < LOADED.instant(0, past[0].at.time().min)
    assert all(6 <= event.at.hour < 18 for event in past)


def test_spelling_is_the_dictionary_s() -> None:
    for file in sorted(HERE.rglob("*.toml")):
        if file.name == "programme.toml":
            continue
        for text_ in _texts(tomllib.loads(file.read_text(encoding="utf-8"))):
            assert not MISSPELT.search(text_), (file.name, text_)


def test_days_in_texts_are_counted_from_when_it_is_loaded() -> None:
    later = {s.name: s for s in read_stories(Calendar(LOADED.today + timedelta(days=10), LOADED.zone))}
    assert "24 Januari 2027" in (STORIES["aduan"].says.aim or "")
    assert "3 Februari 2027" in (later["aduan"].says.aim or "")


def test_stages_begin_and_end_on_days_on_which_people_work() -> None:
    assert LOADED.working_day(3, or_later=True) == date(2026, 11, 30)  # not on Saturday, 28 November
    assert LOADED.working_day(3, or_later=False) == date(2026, 11, 27)
    assert LOADED.working_day(37, or_later=True) == date(2027, 1, 4)  # not on New Year's Day, and the weekend


def _texts(told: Any) -> Iterator[str]:
    match told:
        case str():
            yield told
        case dict():
            for value in told.values():
                yield from _texts(value)
        case list():
            for value in told:
                yield from _texts(value)
