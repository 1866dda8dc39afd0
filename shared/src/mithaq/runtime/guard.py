"""What one door remembers of its connections, and what it says to those it does not serve."""

from collections import Counter
from http import HTTPStatus
from typing import Final

import structlog

from mithaq.errors import MithaqError
from mithaq.http.client_address import is_trusted
from mithaq.http.edge import EdgeLimits
from mithaq.http.edge_errors import ServiceBusy, TooManyRequests
from mithaq.http.handlers import problem_of
from mithaq.http.problems import response_of
from mithaq.ids import new_id
from mithaq.observability.metrics import CONNECTIONS_REFUSED
from mithaq.words import texts_of

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_TEXTS: Final = texts_of()


class Guard:
    """Counts the open connections of a door, and of each address at the other end.

    The address of a trusted gateway has no share of its own: it brings many clients.
    """

    def __init__(self, limits: EdgeLimits) -> None:
        self.limits = limits
        self._open = 0
        self._of_peer: Counter[str] = Counter()

    def enter(self, peer: str) -> MithaqError | None:
        """Count a connection that was opened; the refusal, uncounted, if it is one too many."""
        limits, most = self.limits, self.limits.max_connections_per_client
        if self._of_peer[peer] >= most and not is_trusted(peer, limits.trusted_proxies):
            return TooManyRequests(limit=most)
        if self._open >= limits.max_connections:
            return ServiceBusy()
        self._open += 1
        self._of_peer[peer] += 1
        return None

    def leave(self, peer: str) -> None:
        self._open -= 1
        self._of_peer[peer] -= 1
        if not self._of_peer[peer]:
            del self._of_peer[peer]


def raw_answer(refusal: MithaqError, peer: str) -> bytes:
    """An HTTP response for a connection that made no request, in our first language."""
    correlation_id, texts = str(new_id()), _TEXTS
    CONNECTIONS_REFUSED.labels(refusal.code).inc()
    log.debug("http.connection_refused", code=refusal.code, client=peer, request=correlation_id)
    response = response_of(problem_of(refusal), texts, texts.languages[0], correlation_id)
    response.headers["Connection"] = "close"
    response.headers["X-Correlation-ID"] = correlation_id
    head = f"HTTP/1.1 {response.status_code} {HTTPStatus(response.status_code).phrase}\r\n".encode()
    lines = [head, *(b"%b: %b\r\n" % header for header in response.raw_headers), b"\r\n"]
    return b"".join(lines) + bytes(response.body)
