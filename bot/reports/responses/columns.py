"""The columns of an export, and what each shows of a response."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.reports.responses.cells import Cell, Kind, cell, moment
from bot.reports.responses.merging import distinct
from bot.reports.responses.questionnaire import Questionnaire
from models.nip import masked
from models.responses import Received

Show = Callable[[Received], Cell]


@dataclass(frozen=True)
class Column:
    """A heading and what stands under it; `at` shows when it was answered, of what is asked."""

    heading: str
    show: Show
    at: Show | None = None


def columns(questionnaire: Questionnaire) -> list[Column]:
    """Who and when, then every question of every version; one with several answers is also split by choice.

    What is in repeats stands apart: see `repeated`.
    """
    return _named([*_ABOUT, *answers(questionnaire, "")])


def answers(questionnaire: Questionnaire, repeat: str) -> list[Column]:
    """The questions of a repeat, or those in none (""), with their paths in the form."""
    found = []
    for path in questionnaire.paths:
        if questionnaire.repeat_of(path) != repeat:
            continue
        asked = any(item.asked for _version, item in questionnaire.standing(path))
        at = _answered_at(path) if asked else None
        found.append(Column(path, _value(path, questionnaire.kind(path)), at))
        found += _split(questionnaire, path)
    return found


def _named(found: list[Column]) -> list[Column]:
    headings = distinct(column.heading for column in found)
    return [Column(heading, c.show, c.at) for heading, c in zip(headings, found, strict=True)]


def times(whole: list[Column]) -> list[Column]:
    """The same rows, showing when each question was answered."""
    return [_ID, *(Column(column.heading, column.at) for column in whole if column.at is not None)]


def _split(questionnaire: Questionnaire, path: str) -> list[Column]:
    several = [v for v, item in questionnaire.standing(path) if item.type == "select_multiple"]
    offered = {version.number: {choice.name for choice in version.choices(path)} for version in several}
    names = questionnaire.choices(path) if several else []
    return [Column(f"{path}/{name}", _chosen(path, name, offered)) for name in names]


def _value(path: str, kind: Kind) -> Show:
    return lambda response: cell(kind, response.values.get(path, ""))


def _answered_at(path: str) -> Show:
    def show(response: Received) -> Cell:
        at = response.times.get(path)
        return None if at is None else moment(at, response.respondent.zone)

    return show


def _chosen(path: str, name: str, offered: dict[int, set[str]]) -> Show:
    """1 or 0; nothing where the question was not answered, or its version did not offer the choice."""

    def show(response: Received) -> Cell:
        value = response.values.get(path)
        if not value or name not in offered.get(response.version, ()):
            return None
        return int(name in value.split())

    return show


_ID = Column("_id", lambda response: response.id)
_ABOUT = (
    _ID,
    Column("_batch", lambda response: response.respondent.batch),
    Column("_name", lambda response: response.respondent.name),
    Column("_nip", lambda response: masked(response.respondent.nip) if response.respondent.nip else None),
    Column("_agency", lambda response: response.respondent.agency or None),
    Column("_role", lambda response: response.respondent.role.value),
    Column("_language", lambda response: response.language),
    Column("_version", lambda response: response.version),
    Column("_complete", lambda response: response.complete),
    Column("_start", lambda response: moment(response.started_at, response.respondent.zone)),
    Column("_end", lambda response: moment(response.ended_at, response.respondent.zone)),
)
"""Named with an underscore, as KoboToolbox names what is not a question."""
