"""Compiles an expression: read, written as XPath, made ready to run."""

from models.instruments.expressions.expression import Expression
from models.instruments.expressions.standpoint import Standpoint
from models.instruments.expressions.syntax import parse
from models.instruments.expressions.writer import Writer


def compile_expression(
    source: str, at: str, repeats: frozenset[str] = frozenset(), standing: str = ""
) -> Expression:
    """Compile an expression that stands at the node with the full path `at` ("/data/group/name").

    `repeats` are the full paths of the repeats: a path into a repeat that `at` is in means the same
    occurrence. The expression is run at `at`, or else at the node `standing` around it.
    Raises ExpressionError for what is no XPath 1.0, for unknown functions and for wrong arguments.
    """
    writer = Writer(Standpoint(at, repeats, standing))
    xpath, kind = writer.write(parse(source))
    return writer.here.expression(source, xpath, kind)
