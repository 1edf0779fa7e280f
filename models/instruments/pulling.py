"""Which tables an expression looks things up in, told from its text."""

import re

_PULLED = re.compile(r"pulldata\(\s*['\"‘’“”]\s*([^'\"‘’“”]+?)\s*['\"‘’“”]")


def pulled_in(text: str) -> list[str]:
    """Give the tables (without .csv) that pulldata() in this text looks in."""
    return [name.removesuffix(".csv") for name in _PULLED.findall(text)]
