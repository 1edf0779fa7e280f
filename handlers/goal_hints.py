"""placeholder until the hints are merged."""

from models.quickwins.hints import Hint


def hint_text(hint: Hint) -> str:
    """placeholder."""
    return hint.code
