"""Writes a tree as the XPath that libxml2 runs, with ODK's conversions made explicit."""

from collections.abc import Callable, Set
from functools import lru_cache

from lxml import etree

from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Expression
from models.instruments.expressions.found_first import FOUND_FIRST
from models.instruments.expressions.function import Function, Kind
from models.instruments.expressions.functions import FUNCTIONS, PREFIX, compiled
from models.instruments.expressions.signatures import in_full, signature
from models.instruments.expressions.standpoint import Standpoint
from models.instruments.expressions.syntax import Call, Literal, Negation, Number, Operation, Path, Tree

_CHAINS: tuple[Set[str], ...] = ({"+", "-"}, {"*", "div", "mod"})


class Writer:
    """Writes at one standpoint. `inside_rows`: the XPath runs at a row of a list, and names are its columns;
    what does not depend on the row is found out once, not once a row. All raise ExpressionError."""

    def __init__(self, here: Standpoint, *, inside_rows: bool = False) -> None:
        self.here = here
        self.columns: set[str] = set()
        self._inside_rows = inside_rows

    def write(self, tree: Tree) -> tuple[str, Kind]:
        """Write anything; with what kind of value it gives."""
        match tree:
            case Number(text):
                return _exact(text), "number"
            case Literal(text):
                return _quoted(text), "string"
            case Negation(operand):
                return f"-{self.number(operand)}", "number"
            case Operation():
                return self._operation(tree)
            case Path():
                return self._path(tree)
            case Call():
                function = signature(tree)
                return self._call(in_full(tree, function), function)

    def number(self, tree: Tree) -> str:
        """Write what is wanted as a number."""
        xpath, kind = self.write(tree)
        return f"({xpath})" if kind in {"number", "boolean"} else f"{PREFIX}number({xpath})"

    def condition(self, tree: Tree) -> str:
        """Write what is to hold or not."""
        xpath, kind = self.write(tree)
        return xpath if kind in {"boolean", "number"} else f"{PREFIX}boolean({xpath})"

    def apart(self, tree: Tree) -> Expression:
        """Compile a part on its own, at the question even where the rest stands at the rows of a list."""
        writer = Writer(self.here.again())
        xpath, _ = writer.write(tree)
        self.here.take_over(writer.here)
        return writer.here.expression(xpath, xpath)

    def _nodes(self, tree: Tree) -> str:
        xpath, kind = self.write(tree)
        if kind != "nodes":
            raise ExpressionError("questions are counted and joined by |, nothing else")
        return xpath

    def _operation(self, tree: Operation) -> tuple[str, Kind]:
        operator = tree.operator
        if operator == "|":
            return f"{self._nodes(tree.left)} | {self._nodes(tree.right)}", "nodes"
        if operator in {"=", "!="}:
            return self._equality(tree), "boolean"
        if operator in {"and", "or"}:
            return self._chain(tree, {operator}, self.condition), "boolean"
        for chain in _CHAINS:
            if operator in chain:
                return self._chain(tree, chain, self.number), "number"
        return f"({self.number(tree.left)} {operator} {self.number(tree.right)})", "boolean"

    def _chain(self, tree: Operation, operators: Set[str], write: Callable[[Tree], str]) -> str:
        """Write a + b + c + ... in one bracket: a scale's sum may have hundreds of terms."""
        terms: list[str] = []
        first: Tree = tree
        while isinstance(first, Operation) and first.operator in operators:
            terms.append(f"{first.operator} ({write(first.right)})")
            first = first.left
        return f"({' '.join([f'({write(first)})', *reversed(terms)])})"

    def _equality(self, tree: Operation) -> str:
        (left, left_kind), (right, right_kind) = self.write(tree.left), self.write(tree.right)
        kinds = {left_kind, right_kind}
        if "boolean" in kinds:
            left, right = f"{PREFIX}boolean({left})", f"{PREFIX}boolean({right})"
        elif "number" in kinds:
            left = left if left_kind == "number" else f"{PREFIX}number({left})"
            right = right if right_kind == "number" else f"{PREFIX}number({right})"
        return f"(({left}) {tree.operator} ({right}))"

    def _call(self, call: Call, function: Function) -> tuple[str, Kind]:
        if call.name == "position":
            self._check_position(call.arguments[0])
        if self._inside_rows and call.name in {"indexed-repeat", "position"}:
            return self.here.ask_for(self.apart(call)), "string"
        if call.name == "once":  # chance and time are fixed for one response, and answers are to count
            return self.write(call.arguments[0])
        if call.name in FOUND_FIRST:
            return FOUND_FIRST[call.name](self.here, call, self.apart), FUNCTIONS[call.name].gives
        arguments = [self._argument(argument, function) for argument in call.arguments]
        prefix = PREFIX if function.run is not None else ""
        xpath = f"{prefix}{call.name}({', '.join(xpath for xpath, _ in arguments)})"
        if call.name in {"if", "coalesce"}:
            kinds = {kind for _, kind in arguments[call.name == "if" :]}
            return xpath, kinds.pop() if kinds in ({"number"}, {"string"}, {"boolean"}) else "any"
        return xpath, function.gives

    def _check_position(self, tree: Tree) -> None:
        if not isinstance(tree, Path) or self.here.again().refer(tree) not in self.here.repeats:
            raise ExpressionError("position() needs the repeat it is in, as in position(..)")

    def _argument(self, tree: Tree, function: Function) -> tuple[str, Kind]:
        if function.takes == "boolean":
            return self.condition(tree), "boolean"
        if function.takes == "nodes":
            return self._nodes(tree), "nodes"
        if function.takes == "number":
            return self.number(tree), "number"
        xpath, kind = self.write(tree)
        if function.takes == "string" and kind != "string":
            return f"{PREFIX}string({xpath})", "string"
        return xpath, kind

    def _path(self, path: Path) -> tuple[str, Kind]:
        start = path.start
        current = isinstance(start, Call) and start.name == "current" and not start.arguments
        if isinstance(start, Call) and not current:
            signature(start)  # what is wrong with the function says more
        if not isinstance(start, str) and not current:
            raise ExpressionError("a path may not go on after a function or a bracket")
        if not self._inside_rows:
            return self._from_here(path), "nodes"
        if start == "":
            self.columns.update(step.test for step in path.steps[:1])
            return _steps(path), "nodes"
        return self.here.ask_for(self.apart(Path("" if current else "/", path.steps))), "string"

    def _from_here(self, path: Path) -> str:
        reference = self.here.refer(path)
        steps = _steps(path)
        if path.start != "/" and self.here.standing == self.here.at:
            return steps
        above, done = self.here.way_to(reference)
        return f"{above}/{reference[len(done) + 1 :] if done else reference[1:]}"


def _steps(path: Path) -> str:
    if any(step.predicates for step in path.steps):
        raise ExpressionError("[ ] in a path is not supported; use indexed-repeat() or a choice_filter")
    return "/".join(step.test for step in path.steps)


@lru_cache(maxsize=512)
def _exact(number: str) -> str:
    """Write a number so that it is read to the last digit, which libxml2 does not always do itself."""
    return (
        number if compiled(number)(etree.Element("any")) == float(number) else f"{PREFIX}number('{number}')"
    )


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else f'"{text}"'
