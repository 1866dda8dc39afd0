"""Middleware that refuses oversized bodies and URLs with a NUL character."""

from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.errors import MithaqError
from mithaq.http.errors import BodyTooLarge, ParametersInvalid
from mithaq.http.handlers import problem_of
from mithaq.http.problems import respond

DEFAULT_MAX_BODY: Final = 1_000_000


class Limits:
    """Refuses a body (413) by its Content-Length, or as soon as the stream exceeds the limit.

    So the memory for one request stays within the limit, whatever the client declares or sends. A
    URL with a NUL character is refused (422): PostgreSQL cannot store or compare it.
    """

    def __init__(self, app: ASGIApp, *, max_body: int) -> None:
        self._app, self._max = app, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, self._counted(receive), send)
        else:
            await respond(Request(scope), problem_of(refusal))(scope, receive, send)

    def _refusal(self, scope: Scope) -> MithaqError | None:
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared[:19]) > self._max:
            return BodyTooLarge(limit=self._max)
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return ParametersInvalid()
        return None

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max:
                # FastAPI reports any other exception during reading as a malformed body.
                raise HTTPException(413)
            return message

        return counted
