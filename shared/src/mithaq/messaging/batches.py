"""Log lines put together as Kafka takes them: one batch a partition."""

from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaProducer

from mithaq.events import LogRecord
from mithaq.messaging.cloudevents import encode
from mithaq.messaging.topics import PARTITIONS, partition_of


class Batches:
    """One cycle's batches. `previous` is the last line of each partition, counting these."""

    def __init__(self, producer: AIOKafkaProducer, topic: str, previous: Sequence[int]) -> None:
        self._producer, self._topic = producer, topic
        self.previous = list(previous)
        self.by_partition: dict[int, Any] = {}

    def fill(self, records: Sequence[LogRecord]) -> int:
        """Add lines in order up to the first that does not fit; how many there are.

        No later line goes before that one, whatever its partition: the cursor is a single number.
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
