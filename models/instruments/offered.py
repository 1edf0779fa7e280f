"""The choices of a question as people read them."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Offered:
    """Name and label of each choice that stands open, in the order shown.

    Where neither filter, answers nor chance have a say they are `fixed`: one object serves all fillings of a
    form in a language, so that what is made of it can be kept.
    """

    choices: tuple[tuple[str, str], ...]
    fixed: bool = False
