"""Kafka: the relay publishes a service's log; consumers apply other services' logs.

A *line* is one entry of a service's event log: an event with its log sequence number and its hash.
A line travels as one Kafka record (see `cloudevents`).
"""

from mithaq.messaging.clients import Kafka
from mithaq.messaging.cloudevents import PublishedLine, decode, encode
from mithaq.messaging.cluster import ClusterReplaced
from mithaq.messaging.commands_of_record import COMMANDS
from mithaq.messaging.connections import mend
from mithaq.messaging.consumer import Consumer
from mithaq.messaging.derived import DerivedTopic, Entry, read_today
from mithaq.messaging.incoming import Incoming
from mithaq.messaging.offsets import caught_up_with
from mithaq.messaging.rebuild import rebuild_foreign
from mithaq.messaging.relay import Relay
from mithaq.messaging.topics import await_topics, ensure_topics, partition_of, partitions_of

__all__ = [
    "COMMANDS",
    "ClusterReplaced",
    "Consumer",
    "DerivedTopic",
    "Entry",
    "Incoming",
    "Kafka",
    "PublishedLine",
    "Relay",
    "await_topics",
    "caught_up_with",
    "decode",
    "encode",
    "ensure_topics",
    "mend",
    "partition_of",
    "partitions_of",
    "read_today",
    "rebuild_foreign",
]
