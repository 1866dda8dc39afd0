"""No body larger than we mean to read, declared or not."""

from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.http.errors import BodyTooLarge
from mithaq.http.handlers import problem_of
from mithaq.http.problems import respond

DEFAULT_MAX_BODY: Final = 1_000_000


class BodyLimit:
    """Refuses (413) by Content-Length before reading, else as soon as the stream passes the limit.

    Memory held for one request stays within the limit, whatever the client claims or sends.
    """

    def __init__(self, app: ASGIApp, *, max_body: int) -> None:
        self._app, self._max = app, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared[:19]) > self._max:
            await respond(Request(scope), problem_of(BodyTooLarge(limit=self._max)))(
                scope, receive, send
            )
            return
        await self._app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max:
                # FastAPI takes any other exception while it reads for a malformed body.
                raise HTTPException(413)
            return message

        return counted
