"""A client that reads partitions from their first record, in no group."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, TopicPartition

from mithaq.messaging.clients import Kafka
from mithaq.messaging.consumer import FETCH_BYTES
from mithaq.messaging.seals import Trust
from mithaq.messaging.tails import Tails


class Reading(NamedTuple):
    """A client reading from the start, what it could not apply yet, and how lines are checked."""

    kafka: AIOKafkaConsumer
    tails: Tails
    trusts: Mapping[str, Trust]


@asynccontextmanager
async def read_from_start(
    kafka: Kafka, partitions: Sequence[TopicPartition]
) -> AsyncIterator[Reading]:
    """A client at the first record of each of these partitions."""
    trusts = {each.topic: kafka.seals.trust(each.topic) for each in partitions}
    reading = kafka.consumer(auto_offset_reset="earliest", max_partition_fetch_bytes=FETCH_BYTES)
    reading.assign(partitions)
    await reading.start()
    try:
        for partition in partitions:
            reading.seek(partition, 0)
        yield Reading(reading, Tails(trusts), trusts)
    finally:
        await reading.stop()
