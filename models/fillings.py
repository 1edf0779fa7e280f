"""What a person answered in instruments, in the words in which they were asked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.instruments.form import Form
from models.instruments.items import Item, Text
from models.instruments.places import path_of
from models.instruments.versions import InstrumentVersion
from models.members import Member
from models.responses import Answer, Response

_FILLED_IN = "…"  # where a label quotes another answer


@dataclass(frozen=True)
class Answered:
    """One answer: the question, the answer, and when (aware, UTC); None for what the form worked out."""

    question: str
    answer: str
    at: datetime | None


@dataclass(frozen=True)
class Filling:
    """One filling of one instrument."""

    title: str
    started_at: datetime
    ended_at: datetime
    complete: bool
    answers: tuple[Answered, ...]


def fillings_of(session: Session, person_ids: Collection[int]) -> Mapping[int, Sequence[Filling]]:
    """What each of these people has sent, the oldest first."""
    responses = session.exec(
        select(Member.person_id, Response)
        .join(Response, col(Response.member_id) == Member.id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Response.id))
    ).all()
    versions = {response.version_id for _person, response in responses}
    forms = {
        version: Form.load(form)
        for version, form in session.exec(
            select(InstrumentVersion.id, InstrumentVersion.form).where(
                col(InstrumentVersion.id).in_(versions)
            )
        )
    }
    answers: dict[int, list[Answer]] = defaultdict(list)
    ids = {response.id for _person, response in responses}
    for answer in session.exec(
        select(Answer).where(col(Answer.response_id).in_(ids)).order_by(col(Answer.id))
    ):
        answers[answer.response_id].append(answer)
    found: dict[int, list[Filling]] = defaultdict(list)
    for person_id, response in responses:
        form = forms[response.version_id]
        filled = tuple(_answered(form, response.language, a) for a in answers[response.id or 0])
        found[person_id].append(
            Filling(form.title, response.started_at, response.ended_at, response.complete, filled)
        )
    return found


def _answered(form: Form, language: str, answer: Answer) -> Answered:
    node = form.nodes.get(path_of(answer.path))
    if not isinstance(node, Item):
        return Answered(answer.path, answer.value, answer.at)
    code = form.language(language)
    chosen = set(answer.value.split()) if node.has_choices else set()
    labels = [_plain(c.label, code) or c.name for c in form.lists.get(node.list_name, ()) if c.name in chosen]
    return Answered(_plain(node.label, code) or answer.path, ", ".join(labels) or answer.value, answer.at)


def _plain(text: Text, language: str) -> str:
    fragments = text.get(language) or next(iter(text.values()), ())
    return "".join(f if isinstance(f, str) else _FILLED_IN for f in fragments)
