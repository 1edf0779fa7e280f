"""Quotation marks and line breaks, which pyxform straightens or its XML loses, carried past it."""

_MARKS = "‘’“”\n"
_CARRIED = "".join(chr(0xE018 + place) for place in range(len(_MARKS)))
_AWAY = str.maketrans(_MARKS, _CARRIED)
_BACK = str.maketrans(_CARRIED, _MARKS)


def carried(text: str) -> str:
    """Write the marks as characters that pyxform leaves alone."""
    return text.translate(_AWAY)


def restored(text: str) -> str:
    """Give the marks back."""
    return text.translate(_BACK)
