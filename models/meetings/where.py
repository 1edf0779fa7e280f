"""Where a meeting is, as people write it in one line: a place, a link, or both."""

import re

_KNOWN = "com|org|net|id|us|me|io|ly|gl|gle|be|ms|app|link|page|info|edu"
_LINK = re.compile(rf"(?:https?://|www\.)\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_KNOWN})/\S+", re.IGNORECASE)
"""Also as people copy it without its beginning: zoom.us/j/123."""


def parted(written: str) -> tuple[str, str]:
    """The place and the link that are written, each "" where there is none: "Aula, https://…" has both."""
    found = _LINK.search(written)
    if found is None:
        return written.strip(), ""
    link = found[0].rstrip(").,;>\"”’'")
    place = f"{written[: found.start()]} {written[found.end() :]}".strip(' ,;–-()<>"“”')
    return " ".join(place.split()), link if "://" in link else f"https://{link}"
