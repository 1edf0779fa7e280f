"""What can be the name of a question, a group or a column that is compared: what XML can name an element."""

import re

from lxml import etree

_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_NAMESPACES = ("jr:", "odk:", "orx:")


def is_name(text: str) -> bool:
    """Tell whether this can be a name."""
    if not _NAME.match(text):
        return False
    if text.isascii():
        return True
    try:
        etree.QName(text)
    except ValueError:
        return False
    return True


def is_attribute(text: str) -> bool:
    """Tell whether this can be the name of an attribute that pyxform is to write."""
    return is_name(next((text.removeprefix(space) for space in _NAMESPACES if text.startswith(space)), text))
