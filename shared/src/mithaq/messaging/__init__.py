"""Kafka: the relay that publishes a log and the consumers that follow others' logs."""

from mithaq.messaging import connections as connections  # mends aiokafka for every client
from mithaq.messaging.cloudevents import decode, encode
from mithaq.messaging.consumer import Consumer
from mithaq.messaging.offsets import level
from mithaq.messaging.rebuild import rebuild_foreign
from mithaq.messaging.relay import Relay
from mithaq.messaging.topics import PARTITIONS, await_topics, ensure_topics, partition_of

__all__ = [
    "PARTITIONS",
    "Consumer",
    "Relay",
    "await_topics",
    "decode",
    "encode",
    "ensure_topics",
    "level",
    "partition_of",
    "rebuild_foreign",
]
