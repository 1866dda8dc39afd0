"""Middleware around every request: correlation id, metrics, security headers (pure ASGI)."""

import re
import time
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.http.handlers import INTERNAL_ERROR, STORE_UNAVAILABLE
from mithaq.http.problems import respond
from mithaq.ids import new_id
from mithaq.observability import correlated
from mithaq.observability.metrics import HTTP_REQUESTS, HTTP_SECONDS
from mithaq.store.failures import is_transient

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

CORRELATION_HEADER: Final = "X-Correlation-ID"
_VALID_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
# Defaults for an API; pages served by a service set their own policy. HSTS is set by the gateway.
_SECURITY: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Surroundings:
    """Sets the correlation id (X-Correlation-ID, the client's if valid), metrics and headers.

    An unhandled exception becomes a 500 with nothing but the correlation id, or a 503 if the
    database is unavailable; the cause is in the log under that id.
    """

    def __init__(self, app: ASGIApp, *, service: str, prefix: str) -> None:
        self._app, self._service, self._prefix = app, service, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["root_path"] = self._prefix
        correlation_id = _correlation_id(Headers(scope=scope))
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        with correlated(correlation_id):
            await self._observed(scope, receive, _Sender(send, correlation_id, self._prefix))
        structlog.contextvars.unbind_contextvars("caller")

    async def _observed(self, scope: Scope, receive: Receive, send: "_Sender") -> None:
        begun = time.perf_counter()
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            log.exception("http.unhandled")
            if send.status is not None:
                raise  # the response has begun: only closing the connection can signal the error
            problem = STORE_UNAVAILABLE if is_transient(error) else INTERNAL_ERROR
            await respond(Request(scope), problem)(scope, receive, send)
        finally:
            self._count(scope, send.status or 499, time.perf_counter() - begun)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path_format", "unmatched")
        method = scope["method"] if scope.get("route") else "any"
        HTTP_REQUESTS.labels(self._service, method, route, str(status)).inc()
        HTTP_SECONDS.labels(self._service, method, route).observe(seconds)
        log.info("http.answered", method=method, route=route, status=status, ms=int(seconds * 1e3))


class _Sender:
    """Wraps `send`: adds our headers to the response and records its status."""

    def __init__(self, send: Send, correlation_id: str, prefix: str) -> None:
        self._send, self._correlation_id, self._prefix = send, correlation_id, prefix
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[CORRELATION_HEADER] = self._correlation_id
            for name, value in _SECURITY.items():
                headers.setdefault(name, value)
            if headers.get("location", "").startswith("/v1/"):
                headers["Location"] = self._prefix + headers["location"]
        await self._send(message)


def _correlation_id(headers: Headers) -> str:
    received = headers.get(CORRELATION_HEADER, "")
    return received if _VALID_ID.fullmatch(received) else str(new_id())
