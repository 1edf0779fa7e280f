"""The last look at a form: every expression in it compiles, and speaks of questions there are."""

from collections.abc import Iterator

from models.instruments.expressions.errors import ExpressionError
from models.instruments.form import Form
from models.instruments.items import Item, Node, Output, Text


def verify(form: Form) -> list[tuple[str, str, str]]:
    """Give path, column and reason of each expression that could not run.

    Raises ExpressionError or CycleError where not even the plan of the form can be made.
    """
    plan = form.plan
    wrong: list[tuple[str, str, str]] = []
    for node in form.nodes.values():
        for column, source in _expressions(form, node):
            try:
                for reference in plan.expression(source, node.path).references:
                    plan.under(reference)
            except ExpressionError as reason:
                wrong.append((node.path, column, str(reason)))
    return wrong


def _expressions(form: Form, node: Node) -> Iterator[tuple[str, str]]:
    yield from (("label", source) for source in _shown(node.label))
    if not isinstance(node, Item):
        return
    for column in ("required", "constraint", "read_only"):
        if source := getattr(node, column):
            yield column, source
    if node.dynamic_default:
        yield "default", node.dynamic_default
    for column in ("hint", "required_message", "constraint_message"):
        yield from ((column, source) for source in _shown(getattr(node, column)))
    for choice in form.lists.get(node.list_name, ()):
        yield from (("type", source) for source in _shown(choice.label))


def _shown(text: Text) -> Iterator[str]:
    for fragments in text.values():
        yield from (fragment.expression for fragment in fragments if isinstance(fragment, Output))
