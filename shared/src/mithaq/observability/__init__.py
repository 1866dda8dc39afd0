"""Observability: structured logs and Prometheus metrics."""

from mithaq.observability.logs import configure_logging, correlated
from mithaq.observability.metrics import REGISTRY, exposition

__all__ = ["REGISTRY", "configure_logging", "correlated", "exposition"]
