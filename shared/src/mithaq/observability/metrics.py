"""Figures for Prometheus. A part with something to count puts it on `REGISTRY`."""

from typing import Final

import prometheus_client
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

# The library's own, so that what other libraries count is shown as well.
REGISTRY: Final = prometheus_client.REGISTRY

HTTP_REQUESTS: Final = Counter(
    "mithaq_http_requests",
    "Requests answered, by route template.",
    ["service", "method", "route", "status"],
)
HTTP_SECONDS: Final = Histogram(
    "mithaq_http_request_seconds",
    "Time to the last byte of the answer, by route template.",
    ["service", "method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
WORKER_RESTARTS: Final = Counter(
    "mithaq_worker_restarts",
    "How often a worker raised and was started again.",
    ["worker"],
)
WORKERS_RUNNING: Final = Gauge(
    "mithaq_worker_running",
    "1 while the worker runs, 0 while it waits for its restart or has ended.",
    ["worker"],
)


def exposition() -> tuple[bytes, str]:
    """Every registered figure now, and its media type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
