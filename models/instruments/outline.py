"""The survey sheet as a tree: which row asks what, under which path."""

from dataclasses import dataclass, field

from models.instruments.names import is_name
from models.instruments.plan import Standing
from models.instruments.problems import Problem
from models.instruments.question_types import QuestionType, question_type
from models.instruments.sheets import Row, Sheet


@dataclass(frozen=True)
class Entry:
    """A row of the survey that stands for a node: `path` is "group/name"."""

    row: Row
    type: QuestionType
    name: str
    path: str


@dataclass
class Outline:
    """All entries in order, and what is wrong with the tree they form."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def named(self) -> dict[str, list[str]]:
        """Give the paths of all nodes by name, as ${name} finds them."""
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            found.setdefault(entry.name, []).append(entry.path)
        return found

    def full_paths(self, root: str) -> dict[str, Standing]:
        """Give all full paths with what stands there, and with what or_other adds."""
        found: dict[str, Standing] = {}
        for entry in self.entries:
            bracket: Standing = "repeat" if entry.type.kind == "repeat" else "group"
            found[f"/{root}/{entry.path}"] = "item" if entry.type.side == "question" else bracket
            if entry.type.or_other:
                found[f"/{root}/{entry.path}_other"] = "item"
        return found


def outline(survey: Sheet) -> Outline:
    """Read the tree of the survey sheet; wrong types and names are among its problems."""
    drawing = _Drawing(survey)
    for row in survey.rows:
        drawing.add(row)
    return drawing.finished()


class _Drawing:
    """The tree so far, and the groups that are open."""

    def __init__(self, survey: Sheet) -> None:
        self._survey = survey
        self._tree = Outline()
        self._opened: list[Entry] = []
        self._names: list[set[str]] = [set()]

    def add(self, row: Row) -> None:
        if self._survey.get(row, "disabled").lower() in {"yes", "true"}:
            return
        cell = self._survey.get(row, "type")
        if not cell:
            if self._survey.get(row, "name") or self._survey.get(row, "label"):
                self._problem(row, "type", "the type is missing")
            return
        kind = question_type(cell)
        if kind.side == "end":
            self._close(row, kind)
            return
        entry = self._entry(row, kind)
        self._tree.entries.append(entry)
        if kind.side == "begin":
            self._opened.append(entry)
            self._names.append(set())

    def finished(self) -> Outline:
        for entry in self._opened:
            self._problem(entry.row, "type", f"this {entry.type.kind} is not ended")
        return self._tree

    def _entry(self, row: Row, kind: QuestionType) -> Entry:
        name = self._survey.get(row, "name")
        if not name and kind.kind == "note":
            name = f"generated_note_name_{row.number}"
        if reason := _wrong_name(name, self._names[-1]):
            self._problem(row, "name", reason)
        self._names[-1].add(name)
        if kind.or_other:
            if f"{name}_other" in self._names[-1]:
                self._problem(row, "name", f"or_other adds a question {name}_other, and there is one already")
            self._names[-1].add(f"{name}_other")
        return Entry(row, kind, name, f"{self._opened[-1].path}/{name}" if self._opened else name)

    def _close(self, row: Row, kind: QuestionType) -> None:
        if self._opened and self._opened[-1].type.kind == kind.kind:
            self._opened.pop()
            self._names.pop()
        else:
            self._problem(row, "type", f"there is no {kind.kind} that this ends")

    def _problem(self, row: Row, column: str, reason: str) -> None:
        self._tree.problems.append(Problem("survey", row.number, self._survey.heading(column), reason))


def _wrong_name(name: str, taken: set[str]) -> str:
    if not name:
        return "the name is missing"
    if not is_name(name):
        return (
            f"{name!r} is no name: it begins with a letter or _, "
            "and goes on with letters, digits, _, - and full stops"
        )
    if name == "meta":
        return "the name meta is taken by the form itself"
    if name in taken:
        return f"the name {name} is used twice in the same group"
    return ""
