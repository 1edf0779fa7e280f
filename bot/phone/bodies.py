"""What a call carries: its query and its body, in any of the shapes the Bot API takes."""

from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Receive, Scope

from bot.phone.files import UPLOAD_LIMIT
from bot.phone.parameters import Upload
from bot.phone.refusals import BadRequest, Refusal

_ATTACHED = "attach://"


async def read_call(scope: Scope, receive: Receive) -> dict[str, Any]:
    """The parameters as they came, by name: strings from a form, anything from JSON, uploads from multipart.

    Raises BadRequest for a body that cannot be read, Refusal (413) for one that is too large.
    """
    raw: dict[str, Any] = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    kind = _header(scope, b"content-type")
    if kind.startswith("multipart/form-data"):
        return raw | await _multipart(scope, receive)
    body = await _body(receive)
    if not body:
        return raw
    if kind.startswith("application/json"):
        try:
            said = orjson.loads(body)
        except orjson.JSONDecodeError:
            said = None
        if not isinstance(said, dict):
            raise BadRequest("can't parse JSON object")
        return raw | said
    return raw | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _header(scope: Scope, wanted: bytes) -> str:
    for name, value in scope["headers"]:
        if name == wanted:
            said: str = value.decode("latin-1").lower()
            return said
    return ""


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        said = await receive()
        parts.append(said.get("body", b""))
        size += len(parts[-1])
        if size > UPLOAD_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
        if not said.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)


async def _multipart(scope: Scope, receive: Receive) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    async with Request(scope, receive).form(max_part_size=UPLOAD_LIMIT) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime_type = value.content_type or "application/octet-stream"
                fields[name] = Upload(value.filename or name, mime_type, await value.read())
            else:
                fields[name] = value
    attached = {
        value.removeprefix(_ATTACHED)
        for value in fields.values()
        if isinstance(value, str) and value.startswith(_ATTACHED)
    }
    for name, value in list(fields.items()):
        if isinstance(value, str) and value.startswith(_ATTACHED):
            fields[name] = fields.get(value.removeprefix(_ATTACHED), value)
    return {name: value for name, value in fields.items() if name not in attached}
