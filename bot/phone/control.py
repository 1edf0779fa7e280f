"""The control API, ``/phone/...``: the phone's people from another process, or from the page.

| route | what it does |
|---|---|
| GET state | settings and a line for every chat |
| GET chats/{id}?since=V&before=ID&limit=N | the chat's line and its messages: changed after change V, older than ID |
| POST people | adds a person (name, language_code, phone_number, user_id, username) |
| POST people/{id}/{doing} | see ``doings.DOINGS``; answers with the message that came of it, if one did |
| POST clock | moves the clock: ``seconds``, or ``to`` = "evening" or "tomorrow" |
| POST faults | ``delay_ms``, ``throttle``, ``next``, ``random``, ``clear`` |
| GET events | what changes, as server-sent events |
| GET files/{path}, GET invitations/{n}.svg | a file that was sent; the QR code of an invitation |
"""

import io
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import orjson
import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.phone.bodies import read_call
from bot.phone.days import span_until
from bot.phone.doings import DOINGS
from bot.phone.faults import EVERY_METHOD, Fault
from bot.phone.messages import Message
from bot.phone.phone import Phone
from bot.phone.refusals import Refusal
from bot.phone.throttle import Throttle
from bot.phone.viewers import CannotDo
from bot.phone.views import chat_view, faults_view, message_view, state_view

Endpoint = Callable[[Request], Awaitable[Response]]

_SHOWN_IN_PLACE = {
    "image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg", "audio/mpeg", "audio/mp4", "video/mp4",
}  # fmt: skip


def _json(said: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(said), status, media_type="application/json")


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Say plainly what cannot be done; refuse what another site's page posts here."""

    async def guarded(request: Request) -> Response:
        origin = request.headers.get("origin")
        if request.method == "POST" and origin and origin.partition("://")[2] != request.headers.get("host"):
            return _json({"error": "only this phone's own page may do that"}, 403)
        try:
            return await endpoint(request)
        except (CannotDo, Refusal) as why:
            return _json({"error": str(why)}, 400)
        except (KeyError, ValueError, TypeError) as wrong:
            return _json({"error": f"not understood: {wrong}"}, 400)

    return guarded


class Control:
    """The endpoints of one phone."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone

    def routes(self) -> list[Route]:
        """All of ``/phone/...`` but the events."""
        gets = {
            "state": self.state,
            "chats/{id:int}": self.chat,
            "chats/-{id:int}": self.group,
            "files/{path:path}": self.file,
            "invitations/{number:int}.svg": self.invitation,
        }
        posts = {
            "people": self.add_person,
            "people/{id:int}/{doing}": self.act,
            "clock": self.clock,
            "faults": self.faults,
        }
        return [
            *(Route(f"/phone/{path}", _guarded(endpoint)) for path, endpoint in gets.items()),
            *(
                Route(f"/phone/{path}", _guarded(endpoint), methods=["POST"])
                for path, endpoint in posts.items()
            ),
        ]

    async def state(self, _request: Request) -> Response:
        """Settings and a line for every chat."""
        return _json(state_view(self._phone))

    async def chat(self, request: Request) -> Response:
        """One person's chat."""
        return self._chat(request, request.path_params["id"])

    async def group(self, request: Request) -> Response:
        """One group's chat."""
        return self._chat(request, -request.path_params["id"])

    def _chat(self, request: Request, number: int) -> Response:
        conversation = self._phone.world.conversations.get(number)
        if conversation is None:
            return _json({"error": f"there is no chat {number}"}, 404)
        self._phone.watched = number
        asked = {name: int(value) for name, value in request.query_params.items()}
        before, since, limit = asked.get("before", 2**63), asked.get("since", -1), asked.get("limit", 200)
        fitting = [
            message
            for message in conversation.messages.values()
            if message.id < before and message.version > since
        ]
        return _json(
            {
                "version": self._phone.world.changes.version,
                "chat": chat_view(self._phone, conversation),
                "messages": [message_view(self._phone, message) for message in fitting[-limit:]],
                "earlier": len(fitting) > limit,
            }
        )

    async def file(self, request: Request) -> Response:
        """A file that somebody sent. Only pictures, sounds and films are shown in place; all else is downloaded."""
        files = self._phone.world.files
        file = files.by_path(request.path_params["path"])
        if file is None:
            return _json({"error": "there is no such file"}, 404)
        shown = file.kind == "photo" or file.mime_type in _SHOWN_IN_PLACE
        headers = {"X-Content-Type-Options": "nosniff"} | (
            {} if shown else {"Content-Disposition": "attachment"}
        )
        kind = file.mime_type if file.mime_type in _SHOWN_IN_PLACE else "application/octet-stream"
        return Response(
            files.data(file), media_type="image/png" if file.kind == "photo" else kind, headers=headers
        )

    async def invitation(self, request: Request) -> Response:
        """The QR code of an invitation."""
        invitations, number = self._phone.invitations, request.path_params["number"]
        if number >= len(invitations):
            return _json({"error": "there is no such invitation"}, 404)
        drawn = io.BytesIO()
        segno.make(invitations[number].link, error="m").save(
            drawn, kind="svg", scale=6, border=2, light="#fff"
        )
        return Response(drawn.getvalue(), media_type="image/svg+xml")

    async def add_person(self, request: Request) -> Response:
        """Somebody new."""
        said = await read_call(request.scope, request.receive)
        person = self._phone.add_person(
            str(said["name"]),
            language_code=str(said.get("language_code", "id")),
            phone_number=str(said.get("phone_number", "")),
            user_id=int(said["user_id"]) if said.get("user_id") else None,
            username=str(said.get("username", "")),
        )
        return _json({"id": person.id})

    async def act(self, request: Request) -> Response:
        """One person does one thing."""
        person = self._phone.people.get(request.path_params["id"])
        doing = DOINGS.get(request.path_params["doing"])
        if person is None or doing is None:
            return _json({"error": "there is no such person, or nothing of that name to do"}, 404)
        if request.path_params["doing"] != "look":
            self._phone.used.add(person.id)
        done = doing(self._phone, person, await read_call(request.scope, request.receive))
        if isinstance(done, Message):
            return _json({"message": message_view(self._phone, done)})
        return _json({"tap": done.id if done is not None else None})

    async def clock(self, request: Request) -> Response:
        """Move the clock."""
        said = await read_call(request.scope, request.receive)
        if "to" in said:
            by = span_until(str(said["to"]), self._phone.clock.now(), self._phone.zone)
        else:
            by = timedelta(seconds=float(said["seconds"]))
        now = await self._phone.move_clock(by)
        return _json({"now": now.timestamp()})

    async def faults(self, request: Request) -> Response:
        """Say what is to go wrong."""
        said, faults = await read_call(request.scope, request.receive), self._phone.faults
        if said.get("clear"):
            faults.clear()
        if "delay_ms" in said:
            faults.delay = float(said["delay_ms"]) / 1000
        if "throttle" in said:
            faults.throttle = Throttle() if said["throttle"] else None
        for name in ("next", "random"):
            if plan := said.get(name):
                fault, method = Fault(plan["fault"]), plan.get("method", EVERY_METHOD)
                wait = int(plan.get("retry_after", 1))
                if name == "next":
                    faults.next(fault, int(plan.get("times", 1)), method=method, retry_after=wait)
                else:
                    chance, seed = float(plan["probability"]), int(plan.get("seed", 0))
                    faults.at_random(fault, chance, seed=seed, method=method, retry_after=wait)
        self._phone.world.changes.note("settings", None)
        return _json(faults_view(faults))
