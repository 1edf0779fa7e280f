"""Whatever an author writes: it is refused with a reason, or it comes to a value."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from models.instruments.expressions.compiler import compile_choice_filter, compile_expression
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Surroundings
from models.instruments.expressions.functions import FUNCTIONS, Function

AROUND = Surroundings("2026-11-23", "2026-11-23T09:00:00.000+07:00", lambda path, value: f"{value}!")
OPERATORS = ["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or", "|"]
VALUES = ["", "0", "7", "-2.5", "ya", "a b", "2026-11-23", "1e9", "99999999999999999999", "NaN", "🙂"]

leaves = st.one_of(
    st.sampled_from(
        ["/data/a", "../b", ".", "/data/*", "..", "0", "1", "2.345", ".5", "1000000000000", "''"]
    ),
    st.sampled_from([f"'{value}'" for value in VALUES]),
)


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(named: tuple[str, Function]) -> st.SearchStrategy[str]:
        name, function = named
        arguments = st.lists(inner, min_size=function.fewest, max_size=function.most or 3)
        return arguments.map(lambda given: f"{name}({', '.join(given)})")

    return st.sampled_from(sorted(FUNCTIONS.items(), key=lambda named: named[0])).flatmap(written)


def operations(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(inner, st.sampled_from(OPERATORS), inner).map(" ".join)
    return joined | joined.map(lambda text: f"({text})") | inner.map(lambda text: f"-{text}")


expressions = st.recursive(leaves, lambda inner: calls(inner) | operations(inner), max_leaves=8)
values = st.sampled_from(VALUES)


@given(expressions, values, values, values)
def test_an_expression_is_refused_or_comes_to_a_value(source: str, a: str, b: str, own: str) -> None:
    root = etree.Element("data")
    for name, value in {"a": a, "b": b, "c": own}.items():
        etree.SubElement(root, name).text = value
    with suppress(ExpressionError):
        expression = compile_expression(source, "/data/c")
        assert isinstance(expression.evaluate(root[2], AROUND), str | float | bool)
        assert isinstance(expression.text(root[2], AROUND), str)
        assert isinstance(expression.truth(root[2], AROUND), bool)


@given(expressions, values, values)
def test_a_choice_filter_is_refused_or_selects_among_the_choices(source: str, a: str, b: str) -> None:
    root, rows = etree.Element("data"), etree.Element("root")
    for name, value in {"a": a, "b": b}.items():
        etree.SubElement(root, name).text = value
        etree.SubElement(etree.SubElement(rows, "item"), "name").text = value
    with suppress(ExpressionError):
        expression = compile_choice_filter(f"name = 'ya' or {source}", "/data/b")
        assert set(expression.select(root[1], rows, AROUND)) <= set(rows)


@given(st.text(max_size=30))
def test_any_text_is_refused_or_is_an_expression(source: str) -> None:
    with suppress(ExpressionError):
        compile_expression(source, "/data/c")
