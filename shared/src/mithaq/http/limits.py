"""Middleware that gives a route its body whole: of a known caller, bounded in all it costs."""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.errors import MithaqError
from mithaq.http.authentication import authenticate
from mithaq.http.complexity import is_too_complex
from mithaq.http.edge import EdgeLimits
from mithaq.http.edge_errors import (
    BodyInTooManyParts,
    BodyTooSlow,
    JsonTooComplex,
    RequestMalformed,
)
from mithaq.http.errors import BodyTooLarge, ParametersInvalid
from mithaq.http.handlers import Refused, problem_of
from mithaq.http.problems import respond

# Where the server that reads the connection says why it reads no further (`scope["state"]`).
FAULT: Final = "body_fault"
TOO_MANY_PARTS: Final = "too many parts"


class Limits:
    """Refuses a URL with a NUL character (422): PostgreSQL cannot store or compare it.

    The route gets a `receive` that reads nothing before the caller is authenticated.
    """

    def __init__(self, app: ASGIApp, *, limits: EdgeLimits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif "\0" in scope["path"] or b"%00" in scope["query_string"]:
            problem = problem_of(ParametersInvalid())
            await respond(Request(scope), problem)(scope, receive, send)
        else:
            await self._app(scope, _Body(scope, receive, self._limits), send)


class _Body:
    """The `receive` of one request: the whole body at the first call, then what follows it.

    Nothing is read of a request without a valid token on a route that needs one (401), or with a
    Content-Length beyond the limit (413). A body is refused as soon as it exceeds the limit,
    whatever was declared (413), takes too long (408), comes in too many parts (413), or, as JSON,
    would cost too much to parse (422).
    """

    def __init__(self, scope: Scope, receive: Receive, limits: EdgeLimits) -> None:
        self._scope, self._receive, self._limits = scope, receive, limits
        self._headers = Headers(scope=scope)
        self._read = False

    async def __call__(self) -> Message:
        if self._read:
            return await self._receive()
        self._read = True
        try:
            await authenticate(self._scope)
            self._check_declared()
            return await self._in_time()
        except MithaqError as error:
            # FastAPI reports any other exception during reading as a malformed body.
            raise Refused(error) from error

    def _check_declared(self) -> None:
        declared = self._headers.get("content-length", "0")
        if declared.isdecimal() and int(declared[:19]) > self._limits.max_body:
            raise BodyTooLarge(limit=self._limits.max_body)

    async def _in_time(self) -> Message:
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                return await self._whole()
        except TimeoutError as error:
            raise BodyTooSlow(seconds=int(self._limits.body_seconds)) from error

    async def _whole(self) -> Message:
        body = bytearray()
        while True:
            message = await self._receive()
            self._check_arrival()
            if message["type"] != "http.request":
                return message
            body += message.get("body", b"")
            if len(body) > self._limits.max_body:
                raise BodyTooLarge(limit=self._limits.max_body)
            if not message.get("more_body", False):
                whole = bytes(body)
                self._check_complexity(whole)
                return {"type": "http.request", "body": whole, "more_body": False}

    def _check_arrival(self) -> None:
        fault = self._scope.get("state", {}).get(FAULT)
        if fault == TOO_MANY_PARTS:
            raise BodyInTooManyParts(limit=self._limits.max_parts)
        if fault is not None:
            raise RequestMalformed

    def _check_complexity(self, body: bytes) -> None:
        limits = self._limits
        if "json" in self._headers.get("content-type", "json") and is_too_complex(
            body, max_depth=limits.max_depth, max_values=limits.max_values
        ):
            raise JsonTooComplex(depth=limits.max_depth, members=limits.max_values)
