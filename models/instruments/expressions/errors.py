"""What can be wrong with an expression."""


class ExpressionError(ValueError):
    """An expression that cannot run here; permanent: the form has to change. Its text is the reason."""
