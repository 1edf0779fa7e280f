"""Whether a file is a workbook at all, and safe to open: looked at before anything in it is believed."""

import io
import re
import zipfile

from models.instruments.problems import BrokenWorkbook, Problem

LARGEST_FILE = 20 * 2**20
_LARGEST_UNPACKED = 100 * 2**20
_MOST_PARTS = 2_000
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<f[\s>/]")
_WORKED_OUT = re.compile(rb'<c [^>]*t="(?:str|b|e)"[^>]*>\s*<f|(?:</f>|<f[^>]*/>)\s*<v>[^<]')
"""A formula with a result, be it the empty text; who only writes formulas gives them no result and no type."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "save it as .xlsx (Excel or LibreOffice can)"


def open_container(content: bytes, name: str) -> bool:
    """Look through a workbook's parts; tell whether it has formulas that nobody has worked out.

    Raises BrokenWorkbook for what is no workbook.
    """
    if not content:
        raise refused(f"{name} is an empty file")
    if len(content) > LARGEST_FILE:
        raise refused(f"{name} is larger than {LARGEST_FILE // 2**20} MB")
    if content.startswith(_OLD_EXCEL):
        if _ENCRYPTED in content:
            raise refused(f"{name} is locked with a password; save it without one")
        raise refused(f"{name} is not an .xlsx workbook but an older kind; {_SAVE}")
    if not content.startswith(b"PK"):
        raise refused(f"{name} is not an .xlsx workbook; {_SAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _look_through(parts, name)
    except BrokenWorkbook:
        raise
    except Exception as wrong:  # what a damaged archive makes zipfile raise is beyond listing
        raise refused(f"{name} is damaged: it cannot be unpacked") from wrong


def refused(reason: str) -> BrokenWorkbook:
    """Say of the whole file what is wrong with it."""
    return BrokenWorkbook((Problem("", 0, "", reason),))


def _look_through(parts: zipfile.ZipFile, name: str) -> bool:
    infos = parts.infolist()
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _LARGEST_UNPACKED:
        raise refused(f"{name} unpacks to more than a form can need")
    sheets: list[bytes] = []
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            part = parts.read(info)
            if _ENTITIES.search(part.replace(b"\0", b"")):
                raise refused(f"{name} declares XML entities, which no form needs")
            if info.filename.startswith("xl/worksheets/"):
                sheets.append(part)
    if not any(info.filename.startswith("xl/workbook") for info in infos):
        raise refused(f"{name} is not an .xlsx workbook; {_SAVE}")
    return any(map(_FORMULA.search, sheets)) and not any(map(_WORKED_OUT.search, sheets))
