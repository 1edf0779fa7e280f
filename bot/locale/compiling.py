"""A catalogue as gettext reads it: .mo, compiled from the .po that people write."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled_from(written: Path, language: str) -> bytes:
    """The compiled form of a catalogue."""
    compiled = BytesIO()
    with written.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    return compiled.getvalue()


def compile_in_place(written: Path, language: str) -> None:
    """Write the compiled form beside the catalogue."""
    written.with_suffix(".mo").write_bytes(compiled_from(written, language))
