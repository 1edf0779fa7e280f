"""A form is kept as text and comes back the same."""

import subprocess
import sys
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments.form import Form
from models.instruments.items import Choice, Fragment, Group, Item, Language, Node, Output, Range, Text
from tests.models.instruments.workbooks import fill, read

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
names = st.text(ascii_lowercase, min_size=1, max_size=6)
codes = st.sampled_from(["", "id", "en"])
fragments: st.SearchStrategy[Fragment] = words | st.builds(Output, words)
texts: st.SearchStrategy[Text] = st.dictionaries(
    codes, st.lists(fragments, min_size=1, max_size=3).map(tuple), max_size=2
)
choices = st.builds(Choice, names, texts, st.dictionaries(names, words, max_size=2))


def item(draw: Any, path: str) -> Item:
    expressions = st.just("") | words
    return Item(
        path=path,
        name=path.rsplit("/", 1)[-1],
        type=draw(st.sampled_from(["text", "integer", "select_one", "range", "calculate"])),
        data_type=draw(st.sampled_from(["string", "int", "date"])),
        asked=draw(st.booleans()),
        label=draw(texts),
        hint=draw(texts),
        appearance=draw(expressions),
        relevant=draw(expressions),
        required=draw(expressions),
        required_message=draw(texts),
        constraint=draw(expressions),
        constraint_message=draw(texts),
        calculation=draw(expressions),
        read_only=draw(expressions),
        default=draw(expressions),
        dynamic_default=draw(expressions),
        list_name=draw(expressions),
        choice_filter=draw(expressions),
        range=draw(st.none() | st.just(Range("1", "5", "0.5"))),
    )


@st.composite
def trees(draw: Any, above: str = "", depth: int = 0) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for name in draw(st.lists(names, max_size=3, unique=True)):
        path = f"{above}{name}"
        if depth < 2 and draw(st.booleans()):
            children = draw(trees(f"{path}/", depth + 1))
            nodes.append(Group(path, name, children, draw(texts), draw(st.just("") | words)))
        else:
            nodes.append(item(draw, path))
    return tuple(nodes)


forms = st.builds(
    Form,
    title=words,
    id=words,
    version=st.just("") | words,
    languages=st.lists(st.builds(Language, codes, words), max_size=2).map(tuple),
    default_language=codes,
    children=trees(),
    lists=st.dictionaries(names, st.lists(choices, max_size=3).map(tuple), max_size=2),
    root=names,
)


@given(forms)
def test_a_form_comes_back_from_its_text_as_it_was(form: Form) -> None:
    again = Form.load(form.dump())
    assert again == form
    assert list(again.nodes) == list(form.nodes)
    assert again.items == form.items


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"edition": 99}', "<xml/>"])
def test_what_is_no_kept_form_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a form|unexpected|empty"):
        Form.load(text)


NESTED = """
    survey
    | type        | name | label::Indonesia (id) | label::English (en) |
    | begin group | g    | Luar                  | Outer               |
    | begin group | h    |                       |                     |
    | text        | a    | A                     |                     |
    | end group   |      |                       |                     |
    | end group   |      |                       |                     |
"""


def test_items_and_groups_are_found_by_path() -> None:
    form = read(NESTED)
    assert [item.path for item in form.items] == ["g/h/a"]
    for missing in ("g", "a", ""):
        with pytest.raises(KeyError):
            form.item(missing)


def test_the_language_nearest_to_the_wanted_one_is_chosen() -> None:
    form = read(NESTED)
    assert [form.language(wanted) for wanted in ("en", "English (en)", "EN", "fr", "")] == [
        "en",
        "en",
        "en",
        form.default_language,
        form.default_language,
    ]
    assert form.default_language in {"id", "en"}


def test_a_kept_form_is_filled_like_the_one_that_was_read() -> None:
    tables = NESTED + "| calculate | n | | |\n"
    tables = tables.replace("label::English (en) |\n", "label::English (en) | calculation |\n", 1).replace(
        "| calculate | n | | |", "| calculate | n | | | string-length(${a}) |"
    )
    filling = fill(tables, **{"g/h/a": "empat"})
    again = Form.load(filling.form.dump())
    assert filling.value("n") == "5"
    assert again == filling.form


def test_filling_a_kept_form_needs_neither_pyxform_nor_openpyxl() -> None:
    program = (
        "import sys\n"
        "from models.instruments.filling import Filling\n"
        "from models.instruments.workbook import read_workbook\n"
        "print([name for name in ('pyxform', 'openpyxl') if name in sys.modules])\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
