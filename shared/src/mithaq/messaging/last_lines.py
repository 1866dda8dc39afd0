"""Reads lines from topics without a consumer group: the last of each partition, or all of them."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, TypeAlias

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from mithaq.events import LogRecord
from mithaq.messaging.clients import Kafka
from mithaq.messaging.cloudevents import PublishedLine
from mithaq.messaging.connections import poll
from mithaq.messaging.runs import believed_of
from mithaq.messaging.seals import Trust

# How far before the end a line is looked for, and how many times further if there is none: a run
# has up to 200 records, and records that are none of ours may follow it.
_BACK: Final = 500
_FURTHER: Final = 8
_FETCH_BYTES: Final = 4 * 1024 * 1024
_SEQ: Final = attrgetter("line.seq")
Record: TypeAlias = ConsumerRecord[Any, Any]


async def last_lines(kafka: Kafka, topic: str, trust: Trust) -> dict[int, PublishedLine]:
    """The last line in each partition that has one, which `trust` proves. Raises KafkaError.

    It is the one with the highest number: behind it a stranger may have written old ones again.
    """
    async with kafka.consumer(auto_offset_reset="earliest") as asking:
        ends = await filled(asking, topic)
        found: dict[int, PublishedLine] = {}
        back, left = _BACK, dict(ends)
        while left:
            for partition, end in left.items():
                asking.seek(partition, max(0, end - back))
            for partition, records in (await _read(asking, left)).items():
                if lines := believed_of(trust, records):
                    found[partition.partition] = max(lines, key=_SEQ)
            left = {
                each: end
                for each, end in left.items()
                if each.partition not in found and back < end
            }
            back *= _FURTHER
        return found


async def lines_after(kafka: Kafka, topic: str, seq: int, trust: Trust) -> Sequence[LogRecord]:
    """Every line of the topic above `seq`, with repeats, in no order. Raises KafkaError."""
    async with kafka.consumer(
        auto_offset_reset="earliest", max_partition_fetch_bytes=_FETCH_BYTES
    ) as asking:
        ends = await filled(asking, topic)
        for partition in ends:
            asking.seek(partition, 0)
        read = await _read(asking, ends)
        lines = [line for records in read.values() for line in believed_of(trust, records)]
        return [each.line for each in lines if each.line.seq > seq]


async def filled(asking: AIOKafkaConsumer, topic: str) -> dict[TopicPartition, int]:
    """The end of each partition that is not empty; they are assigned to the consumer."""
    await asking._client.force_metadata_update()
    known = await asking.topics()
    if topic not in known:
        return {}
    every = [TopicPartition(topic, n) for n in sorted(asking.partitions_for_topic(topic) or ())]
    begins = await asking.beginning_offsets(every)
    ends = await asking.end_offsets(every)
    filled = {each: end for each, end in ends.items() if end > begins[each]}
    asking.assign(list(filled))
    return filled


async def _read(
    asking: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]
) -> dict[TopicPartition, list[Record]]:
    """The records from where the consumer stands up to these ends."""
    left = dict(ends)
    found: dict[TopicPartition, list[Record]] = {each: [] for each in ends}
    while left:
        for partition, records in (await poll(asking, timeout_ms=500, max_records=2_000)).items():
            if partition in left:
                found[partition] += [each for each in records if each.offset < ends[partition]]
                if records[-1].offset + 1 >= ends[partition]:
                    del left[partition]
    return found
