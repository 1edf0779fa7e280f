"""Hold the catalogues against the source: `python -m bot.i18n check`, `update` and `compile`."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.locale.compiling import compile_in_place

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "models")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
TRANSLATED = ("id",)
_PLURALS = {"id": "nplurals=1; plural=0;"}  # Babel has none for Indonesian, which knows no plural
_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moved would make every update a change


def catalogue_file(language: str, house: Path = HOUSE) -> Path:
    """Where the translations into `language` stand."""
    return house / "bot" / "locale" / language / "LC_MESSAGES" / "penggerak.po"


def extract(house: Path = HOUSE) -> Catalog:
    """Every string that the source marks for translation, in the order of files and lines."""
    template = _blank(None)
    for room in ROOMS:
        found = extract_from_dir(
            house / room,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for name, line, message, comments, _context in sorted(found, key=lambda each: (each[0], each[1])):
            template.add(message, None, [(f"{room}/{name}", line)], auto_comments=comments)
    return template


def update(language: str, house: Path = HOUSE) -> None:
    """Bring a catalogue up to date: new strings come untranslated, those no longer said go."""
    file = catalogue_file(language, house)
    kept = _read(file, language) if file.exists() else _blank(language)
    kept.update(extract(house), no_fuzzy_matching=True, update_creation_date=False)
    kept.creation_date = kept.revision_date = _UNDATED
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, kept, width=110, ignore_obsolete=True, include_lineno=False)


def problems(language: str, house: Path = HOUSE) -> Iterator[str]:
    """What is wrong with a catalogue, one line each; nothing when it is complete."""
    file = catalogue_file(language, house)
    if not file.exists():
        yield f"{file.relative_to(house)}: is missing; run: python -m bot.i18n update"
        return
    template, kept = extract(house), _read(file, language)
    for message in _said(template):
        where = f"{file.relative_to(house)}: {_singular(message)!r} ({message.locations[0][0]})"
        translated = kept.get(message.id)
        if translated is None:
            yield f"{where} is missing"
        elif translated.pluralizable != message.pluralizable:
            yield f"{where} has changed between one form and several"
        else:
            yield from (f"{where} {fault}" for fault in _faults(translated))
    for message in _said(kept):
        if template.get(message.id) is None:
            yield f"{file.relative_to(house)}: {_singular(message)!r} is no longer said"


def main(arguments: list[str]) -> int:
    """`check` prints every problem and returns 1 where there is one; `update` rewrites the catalogues, `compile` compiles them."""
    match arguments:
        case ["check"]:
            found = [problem for language in TRANSLATED for problem in problems(language)]
            for problem in found:
                print(problem, file=sys.stderr)  # noqa: T201
            return 1 if found else 0
        case ["update"]:
            for language in TRANSLATED:
                update(language)
            return 0
        case ["compile"]:
            for language in TRANSLATED:
                compile_in_place(catalogue_file(language), language)
            return 0
        case _:
            print("usage: python -m bot.i18n check | update | compile", file=sys.stderr)  # noqa: T201
            return 2


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked fuzzy: somebody has to look at it"
    given = _several(message.string)
    if not all(given):
        yield "is not translated"
        return
    wanted = _placeholders(_several(message.id))
    for text in given:
        if _placeholders([text]) != wanted:
            yield f"has other placeholders in its translation {text!r}"


def _placeholders(texts: Iterable[str]) -> set[str]:
    try:
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # a brace left open
        return {"?"}


def _said(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _singular(message: Message) -> str:
    return _several(message.id)[0]


def _several(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _blank(language: str | None) -> Catalog:
    blank = Catalog(
        locale=language,
        header_comment="# What Penggerak says.",
        project="Penggerak",
        version="1",
        last_translator="the Penggerak project",
        language_team=language,
        msgid_bugs_address="none",
        creation_date=_UNDATED,
        revision_date=_UNDATED,
        fuzzy=False,
    )
    blank.mime_headers = [("Plural-Forms", _PLURALS.get(language or "", "nplurals=2; plural=(n != 1);"))]
    return blank
