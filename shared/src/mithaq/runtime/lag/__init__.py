"""Lag of a service's parts: measured here, for the metrics and for the operations CLI."""

from mithaq.runtime.lag.judging import wrong
from mithaq.runtime.lag.kafka_look import KafkaLook
from mithaq.runtime.lag.measuring import measure
from mithaq.runtime.lag.topic_ends import LATE_S
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
    "KafkaLook",
    "Lag",
    "LogLag",
    "PartitionLag",
    "ReaderLag",
    "WriteTransaction",
    "measure",
    "wrong",
]
