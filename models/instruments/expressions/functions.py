"""The functions an expression may call, with ODK's meaning (https://docs.getodk.org/form-operators-functions).

A function that XPath 1.0 has and ODK means alike runs in libxml2; the others are written here.
"""

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from models.instruments.expressions.answer_functions import ANSWER_FUNCTIONS
from models.instruments.expressions.date_functions import DATE_FUNCTIONS
from models.instruments.expressions.function import Function
from models.instruments.expressions.number_functions import NUMBER_FUNCTIONS
from models.instruments.expressions.text_functions import TEXT_FUNCTIONS

AROUND = {
    "once": Function(1, 1, "any"),
    "uuid": Function(0, 0, "string"),
    "random": Function(0, 0, "number"),
    "pulldata": Function(4, 4, "string"),
    "indexed-repeat": Function(3, None, "nodes"),
    "today": Function(0, 0, "string"),
    "now": Function(0, 0, "string"),
    "jr:choice-name": Function(2, 2, "string"),
}
"""Known where the expression is written: what they give depends on the filling."""

FUNCTIONS: Mapping[str, Function] = {
    **ANSWER_FUNCTIONS,
    **NUMBER_FUNCTIONS,
    **TEXT_FUNCTIONS,
    **DATE_FUNCTIONS,
    **AROUND,
}

_NAMESPACE = "http://openrosa.org/javarosa"
_EXTENSIONS = {
    (_NAMESPACE, name): function.run for name, function in FUNCTIONS.items() if function.run is not None
}
PREFIX = "jr:"
"""What the functions written here are called with: libxml2 lets none of its own be replaced."""


@lru_cache(maxsize=4096)
def compiled(xpath: str) -> etree.XPath:
    """Compile XPath with these functions in it, once for all forms of the process."""
    return etree.XPath(xpath, namespaces={"jr": _NAMESPACE}, extensions=_EXTENSIONS, smart_strings=False)
