"""Middleware around every request: correlation id, access log, metrics, security headers."""

import re
import time
from collections.abc import Collection, Mapping
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.http.client_address import client_address
from mithaq.http.edge import Network
from mithaq.http.handlers import INTERNAL_ERROR, STORE_UNAVAILABLE
from mithaq.http.problems import respond
from mithaq.identity import begin_request
from mithaq.ids import new_id
from mithaq.observability import correlated
from mithaq.observability.metrics import HTTP_REQUESTS, HTTP_SECONDS
from mithaq.store.failures import is_transient

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

CORRELATION_HEADER: Final = "X-Correlation-ID"
_VALID_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
# RFC 9110, section 9.3, and RFC 5789: a client may invent others, and each would be a new series.
_METHODS: Final = frozenset(
    {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"}
)
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

    Each request leaves one line: from which address, of which caller and token, what it asked for
    (route and the ids in its path), the outcome. A label of a metric has as many values as we have
    routes and HTTP has methods and statuses, whatever clients send.

    An unhandled exception becomes a 500 with nothing but the correlation id, or a 503 if the
    database is unavailable; the cause is in the log under that id.
    """

    def __init__(
        self, app: ASGIApp, *, service: str, prefix: str, trusted_proxies: Collection[Network] = ()
    ) -> None:
        self._app, self._service, self._prefix = app, service, prefix
        self._trusted = trusted_proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["root_path"] = self._prefix
        correlation_id = _correlation_id(Headers(scope=scope))
        client = client_address(scope, self._trusted)
        scope.setdefault("state", {}).update(correlation_id=correlation_id, client=client)
        begin_request()
        with correlated(correlation_id):
            await self._observed(scope, receive, _Sender(send, correlation_id, self._prefix))
        structlog.contextvars.unbind_contextvars("caller", "jti")

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
        method = scope["method"] if scope["method"] in _METHODS else "other"
        HTTP_REQUESTS.labels(self._service, method, route, str(status)).inc()
        HTTP_SECONDS.labels(self._service, method, route).observe(seconds)
        log.info(
            "http.answered",
            method=method,
            route=route,
            of=_ids(scope.get("path_params", {})),
            client=scope["state"]["client"],
            status=status,
            ms=int(seconds * 1e3),
        )


def _ids(parameters: Mapping[str, object]) -> Mapping[str, str]:
    """What the path names; a value that is no id of ours is a text somebody typed, and left out."""
    found = {name: str(value) for name, value in parameters.items()}
    return {name: value if _VALID_ID.fullmatch(value) else "?" for name, value in found.items()}


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
