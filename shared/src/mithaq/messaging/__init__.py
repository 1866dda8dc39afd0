"""Kafka: the relay publishes a service's log; consumers apply other services' logs.

A *line* is one entry of a service's event log: an event with its log sequence number and its hash.
A line travels as one Kafka record (see `cloudevents`).
"""

from mithaq.messaging import connections as connections  # patches aiokafka for every client
from mithaq.messaging.cloudevents import decode, encode
from mithaq.messaging.consumer import Consumer
from mithaq.messaging.offsets import caught_up_with
from mithaq.messaging.rebuild import rebuild_foreign
from mithaq.messaging.relay import Relay
from mithaq.messaging.topics import PARTITIONS, await_topics, ensure_topics, partition_of

__all__ = [
    "PARTITIONS",
    "Consumer",
    "Relay",
    "await_topics",
    "caught_up_with",
    "decode",
    "encode",
    "ensure_topics",
    "partition_of",
    "rebuild_foreign",
]
