"""What is asked about a quick win: one question a field, the same when it is written and when it is changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.i18n import N_, _
from bot.markup import bold, italic
from bot.questions import Kind, number, one_of, scale, text, whole_number, yes_no
from bot.talk import Question, Talk
from models.quickwins.content import Content, Frequency, Source
from models.quickwins.hints import Part
from models.quickwins.rules import Named, Rules

LONGEST_SENTENCE, LONGEST_TEXT, LONGEST_NAME = 250, 500, 60  # characters
SHORTEST_SENTENCE = 15
LONGEST_WAIT = 3650  # days

SOURCES = {
    Source.CITIZENS: N_("Citizens"),
    Source.OWN: N_("Our own experience"),
    Source.BOTH: N_("Both"),
}
FREQUENCIES = {
    Frequency.ALWAYS: N_("All the time"),
    Frequency.DAILY: N_("Every day"),
    Frequency.WEEKLY: N_("Every week"),
    Frequency.MONTHLY: N_("Every month"),
    Frequency.SELDOM: N_("Less often"),
}


@dataclass(frozen=True)
class FieldQuestion:
    """How one field is asked. `label` is what lists call it; both it and `wording` are N_() strings."""

    label: str
    wording: str
    kind: Callable[[Rules, Content], Kind[Any]]  # by the rules, and what is written so far
    part: Part | None = None  # of a quick win, where hints are given on what was written
    check: Callable[[Any], str | None] = lambda _answer: None


def _sentence(_rules: Rules, _content: Content) -> Kind[str]:
    return text(longest=LONGEST_SENTENCE)


def _words(_rules: Rules, _content: Content) -> Kind[str]:
    return text(longest=LONGEST_TEXT)


def _name(_rules: Rules, _content: Content) -> Kind[str]:
    return text(longest=LONGEST_NAME)


def _one_to_five(_rules: Rules, _content: Content) -> Kind[int]:
    return scale(1, 5)


def _one_of_named(those: Callable[[Rules], tuple[Named, ...]]) -> Callable[[Rules, Content], Kind[str]]:
    return lambda rules, _content: one_of((one.code, one.name) for one in those(rules))


def whole_sentence(written: str) -> str | None:
    """What is wrong with a sentence, in words."""
    if len(written) < SHORTEST_SENTENCE:
        return _("Please say it in one whole sentence, so that somebody from another agency understands it.")
    return None


def _days(days: Decimal) -> str | None:
    if 1 <= days <= LONGEST_WAIT:
        return None
    return _("Please give the days as a number from 1 to {most}.").format(most=LONGEST_WAIT)


QUESTIONS: Mapping[str, FieldQuestion] = {
    "problem": FieldQuestion(
        N_("Problem"),
        N_(
            "What is the problem, in one sentence?\n\nFor example: People wait up to three hours at the "
            "registry’s counter for an identity card."
        ),
        _sentence,
        Part.PROBLEM,
        whole_sentence,
    ),
    "source": FieldQuestion(
        N_("Whose complaint"),
        N_("Whose complaint is it?"),
        lambda _rules, _content: one_of((code, _(label)) for code, label in SOURCES.items()),
    ),
    "frequency": FieldQuestion(
        N_("How often"),
        N_("How often is it met?"),
        lambda _rules, _content: one_of((code, _(label)) for code, label in FREQUENCIES.items()),
    ),
    "gains": FieldQuestion(N_("Who gains"), N_("Who gains when it is solved?"), _sentence),
    "goal": FieldQuestion(
        N_("City goal"),
        N_("Which goal of the city does it serve most?"),
        _one_of_named(lambda rules: rules.goals),
    ),
    "field": FieldQuestion(
        N_("Priority field"), N_("In which priority field is it?"), _one_of_named(lambda rules: rules.fields)
    ),
    "idea": FieldQuestion(
        N_("Idea"), N_("What is your idea? What would be done differently?"), _words, check=whole_sentence
    ),
    "aim": FieldQuestion(
        N_("Aim"),
        N_(
            "What will be different then, by when, and who sees to it?\n\nFor example: By 31 January the head of "
            "the section brings the wait down from three hours to one."
        ),
        _words,
        Part.GOAL,
        whole_sentence,
    ),
    "first_sign": FieldQuestion(
        N_("First visible sign"),
        N_("By what will people first see that something has changed?"),
        _sentence,
    ),
    "impact": FieldQuestion(
        N_("Impact"),
        N_("How much does it change for people? 1 is hardly anything, 5 a great deal."),
        _one_to_five,
    ),
    "effort": FieldQuestion(
        N_("Effort"), N_("How much work is it? 1 is done on the side, 5 ties up many people."), _one_to_five
    ),
    "days": FieldQuestion(
        N_("Days to the first result"),
        N_("In how many days from its start is there a first result?"),
        lambda _rules, _content: whole_number("hari", "days", "day"),
        check=_days,
    ),
    "within_authority": FieldQuestion(
        N_("Within your authority"),
        N_("Can your own unit decide on it, without asking anybody higher up?"),
        lambda _rules, _content: yes_no(),
    ),
    "within_budget": FieldQuestion(
        N_("Within the budget"),
        N_("Does the budget that you have suffice?"),
        lambda _rules, _content: yes_no(),
    ),
    "indicator": FieldQuestion(
        N_("Indicator"),
        N_("Which one number will show it? Give it a name, for example: waiting time at the counter."),
        _name,
    ),
    "unit": FieldQuestion(
        N_("Unit"), N_("In what is it counted? For example: minutes, people, percent."), _name
    ),
    "baseline": FieldQuestion(
        N_("Baseline"),
        N_("{indicator}: what is it today, in {unit}?"),
        lambda _rules, content: number(content.unit or ""),
    ),
    "target": FieldQuestion(
        N_("Target"),
        N_("{indicator}: what should it come to, in {unit}?"),
        lambda _rules, content: number(content.unit or ""),
    ),
}
"""Every field of Content, in the order in which they are asked."""


def ask_field(
    talk: Talk, key: str, name: str, rules: Rules, content: Content, where: str = ""
) -> Question[Any]:
    """Ask one field under a key; `content` is what is written so far, `where` says where one stands."""
    question = QUESTIONS[name]

    def wording() -> str:
        asked, _blank, more = _(question.wording).partition("\n\n")
        asked = asked.format(indicator=content.indicator, unit=content.unit)
        lines = [italic(where) if where else "", bold(asked), more]
        return "\n\n".join(line for line in lines if line)

    return talk.ask(
        key, wording, question.kind(rules, content), brief=_(question.label), check=question.check
    )


def stored(name: str, answer: Any) -> Any:
    """The answer to a field as Content has it."""
    if not isinstance(answer, Decimal):
        return answer
    return int(answer) if name == "days" else format(answer, "f")
