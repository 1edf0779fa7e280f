"""The last look at a form: its expressions compile and speak of what there is, its defaults are answers."""

from collections.abc import Iterator

from models.instruments.dependencies import circles
from models.instruments.expressions.errors import ExpressionError
from models.instruments.form import Form
from models.instruments.items import Item, Node, Output, Text
from models.instruments.values import NotAnAnswer, normal


def verify(form: Form) -> list[tuple[str, str, str]]:
    """Give path, column and reason of each expression that could not run, and of each default that could not be.

    Raises ExpressionError or CycleError where not even the plan of the form can be made.
    """
    plan = form.plan
    unseen = set(form.lists)
    wrong: list[tuple[str, str, str]] = []
    for node in form.nodes.values():
        for column, source in _expressions(node):
            try:
                for reference in plan.expression(source, node.path).references:
                    plan.under(reference)
            except ExpressionError as reason:
                wrong.append((node.path, column, str(reason)))
        if isinstance(node, Item) and not _possible(form, node):
            wrong.append((node.path, "default", f"{node.default} is no answer to this question"))
        if isinstance(node, Item) and node.list_name in unseen:
            unseen.remove(node.list_name)
            wrong.extend(_in_choices(form, node))
    return wrong or list(_circles(form))


def _circles(form: Form) -> Iterator[tuple[str, str, str]]:
    """Say which defaults that are worked out need one another."""
    defaults = {item.path: item.dynamic_default for item in form.items if item.dynamic_default}
    reads = {path: form.plan.expression(source, path).references for path, source in defaults.items()}
    needs = {path: {other for other in defaults if form.plan.full(other) in reads[path]} for path in defaults}
    for circle in circles(needs):
        names = [path.rpartition("/")[2] for path in circle]
        round_ = " needs ".join([*names, names[0]])
        told = f"{names[0]} refers to itself" if len(names) == 1 else f"goes in a circle: {round_}"
        yield circle[0], "default", told


def _possible(form: Form, item: Item) -> bool:
    try:
        normal(item, item.default, form.plan.names(item.list_name) if item.has_choices else ())
    except NotAnAnswer:
        return False
    return True


def _in_choices(form: Form, item: Item) -> Iterator[tuple[str, str, str]]:
    for choice in form.lists[item.list_name]:
        for source in _shown(choice.label):
            try:
                form.plan.expression(source, item.path)
            except ExpressionError as reason:
                yield item.path, "type", f"in the label of the choice {choice.name}: {reason}"


def _expressions(node: Node) -> Iterator[tuple[str, str]]:
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


def _shown(text: Text) -> Iterator[str]:
    for fragments in text.values():
        yield from (fragment.expression for fragment in fragments if isinstance(fragment, Output))
