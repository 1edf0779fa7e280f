"""The texts of an XForm: labels, hints and messages in each language, with the values they show."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from babel import Locale

from models.instruments.items import Fragment, Language, Media, Output, Text
from models.instruments.quotes import restored

_NS = {"x": "http://www.w3.org/2002/xforms"}
_OUTPUT = "{http://www.w3.org/2002/xforms}output"
_ITEXT = re.compile(r"jr:itext\('(?P<id>.*)'\)\Z", re.DOTALL)
_CODE = re.compile(r"\((?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\)\s*\Z")
_UNTRANSLATED = "-"
"""What pyxform writes where a translation is missing."""


class Texts:
    """All translations of a form; without any, texts stand under the language ""."""

    def __init__(self, itext: Any) -> None:
        translations = [] if itext is None else list(itext.iterfind("x:translation", _NS))
        names = {translation.get("lang"): translation for translation in translations}
        self._texts: dict[str, dict[str, tuple[Fragment, ...]]] = {}
        self._media: dict[str, dict[str, tuple[str, ...]]] = {}
        for name, translation in names.items():
            self._read(code_of(name), translation)
        spoken = {code_of(name): name for name, found in names.items() if self._has_words(found)}
        self.languages = tuple(Language(code, name) for code, name in spoken.items() if code)
        chosen = next((name for name, found in names.items() if found.get("default")), next(iter(names), ""))
        self.default = code_of(chosen) if code_of(chosen) in spoken else next(iter(spoken), "")

    def of(self, control: Any, tag: str) -> Text:
        """Give the text in a control's child of this tag."""
        child = control.find(f"x:{tag}", _NS) if control is not None else None
        if child is None:
            return {}
        reference = _ITEXT.match(child.get("ref", ""))
        return self.by_id(reference["id"]) if reference else self._everywhere(_fragments(child))

    def named(self, attribute: str) -> Text:
        """Give the text that an attribute holds or refers to."""
        reference = _ITEXT.match(attribute)
        return self.by_id(reference["id"]) if reference else self.plain(attribute)

    def by_id(self, text_id: str) -> Text:
        """Give a text by its id among the translations."""
        return self._texts.get(text_id, {})

    def media(self, text_id: str) -> Media:
        """Give the files that go with a text, by its id among the translations."""
        return self._media.get(text_id, {})

    def media_of(self, control: Any) -> Media:
        """Give the files that go with a control's label."""
        child = control.find("x:label", _NS) if control is not None else None
        reference = _ITEXT.match(child.get("ref", "")) if child is not None else None
        return self.media(reference["id"]) if reference else {}

    def plain(self, text: str) -> Text:
        """Give a text that is the same in all languages."""
        return self._everywhere((restored(text),) if text else ())

    def _everywhere(self, fragments: tuple[Fragment, ...]) -> Text:
        return {self.default: fragments} if fragments else {}

    def _read(self, code: str, translation: Any) -> None:
        for text in translation.iterfind("x:text", _NS):
            value = next((found for found in text.iterfind("x:value", _NS) if not found.get("form")), None)
            fragments = () if value is None else _fragments(value)
            files = tuple(dict.fromkeys(_file_names(text)))
            if files:
                self._media.setdefault(text.get("id"), {})[code] = files
            if fragments and fragments != (_UNTRANSLATED,):
                self._texts.setdefault(text.get("id"), {})[code] = fragments

    def _has_words(self, translation: Any) -> bool:
        code = code_of(translation.get("lang"))
        return any(code in texts for texts in self._texts.values())


@lru_cache(maxsize=512)
def code_of(language: str) -> str:
    """Give the code of a language as workbooks name it: "id" for "Indonesia (id)", "en" for "English"."""
    match = _CODE.search(language)
    if match is not None:
        return match["code"].replace("_", "-")
    if language == "default":
        return ""
    return _known_names().get(language.casefold(), language)


@cache
def _known_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in ("id", "en"):
        for code, name in Locale(locale).languages.items():
            names.setdefault(name.casefold(), code)
    return names | {"bahasa indonesia": "id", "bahasa inggris": "en"}


def _file_names(text: Any) -> Iterator[str]:
    for value in text.iterfind("x:value", _NS):
        if value.get("form") in {"image", "audio", "video"} and (
            name := (value.text or "").rpartition("/")[2]
        ):
            yield name


def _fragments(element: Any) -> tuple[Fragment, ...]:
    fragments: list[Fragment] = []

    def add(text: str | None) -> None:
        if text:
            fragments.append(restored(text))

    add(element.text)
    for child in element:
        if child.tag == _OUTPUT:
            fragments.append(Output(child.get("value", "").strip()))
        add(child.tail)
    if len(fragments) > 1:
        _trim(fragments)
    return tuple(fragments)


def _trim(fragments: list[Fragment]) -> None:
    """Take away the space that pyxform puts around a text with values in it."""
    first, last = fragments[0], fragments[-1]
    if isinstance(first, str):
        fragments[0] = first.lstrip()
    if isinstance(last, str):
        fragments[-1] = last.rstrip()
    fragments[:] = [fragment for fragment in fragments if fragment]
