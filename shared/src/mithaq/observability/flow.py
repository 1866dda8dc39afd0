"""Prometheus metrics of progress: log, relay, read models and consumers."""

from typing import Final

from prometheus_client import Counter, Gauge

LOG_SEQ: Final = Gauge("mithaq_log_seq", "Last line of this service's log.")
RELAY_SEQ: Final = Gauge("mithaq_relay_seq", "Last line acknowledged by Kafka.")
READ_MODEL_SEQ: Final = Gauge(
    "mithaq_read_model_seq",
    "Last line of the service's own log that a read model applied.",
    ["read_model"],
)
CONSUMER_SEQ: Final = Gauge(
    "mithaq_consumer_seq",
    "Last line a consumer applied.",
    ["consumer", "topic", "partition"],
)
CONSUMED: Final = Counter("mithaq_consumed", "Events a consumer applied.", ["consumer"])
RESENT: Final = Counter("mithaq_resent", "Re-sent events skipped.", ["consumer"])
LINES_MISSING: Final = Counter(
    "mithaq_lines_missing",
    "Lines skipped because the line before them is missing: republish that service's log.",
    ["consumer", "topic"],
)
POISON_EVENTS: Final = Counter(
    "mithaq_poison_events",
    "Events that could not be applied and parked their stream.",
    ["consumer"],
)
