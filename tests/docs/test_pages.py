"""What the pages say, held against the code: links, commands, settings, rooms."""

import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel

from bot import questions
from bot.cli import app
from bot.config import PREFIX, Settings
from tests.docs.pages import DOCS, HOUSE, PAGES, anchors, blocks, links, prose, tables
from tests.rig.given import GIVEN
from tests.rig.town import JOINED, NOW, SCANNED
from tests.rig.transcript import doings

TARGETS = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
LARGEST_PICTURE = 250_000  # bytes
MADE = re.compile(r"(?:^|`)make (?:-C \S+ )?([a-z]+)", re.MULTILINE)
SAID = re.compile(r"^(?:\$ )?penggerak .*$", re.MULTILINE)
NAMED = re.compile(r"`(penggerak [^`]*)`")
SETTING = re.compile(r"`([a-z]+\.[a-z_.]+)`")
PATH = re.compile(r"`((?:bot|handlers|models|tests|docs)/[\w/.]*)`")
TEST = re.compile(r"^\.venv/bin/pytest (tests/\S*)", re.MULTILINE)
VARIABLE = re.compile(rf"{PREFIX}(?!CONFIG)([A-Z_]+)")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def settings(model: type[BaseModel], place: str = "") -> Iterator[str]:
    """Every setting and section by its dotted key."""
    for name, field in model.model_fields.items():
        yield f"{place}{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from settings(field.annotation, f"{place}{name}.")


def keys(table: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """Every key of a TOML table, dotted."""
    for name, value in table.items():
        yield f"{place}{name}"
        if isinstance(value, dict):
            yield from keys(value, f"{place}{name}.")


def what_is_wrong(said: str) -> str | None:
    """What the command line does not know of a command as a page has it."""
    words = shlex.split(said.partition("#")[0].removeprefix("$ "))[1:]
    command: Any = typer.main.get_command(app)
    known: set[str] = set()
    while True:
        known |= {option for parameter in command.params for option in parameter.opts} | {"--help"}
        if not hasattr(command, "commands"):
            break
        while words and words[0].startswith("--"):
            words.pop(0)  # an option of penggerak itself, with no value in these pages
        if not words or words[0] == "…":
            break
        if words[0] not in command.commands:
            return f"there is no {words[0]}"
        command = command.commands[words.pop(0)]
    unknown = [word for word in words if word.startswith("-") and word not in known]
    return f"there is no {unknown}" if unknown else None


SETTINGS = set(settings(Settings))


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        path, _hash, anchor = link.partition("#")
        if path.startswith("https://"):
            continue
        there = page.parent / path if path else page
        assert there.exists(), link
        assert not anchor or anchor in anchors(there), link


@every_page
def test_every_make_target_exists(page: Path) -> None:
    assert set(MADE.findall(page.read_text(encoding="utf-8"))) <= TARGETS


@every_page
def test_every_command_exists(page: Path) -> None:
    said = [line for block in blocks(page, "sh", "console") for line in SAID.findall(block)]
    for command in [*said, *NAMED.findall(prose(page))]:
        assert what_is_wrong(command) is None, command


@every_page
def test_every_setting_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    sections = {name for name, _dot, _key in (setting.partition(".") for setting in SETTINGS)}
    named = [name for name in SETTING.findall(prose(page)) if name.partition(".")[0] in sections]
    variables = [name.lower().replace("__", ".") for name in VARIABLE.findall(text)]
    written = [key for block in blocks(page, "toml") for key in keys(tomllib.loads(block))]
    for name in [*named, *variables, *written]:
        assert name in SETTINGS, name


@every_page
def test_every_path_exists(page: Path) -> None:
    for path in PATH.findall(prose(page)):
        assert (HOUSE / path).exists(), path


@every_page
def test_every_test_that_may_be_called_exists(page: Path) -> None:
    for block in blocks(page, "sh", "console"):
        for path in TEST.findall(block):
            assert (HOUSE / path).exists(), path


def test_every_room_of_the_design_exists() -> None:
    [rooms] = [block for block in blocks(DOCS / "design.md", "") if block.startswith("bot/ ")]
    folder = HOUSE
    for line in rooms.splitlines():
        names = re.split(r" {2,}", line.strip())[0].split()
        if not line.startswith(" "):
            folder = HOUSE / names[0]
            names = ["."]
        for name in names:
            assert (folder / name).exists(), line


def test_the_code_in_the_readme_is_real() -> None:
    [shown] = blocks(HOUSE / "README.md", "python")
    assert shown in (HOUSE / "handlers" / "join.py").read_text(encoding="utf-8")


def test_every_kind_of_question_is_told() -> None:
    [kinds] = tables(DOCS / "conversations.md", "kind")
    told = {name for row in kinds for name in re.findall(r"(\w+)\(", row)}
    assert told == set(questions.__all__) - {"Kind", "Misunderstood"}


def test_every_line_of_a_transcript_that_is_told_is_understood() -> None:
    [lines] = tables(DOCS / "conversations.md", "line")
    known = [NOW, JOINED, SCANNED, *map(re.compile, GIVEN), *(pattern for pattern, _do in doings({}, {}))]
    for line in (line for row in lines for line in re.findall("`(.+?)`", row.split(" | ")[0])):
        assert any(pattern.fullmatch(line) for pattern in known), line


def test_pictures_are_small() -> None:
    for picture in (DOCS / "pictures").iterdir():
        assert picture.stat().st_size < LARGEST_PICTURE, picture.name
