"""How far behind the parts of a service are: measured here, as metrics and for the operator."""

from mithaq.runtime.lag.ends import LATE_S, KafkaEnds
from mithaq.runtime.lag.measuring import measure, topics_of
from mithaq.runtime.lag.values import (
    Follower,
    Lag,
    Letters,
    LogLag,
    PartitionLag,
    WriteTransaction,
)

__all__ = [
    "LATE_S",
    "Follower",
    "KafkaEnds",
    "Lag",
    "Letters",
    "LogLag",
    "PartitionLag",
    "WriteTransaction",
    "measure",
    "topics_of",
]
