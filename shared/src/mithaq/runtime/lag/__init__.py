"""Lag of a service's parts: measured here, for the metrics and for the operations CLI."""

from mithaq.runtime.lag.measuring import measure, topics_of
from mithaq.runtime.lag.topic_ends import LATE_S, TopicEnds
from mithaq.runtime.lag.values import (
    DeadLetterCounts,
    Lag,
    LogLag,
    PartitionLag,
    ReaderLag,
    WriteTransaction,
)

__all__ = [
    "LATE_S",
    "DeadLetterCounts",
    "Lag",
    "LogLag",
    "PartitionLag",
    "ReaderLag",
    "TopicEnds",
    "WriteTransaction",
    "measure",
    "topics_of",
]
