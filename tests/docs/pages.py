"""The pages that people read, taken apart: links, headings, blocks of code."""

import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
DOCS = HOUSE / "docs"
PAGES = [HOUSE / "README.md", HOUSE / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]

_FENCE = re.compile(
    r"^```(?P<language>\w*)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")


def blocks(page: Path, *languages: str) -> Iterator[str]:
    """The blocks of code in these languages, in order."""
    for fence in _FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["language"] in languages:
            yield fence["text"]


def titled_blocks(page: Path) -> dict[str, str]:
    """The blocks that are files, by their path."""
    return {
        fence["title"]: fence["text"]
        for fence in _FENCE.finditer(page.read_text(encoding="utf-8"))
        if fence["title"]
    }


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Where the page leads to, pictures included."""
    return [first or second for first, second in _LINK.findall(prose(page))]


def anchors(page: Path) -> set[str]:
    """The headings as a link names them."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(prose(page))
    }


def tables(page: Path, heading: str) -> Iterator[list[str]]:
    """The rows of every table whose first column has this heading."""
    for table in re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", prose(page), re.MULTILINE):
        yield table.splitlines()
