"""What people read: the words of every question and choice, with the versions in which they stood."""

import re
from collections.abc import Iterable, Iterator

from bot.reports.responses.questionnaire import Questionnaire
from models.instruments.items import Fragment, Language, Text

_NAME = re.compile(r"\s*(?:/[\w.\-]+)*/([\w.\-]+)\s*\Z")
Row = list[str]


def headings(questionnaire: Questionnaire) -> Row:
    """The path as the responses have it, the type, the label in each language, the versions."""
    labels = [f"label::{language.name}" if language.name else "label" for language in questionnaire.languages]
    return ["path", "type", *labels, "versions"]


def labels(questionnaire: Questionnaire) -> Iterator[Row]:
    """A row a question and one a choice below it; one more for each wording that another version had."""
    languages = questionnaire.languages
    for path in questionnaire.paths:
        standing = questionnaire.standing(path)
        yield from _wordings(path, ((v.number, item.type, item.label) for v, item in standing), languages)
        offered = [(v.number, {choice.name: choice for choice in v.choices(path)}) for v, _item in standing]
        for name in questionnaire.choices(path):
            said = ((number, "choice", choices[name].label) for number, choices in offered if name in choices)
            yield from _wordings(f"{path}/{name}", said, languages)


def _wordings(
    path: str, said: Iterable[tuple[int, str, Text]], languages: Iterable[Language]
) -> Iterator[Row]:
    versions: dict[tuple[str, ...], set[int]] = {}
    codes = [language.code for language in languages]
    for number, kind, label in said:
        words = (path, kind, *(plain(label.get(code, ())) for code in codes))
        versions.setdefault(words, set()).add(number)
    for words, numbers in versions.items():
        yield [*words, ", ".join(map(str, sorted(numbers)))]


def plain(fragments: Iterable[Fragment]) -> str:
    """A label as its author wrote it: ${name} where a value is filled in."""
    return "".join(part if isinstance(part, str) else _blank(part.expression) for part in fragments)


def _blank(expression: str) -> str:
    name = _NAME.match(expression)
    return f"${{{name[1] if name else expression.strip()}}}"
