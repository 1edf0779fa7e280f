"""A demo in which the sample programme is there already: to add it takes seconds."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.demo.home import BEFORE, Home, home

MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)
"""Ten o’clock, with the whole week ahead: on other days other things come together in one message."""


@pytest.fixture(scope="session")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new demo, begun on a Monday, to copy."""
    folder = tmp_path_factory.mktemp("demo")
    with home(folder, Clock(MONDAY - Clock().now())):
        pass
    return folder


@pytest.fixture
def quiet(moved_in: Path, tmp_path: Path) -> Iterator[Home]:
    """A demo on a Monday, in which nobody does anything before the visitor comes, which takes a while."""
    shutil.copytree(moved_in, tmp_path, dirs_exist_ok=True)
    with home(tmp_path, Clock(MONDAY - BEFORE - Clock().now())) as place:
        yield place


@pytest.fixture
def new(quiet: Home) -> Home:
    """A demo on a Monday as a visitor finds it: others have come before them."""
    quiet.is_new, quiet.before = True, BEFORE
    return quiet
