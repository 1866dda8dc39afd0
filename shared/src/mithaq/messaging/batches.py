"""Builds the Kafka record batches of one relay cycle: one batch per partition."""

from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaProducer

from mithaq.events import LogRecord
from mithaq.messaging.cloudevents import encode
from mithaq.messaging.topics import PARTITIONS, partition_of


class Batches:
    """The batches of one cycle.

    `previous` is the log sequence of each partition's last line, including those added here.
    """

    def __init__(self, producer: AIOKafkaProducer, topic: str, previous: Sequence[int]) -> None:
        self._producer, self._topic = producer, topic
        self.previous = list(previous)
        self.by_partition: dict[int, Any] = {}

    def fill(self, records: Sequence[LogRecord]) -> int:
        """Add lines in order until one does not fit; returns how many were added.

        It stops there even if later lines belong to other partitions: the relay's cursor is a
        single number and cannot describe a gap.
        """
        for count, record in enumerate(records):
            if not self._add(record):
                return count
        return len(records)

    def _add(self, record: LogRecord) -> bool:
        partition = partition_of(record.stream_id.encode(), PARTITIONS)
        batch = self.by_partition.get(partition)
        if batch is None:
            batch = self.by_partition[partition] = self._producer.create_batch()
        key, value, headers = encode(self._topic, record, self.previous[partition])
        at = int(record.recorded_at.timestamp() * 1000)
        if batch.append(key=key, value=value, timestamp=at, headers=headers) is None:
            return False
        self.previous[partition] = record.seq
        return True
