"""Unfinished runs: a poll may end within a run, whose seal comes with the next one."""

from collections.abc import Collection, Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from mithaq.messaging.connections import Polled
from mithaq.messaging.seals import MAX_RUN, Trust

Records = list[ConsumerRecord[Any, Any]]


class Tails:
    """Keeps the records after the last seal of each partition until the next poll."""

    def __init__(self, trusts: Mapping[str, Trust]) -> None:
        self._trusts = trusts
        self._kept: dict[TopicPartition, Records] = {}

    def joined(self, kafka: AIOKafkaConsumer, polled: Polled) -> Polled:
        """What was kept followed by what was polled, but for the runs that are unfinished now.

        At the end of its partition none is: the broker appends a run at once.
        """
        kept, self._kept = self._kept, {}
        found: Polled = {}
        for partition in {**kept, **polled}:
            records = _continued(kept.get(partition, []), polled.get(partition, []))
            size = len(records)
            if self._trusts[partition.topic].required and not _is_whole(kafka, records):
                size = _finished(records)
            if size:
                found[partition] = records[:size]
            if records[size:]:
                self._kept[partition] = records[size:]
        return found

    def forget(self, partitions: Collection[TopicPartition]) -> None:
        """These are read again from their stored offsets, or by another member."""
        for partition in partitions:
            self._kept.pop(partition, None)


def _continued(kept: Records, polled: Records) -> Records:
    """Both, if the polled records follow those that were kept; else the polled ones alone.

    A new member reads from the start of a partition until its seek is done: what was kept of that
    is not what comes before the records read after it.
    """
    if kept and polled and polled[0].offset != kept[-1].offset + 1:
        return polled
    return [*kept, *polled]


def _finished(records: Records) -> int:
    """How many of the records no later seal can cover, or are covered by one of their own."""
    for back, record in enumerate(reversed(records)):
        if back >= MAX_RUN or any(name == "ce_seal" for name, _ in record.headers):
            return len(records) - back
    return 0


def _is_whole(kafka: AIOKafkaConsumer, records: Records) -> bool:
    """Whether nothing follows these records in their partition, as last fetched."""
    last = records[-1]
    partition = TopicPartition(last.topic, last.partition)
    end = kafka.highwater(partition) if partition in kafka.assignment() else None
    return end is not None and last.offset + 1 >= end
