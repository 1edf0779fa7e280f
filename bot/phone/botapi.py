"""The Bot API over HTTP: ``/bot<token>/<method>``."""

import inspect
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from bot.phone.bodies import read_call
from bot.phone.calls import Call
from bot.phone.connections import Connections
from bot.phone.faults import Fault, Plan
from bot.phone.methods.served import SERVED, Method
from bot.phone.parameters import Upload
from bot.phone.phone import Phone
from bot.phone.refusals import Refusal

_BAD_GATEWAY = (
    b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)


class BotApi:
    """An ASGI application for one route; the path's ``token`` and ``method`` name the call."""

    def __init__(self, phone: Phone, connections: Connections) -> None:
        self._phone = phone
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        said = scope["path_params"]
        if said["token"] != self._phone.token:
            await _answer(send, 401, orjson.dumps(Refusal(401, "Unauthorized").as_json()))
            return
        method = SERVED.get(said["method"].lower())
        if method is None:
            await _answer(send, 404, orjson.dumps(Refusal(404, "Not Found").as_json()))
            return
        await self._serve(method, scope, receive, send)

    async def _serve(self, method: Method, scope: Scope, receive: Receive, send: Send) -> None:
        faults = self._phone.faults
        plan = faults.strike(method.name) if faults.plans else None
        raw: dict[str, Any] = {}
        result: Any = None
        refused: Refusal | None = None
        try:
            raw = await read_call(scope, receive)
            if faults.delay:
                await self._connections.hold(faults.delay)
            if plan is not None and plan.fault in {Fault.DROP, Fault.ERROR_502}:
                await self._fail(plan, method, raw, scope, send)
                return
            result = await self._carry_out(method, raw, plan)
        except Refusal as refusal:
            refused = refusal
        self._keep(method, raw, result, refused, plan)
        if plan is not None and plan.fault is Fault.TIME_OUT:
            await self._connections.silence(receive)
            self._connections.drop(scope)
            return
        if refused is None:
            await _answer(send, 200, b'{"ok":true,"result":%b}' % orjson.dumps(result))
        else:
            await _answer(send, refused.code, orjson.dumps(refused.as_json()))

    async def _carry_out(self, method: Method, raw: dict[str, Any], plan: Plan | None) -> Any:
        given = method.declaration.read(raw)
        if plan is not None and (refusal := plan.refusal()):
            raise refusal
        throttle = self._phone.faults.throttle
        if throttle is not None and method.is_paced and isinstance(given.get("chat_id"), int):
            throttle.spend(given["chat_id"])
        result = method.carry_out(self._phone.world, given)
        return await result if inspect.isawaitable(result) else result

    async def _fail(self, plan: Plan, method: Method, raw: dict[str, Any], scope: Scope, send: Send) -> None:
        self._keep(method, raw, None, None, plan)
        if plan.fault is Fault.DROP:
            self._connections.drop(scope)
        else:
            await _answer(send, 502, _BAD_GATEWAY, b"text/html")

    def _keep(
        self, method: Method, raw: dict[str, Any], result: Any, refused: Refusal | None, plan: Plan | None
    ) -> None:
        if method.name == "getUpdates" and plan is None:
            return
        shown = {name: value.name if isinstance(value, Upload) else value for name, value in raw.items()}
        why = refused.description if refused else ""
        fault = plan.fault if plan else None
        self._phone.calls.append(Call(method.name, shown, result, why, fault, self._phone.clock.now()))
        self._phone.world.changes.note("call", None)


async def _answer(send: Send, status: int, body: bytes, kind: bytes = b"application/json") -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
