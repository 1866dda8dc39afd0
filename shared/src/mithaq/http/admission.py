"""Middleware that bounds how many requests run at once, and how fast strangers are answered."""

import asyncio
import time
from collections import Counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.errors import MithaqError
from mithaq.http.authentication import is_authenticated
from mithaq.http.edge import EdgeLimits
from mithaq.http.edge_errors import ServiceBusy, TooManyRequests
from mithaq.http.handlers import problem_of
from mithaq.http.problems import respond


class Admission:
    """Refuses a request at once, with Retry-After, while too many others are running.

    429 for a client that has its share, 503 when the process has all it takes. Whoever waits for
    the rest of a body counts too; the deadlines of the body end that. Who has shown no token and
    asks again and again, whatever for, gets the later answers late.
    """

    def __init__(self, app: ASGIApp, *, limits: EdgeLimits) -> None:
        self._app, self._limits = app, limits
        self._running = 0
        self._of_client: Counter[str] = Counter()
        self._strangers = _Strangers(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client: str = scope["state"]["client"]
        paced = self._strangers.paced(client, send)
        refusal = self._refusal(client)
        if refusal is not None:
            await respond(Request(scope), problem_of(refusal))(scope, receive, paced)
            return
        self._running += 1
        self._of_client[client] += 1
        try:
            await self._app(scope, receive, paced)
        finally:
            self._running -= 1
            self._of_client[client] -= 1
            if not self._of_client[client]:
                del self._of_client[client]

    def _refusal(self, client: str) -> MithaqError | None:
        if self._of_client[client] >= self._limits.max_requests_per_client:
            return TooManyRequests(limit=self._limits.max_requests_per_client)
        return ServiceBusy() if self._running >= self._limits.max_requests else None


class _Strangers:
    """The answers of this second to clients without a token: each beyond the free ones waits."""

    def __init__(self, limits: EdgeLimits) -> None:
        self._limits = limits
        self._second, self._of_client = 0, Counter[str]()

    def paced(self, client: str, send: Send) -> Send:
        async def paced(message: Message) -> None:
            begins = message["type"] == "http.response.start"
            if begins and not is_authenticated() and self._is_beyond(client):
                await asyncio.sleep(self._limits.strangers_wait)
            await send(message)

        return paced

    def _is_beyond(self, client: str) -> bool:
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._of_client = second, Counter()
        self._of_client[client] += 1
        return self._of_client[client] > self._limits.strangers_answers
