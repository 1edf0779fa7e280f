"""What is wrong with the settings, said in one line and without showing a value."""

import difflib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails


class ConfigError(ValueError):
    """A setting is unknown, missing or wrong; the message says which and what would be right. Permanent."""


def first_fault(error: ValidationError, settings: type[BaseModel], file: Path, prefix: str) -> str:
    """The first fault, where it was written, and how many more there are."""
    faults = error.errors(include_url=False, include_input=False, include_context=True)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{_source(faults[0], file, prefix)}: {_sentence(faults[0], settings)}{more}"


def unknown_variable(environment: Mapping[str, str], prefix: str, sections: Iterable[str]) -> str | None:
    """A variable that is meant for Penggerak and would be passed over in silence."""
    for name in environment:
        section = name.removeprefix(prefix).partition("__")[0].lower()
        if name.startswith(prefix) and name != f"{prefix}CONFIG" and section not in sections:
            guess = next((each for each in sections if section.startswith(f"{each}_")), None)
            hint = f"; write {prefix}{guess.upper()}__{section[len(guess) + 1 :].upper()}" if guess else ""
            return f"environment: {name} is not a setting{hint}"
    return None


def _sentence(fault: ErrorDetails, settings: type[BaseModel]) -> str:
    key = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        known = _known(fault["loc"][:-1], settings)
        near = difflib.get_close_matches(str(fault["loc"][-1]), known, n=1)
        place = ".".join(str(part) for part in fault["loc"][:-1])
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        return (
            f"{key} is not a setting; {hint}" if not place else f"{key} is not a setting of {place}; {hint}"
        )
    said = fault["msg"].removeprefix("Value error, ").replace("Input should", "should")
    if fault["type"] in {"model_type", "model_attributes_type"}:
        said = "should be a table of settings"
    return f"{key} {said[0].lower()}{said[1:]}".lstrip()


def _known(place: tuple[Any, ...], settings: type[BaseModel]) -> list[str]:
    for part in place:
        inner = settings.model_fields[part].annotation
        assert isinstance(inner, type)  # noqa: S101  only sections hold keys
        settings = inner
    return list(settings.model_fields)


def _source(fault: ErrorDetails, file: Path, prefix: str) -> str:
    variable = prefix + "__".join(str(part) for part in fault["loc"]).upper()
    return "environment" if variable in {name.upper() for name in os.environ} else str(file)
