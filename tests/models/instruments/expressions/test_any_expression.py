"""Whatever an author writes: it is refused with a reason, or it comes to a value."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from models.instruments.expressions.choice_filter import ChoiceFilter
from models.instruments.expressions.compiler import compile_expression
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Surroundings
from models.instruments.expressions.function import Function
from models.instruments.expressions.functions import FUNCTIONS
from models.instruments.expressions.rows import Rows
from models.instruments.items import Choice

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
        fewest = 0 if function.of_itself else function.fewest
        most = function.fewest + 2 if function.most is None else function.most
        arguments = st.lists(inner, min_size=fewest, max_size=most)
        return arguments.map(lambda given: f"{name}({', '.join(given)})")

    return st.sampled_from(sorted(FUNCTIONS.items(), key=lambda named: named[0])).flatmap(written)


def operations(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(inner, st.sampled_from(OPERATORS), inner).map(" ".join)
    return joined | joined.map(lambda text: f"({text})") | inner.map(lambda text: f"-{text}")


expressions = st.recursive(leaves, lambda inner: calls(inner) | operations(inner), max_leaves=8)
values = st.sampled_from(VALUES)


def answers(**given_answers: str) -> etree._Element:
    root = etree.Element("data")
    for name, value in given_answers.items():
        etree.SubElement(root, name).text = value
    return root


@given(expressions, values, values, values)
def test_an_expression_is_refused_or_comes_to_a_value(source: str, a: str, b: str, own: str) -> None:
    root = answers(a=a, b=b, c=own)
    with suppress(ExpressionError):
        expression = compile_expression(source, "/data/c")
        assert isinstance(expression.evaluate(root[2], AROUND), str | float | bool)
        assert isinstance(expression.text(root[2], AROUND), str)
        assert isinstance(expression.truth(root[2], AROUND), bool)


row_conditions = st.sampled_from(
    [
        "kota = /data/a",
        "../b = kota",
        "current()/../a = kota",
        "kota = 'ya'",
        "kota != /data/a",
        "kota = concat(/data/a, '')",
        "kota = 7",
        "kota = /data/a + 0",
        "kota = name",
        "string-length(kota) = string-length(name)",
        "kota = string()",
        "kota = if(/data/a = '', 'ya', 'a b')",
        "not(kota = /data/a)",
        "name = /data/b",
    ]
)
filters = st.recursive(
    row_conditions,
    lambda inner: st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda f: f"({' '.join(f)})"),
    max_leaves=4,
)
lists = st.lists(st.builds(Choice, values, columns=st.fixed_dictionaries({}, optional={"kota": values})))


@given(filters, lists, values, values)
def test_a_choice_filter_selects_what_looking_through_all_of_the_list_selects(
    source: str, choices: list[Choice], a: str, b: str
) -> None:
    question = answers(a=a, b=b)[1]
    with suppress(ExpressionError):
        by_key = ChoiceFilter(source, "/data/b")
        of_all = ChoiceFilter(f"false() or {source}", "/data/b")
        rows = Rows(choices * 25)
        assert list(by_key.select(question, rows, AROUND)) == list(of_all.select(question, rows, AROUND))


@given(expressions, values, values)
def test_a_choice_filter_is_refused_or_selects_among_the_choices(source: str, a: str, b: str) -> None:
    rows = Rows([Choice(a), Choice(b)])
    with suppress(ExpressionError):
        selected = ChoiceFilter(f"name = 'ya' or {source}", "/data/b").select(
            answers(a=a, b=b)[1], rows, AROUND
        )
        assert set(selected) <= {0, 1}


@given(st.text(max_size=30))
def test_any_text_is_refused_or_is_an_expression(source: str) -> None:
    with suppress(ExpressionError):
        compile_expression(source, "/data/c")
