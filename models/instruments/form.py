"""A checked form, kept as text in the database and read back without the workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import orjson

from models.instruments.items import Choice, Fragment, Group, Item, Language, Media, Node, Output, Range, Text
from models.instruments.offered import Offered
from models.instruments.plan import Plan

_EDITION = 1

Table: TypeAlias = tuple[Mapping[str, str], ...]
"""The rows of a file that came with the workbook, by column; what pulldata() looks in."""


@dataclass(frozen=True)
class Form:
    """A questionnaire as its workbook says it; `default_language` is a code of `languages`, or
    "" where texts stand in no language."""

    title: str
    id: str
    version: str
    languages: tuple[Language, ...]
    default_language: str
    children: tuple[Node, ...]
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    root: str = "data"
    tables: Mapping[str, Table] = field(default_factory=dict)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in order, out of their groups."""
        return tuple(node for node in _walk(self.children) if isinstance(node, Item))

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Items and groups by path, in order."""
        return {node.path: node for node in _walk(self.children)}

    @cached_property
    def plan(self) -> Plan:
        """Its expressions, compiled, and what depends on what; made when first asked for."""
        return Plan(self.root, self.children, self.lists)

    def item(self, path: str) -> Item:
        """Give the item at a path. Raises KeyError where there is none."""
        node = self.nodes[path]
        if not isinstance(node, Item):
            raise KeyError(path)
        return node

    def pulled(self, file: str, column: str, key_column: str, key: str) -> str:
        """Give what stands in a column of a table, in the first row that has this key; "" where none has."""
        if file not in self.tables:
            return ""
        index = self._indexes.setdefault((file, key_column), {})
        if not index:
            for row in reversed(self.tables[file]):
                index[row.get(key_column, "")] = row
        return index.get(key.strip(), {}).get(column, "") if key.strip() else ""

    def in_language(self, text: Text, language: str) -> tuple[Fragment, ...]:
        """Give a text in a language (a code), else in the default one, else in any."""
        fragments = text.get(language) or text.get(self.default_language)
        return next(iter(text.values()), ()) if fragments is None else fragments

    def fixed_choices(self, list_name: str, language: str) -> Offered | None:
        """Give a list as it is read in a language; None where answers are filled into its labels."""
        key = list_name, language
        if key not in self._fixed:
            labels = [self.in_language(choice.label, language) for choice in self.lists.get(list_name, ())]
            fixed = None
            if all(isinstance(fragment, str) for label in labels for fragment in label):
                names = (choice.name for choice in self.lists.get(list_name, ()))
                texts = ("".join(map(str, label)).strip() for label in labels)
                fixed = Offered(tuple(zip(names, texts, strict=True)), fixed=True)
            self._fixed[key] = fixed
        return self._fixed[key]

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The names of the files that are shown with questions and choices."""
        media = [item.media for item in self.items if item.asked]
        media += [c.media for i in self.items if i.asked for c in self.lists.get(i.list_name, ()) if c.media]
        return frozenset(name for one in media for names in one.values() for name in names)

    def has_pictures(self, list_name: str) -> bool:
        """Whether files go with any choice of a list."""
        return list_name in self._pictured

    @cached_property
    def _pictured(self) -> frozenset[str]:
        return frozenset(name for name, choices in self.lists.items() if any(c.media for c in choices))

    @cached_property
    def _fixed(self) -> dict[tuple[str, str], Offered | None]:
        return {}

    @cached_property
    def _indexes(self) -> dict[tuple[str, str], dict[str, Mapping[str, str]]]:
        return {}

    def language(self, wanted: str) -> str:
        """Give the code of the form's language that comes nearest to the wanted one ("id", "English")."""
        for language in self.languages:
            if wanted.casefold() in {language.code.casefold(), language.name.casefold()}:
                return language.code
        return self.default_language

    def dump(self) -> str:
        """Write the form as text that `load` reads back."""
        return orjson.dumps(
            {
                "edition": _EDITION,
                "title": self.title,
                "id": self.id,
                "version": self.version,
                "languages": [[language.code, language.name] for language in self.languages],
                "default_language": self.default_language,
                "root": self.root,
                "children": [_node_out(node) for node in self.children],
                "lists": {name: [_choice_out(c) for c in choices] for name, choices in self.lists.items()},
                "tables": self.tables,
            }
        ).decode()

    @classmethod
    def load(cls, text: str) -> "Form":
        """Read what `dump` wrote. Raises ValueError for anything else."""
        kept = orjson.loads(text)
        if not isinstance(kept, dict) or kept.get("edition") != _EDITION:
            raise ValueError("this is not a form that was kept by this version")
        return cls(
            title=kept["title"],
            id=kept["id"],
            version=kept["version"],
            languages=tuple(Language(code, name) for code, name in kept["languages"]),
            default_language=kept["default_language"],
            root=kept["root"],
            children=tuple(_node_in(node) for node in kept["children"]),
            lists={name: tuple(_choice_in(c) for c in choices) for name, choices in kept["lists"].items()},
            tables={name: tuple(rows) for name, rows in kept.get("tables", {}).items()},
        )


_TEXTS = ("label", "hint", "required_message", "constraint_message")
_PLAIN = (
    "path",
    "name",
    "type",
    "data_type",
    "appearance",
    "relevant",
    "required",
    "constraint",
    "calculation",
    "read_only",
    "default",
    "dynamic_default",
    "list_name",
    "choice_filter",
    "shuffle",
    "repeats",
    "count",
)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from _walk(node.children)


def _node_out(node: Node) -> dict[str, Any]:
    out: dict[str, Any] = {key: value for key in _PLAIN if (value := getattr(node, key, ""))}
    out.update((key, _text_out(text)) for key in _TEXTS if (text := getattr(node, key, None)))
    if isinstance(node, Group):
        out["children"] = [_node_out(child) for child in node.children]
        return out
    if not node.asked:
        out["asked"] = False
    if node.media:
        out["media"] = node.media
    if node.range is not None:
        out["range"] = [node.range.start, node.range.end, node.range.step]
    return out


def _node_in(kept: dict[str, Any]) -> Node:
    for key in _TEXTS:
        if key in kept:
            kept[key] = _text_in(kept[key])
    if "children" in kept:
        kept["children"] = tuple(_node_in(child) for child in kept["children"])
        return Group(**kept)
    if "media" in kept:
        kept["media"] = _media_in(kept["media"])
    if "range" in kept:
        kept["range"] = Range(*kept["range"])
    return Item(**kept)


def _choice_out(choice: Choice) -> list[Any]:
    kept = [choice.name, _text_out(choice.label), dict(choice.columns)]
    return [*kept, choice.media] if choice.media else kept


def _choice_in(kept: list[Any]) -> Choice:
    name, label, columns, *media = kept
    return Choice(name, _text_in(label), columns, _media_in(media[0]) if media else {})


def _media_in(kept: dict[str, list[str]]) -> Media:
    return {language: tuple(names) for language, names in kept.items()}


def _text_out(text: Text) -> dict[str, Any]:
    return {
        language: [fragment if isinstance(fragment, str) else [fragment.expression] for fragment in fragments]
        for language, fragments in text.items()
    }


def _text_in(kept: dict[str, list[Any]]) -> Text:
    return {
        language: tuple(
            fragment if isinstance(fragment, str) else Output(fragment[0]) for fragment in fragments
        )
        for language, fragments in kept.items()
    }
