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
FORGED: Final = Counter(
    "mithaq_forged_lines",
    "Records on a service's topic that this service has not sealed; none of them was applied.",
    ["consumer", "topic"],
)
POISON_EVENTS: Final = Counter(
    "mithaq_poison_events",
    "Events that could not be applied and parked their stream.",
    ["consumer"],
)
DEADLINES_DUE: Final = Gauge(
    "mithaq_deadlines_due", "Deadlines that are due and have not run; 10,000 stands for more."
)
DEADLINES_OVERDUE_SECONDS: Final = Gauge(
    "mithaq_deadlines_overdue_seconds", "For how long the oldest of them has been due."
)
DEADLINES_KEPT_REFUSED: Final = Gauge(
    "mithaq_deadlines_kept_refused", "Deadlines that were refused and wait for a decision."
)
DEADLINES_DONE: Final = Counter("mithaq_deadlines_done", "Deadlines that ran.", ["kind"])
DEADLINES_REFUSED: Final = Counter(
    "mithaq_deadlines_refused", "Deadlines whose command a rule refused.", ["kind"]
)
REACTIONS_REFUSED: Final = Counter(
    "mithaq_reactions_refused", "Commands of reactions that a rule refused.", ["reaction"]
)
