"""The settings sheet: what it may say, and what of it a form needs to know while it is checked."""

from collections.abc import Iterator, Mapping

from models.instruments.problems import Problem
from models.instruments.sheets import Sheet

REFUSED_SETTINGS = {"public_key": "answers are not enciphered here; take the key out"}


def setting(sheets: Mapping[str, Sheet], name: str) -> str:
    """Give what the settings say under this name, "" where they say nothing."""
    settings = sheets.get("settings")
    return settings.get(settings.rows[0], name) if settings and settings.rows else ""


def root_of(sheets: Mapping[str, Sheet]) -> str:
    """Give the name of the form's root node, "data" unless the settings say otherwise."""
    return setting(sheets, "name") or "data"


def doubles_allowed(sheets: Mapping[str, Sheet]) -> bool:
    """Tell whether a name may be used twice in a list."""
    return setting(sheets, "allow_choice_duplicates").lower() in {"yes", "true"}


def wrong_settings(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Give what is wrong with the settings."""
    settings = sheets.get("settings")
    if settings is None or not settings.rows:
        return
    row = settings.rows[0].number
    for name, reason in REFUSED_SETTINGS.items():
        if setting(sheets, name):
            yield Problem("settings", row, settings.heading(name), reason)
    default, spoken = setting(sheets, "default_language"), _languages(sheets)
    if default and spoken and default not in spoken:
        reason = f"no column is in {default}; there are {', '.join(spoken)}"
        yield Problem("settings", row, settings.heading("default_language"), reason)


def _languages(sheets: Mapping[str, Sheet]) -> tuple[str, ...]:
    """Give the languages of the labels; none where some are in no language, and so in the default one."""
    labels = [c for name in ("survey", "choices") if name in sheets for c in sheets[name].columns]
    spoken = dict.fromkeys(column.language for column in labels if column.name == "label")
    return () if "" in spoken else tuple(spoken)
