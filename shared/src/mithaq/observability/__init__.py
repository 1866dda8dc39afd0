"""What a process tells about itself: logs as facts, figures as metrics."""

from mithaq.observability.logs import configure_logging, correlated
from mithaq.observability.metrics import REGISTRY, exposition

__all__ = ["REGISTRY", "configure_logging", "correlated", "exposition"]
