"""Prometheus metrics of HTTP and workers, and the registry for all metrics."""

from typing import Final

import prometheus_client
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

# The default registry, so that metrics of other libraries are included.
REGISTRY: Final = prometheus_client.REGISTRY

HTTP_REQUESTS: Final = Counter(
    "mithaq_http_requests",
    "Completed requests, by route template.",
    ["service", "method", "route", "status"],
)
HTTP_SECONDS: Final = Histogram(
    "mithaq_http_request_seconds",
    "Time to the last byte of the response, by route template.",
    ["service", "method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
CONNECTIONS_REFUSED: Final = Counter(
    "mithaq_connections_refused",
    "Connections ended without a request that could be served, by the refusal's name.",
    ["code"],
)
WORKER_RESTARTS: Final = Counter(
    "mithaq_worker_restarts",
    "Restarts of a worker after it raised.",
    ["worker"],
)
WORKERS_RUNNING: Final = Gauge(
    "mithaq_worker_running",
    "1 while the worker runs, 0 while it waits for a restart or has ended.",
    ["worker"],
)


def exposition() -> tuple[bytes, str]:
    """The current value of every metric in Prometheus's text format, and its media type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
