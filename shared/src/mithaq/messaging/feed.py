"""Applies polled Kafka records to a subscription, skipping duplicates.

In a partition, a record whose log sequence is not above the last one applied is a duplicate.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.messaging import offsets
from mithaq.messaging.cloudevents import PublishedLine, decode
from mithaq.messaging.offsets import PartitionOffset
from mithaq.messaging.unreadable import unreadable_line
from mithaq.observability import flow
from mithaq.projections import dead_letters
from mithaq.projections.apply import apply
from mithaq.projections.model import Subscription

log = structlog.get_logger()

Records = Sequence[ConsumerRecord[Any, Any]]

_SEQ: Final = attrgetter("seq")


@dataclass(frozen=True, slots=True)
class PolledPartition:
    """Consecutive records of a partition, the first at or before its stored offset.

    `from_start`: the whole partition was read up to here.
    """

    stored: PartitionOffset
    records: Records
    from_start: bool


async def feed(
    connection: AsyncConnection,
    subscription: Subscription,
    polled: Mapping[TopicPartition, PolledPartition],
    *,
    guarded: bool = True,
) -> dict[TopicPartition, PartitionOffset]:
    """Apply the new lines among the records and save the offsets, in the caller's transaction.

    Lines of several partitions of one topic are applied together, in log order; for `guarded` see
    `apply`. A line whose predecessor was never applied raises LinesMissing; in a partition that
    was read `from_start` it is skipped until its service has republished its log.
    """
    name = subscription.name
    new: defaultdict[str, list[LogRecord]] = defaultdict(list)
    reached: dict[TopicPartition, PartitionOffset] = {}
    for partition, read in polled.items():
        lines = await _new_lines(connection, name, partition, read)
        last = lines[-1].seq if lines else read.stored.last_seq
        reached[partition] = PartitionOffset(read.records[-1].offset + 1, last)
        new[partition.topic] += lines
    for lines in new.values():
        lines.sort(key=_SEQ)
    await apply(connection, subscription, new, guarded=guarded)
    await offsets.save(connection, name, reached)
    _update_metrics(name, sum(map(len, new.values())), polled, reached)
    return reached


async def _new_lines(
    connection: AsyncConnection, consumer: str, partition: TopicPartition, read: PolledPartition
) -> list[LogRecord]:
    """The lines not applied yet.

    Within a partition the log sequence only rises, so a line that does not rise was applied before:
    it was published twice, read twice, or read by a second holder of the partition.
    """
    last = read.stored.last_seq
    new: list[LogRecord] = []
    for record in read.records:
        published = await _decode(connection, consumer, record)
        if published is None or published.line.seq <= last:
            continue
        if published.previous <= last:
            new.append(published.line)
            last = published.line.seq
        elif not read.from_start:
            raise LinesMissing(partition, last, published.previous)
        else:
            flow.LINES_MISSING.labels(consumer, partition.topic).inc()
    return new


def _update_metrics(
    consumer: str,
    applied: int,
    polled: Mapping[TopicPartition, PolledPartition],
    reached: Mapping[TopicPartition, PartitionOffset],
) -> None:
    flow.CONSUMED.labels(consumer).inc(applied)
    flow.RESENT.labels(consumer).inc(sum(len(each.records) for each in polled.values()) - applied)
    for partition, offset in reached.items():
        gauge = flow.CONSUMER_SEQ.labels(consumer, partition.topic, partition.partition)
        gauge.set(offset.last_seq)


class LinesMissing(RuntimeError):
    """A gap in a partition: the stored offset belongs to another Kafka, or Kafka lost records."""

    def __init__(self, partition: TopicPartition, last: int, previous: int) -> None:
        super().__init__(
            f"{partition.topic}[{partition.partition}]: the next line follows line {previous}, but "
            f"line {last} was the last one applied. Reading the partition from its start; if the "
            "lines between are missing there too, republish the log of that service"
        )
        self.partition = partition


async def _decode(
    connection: AsyncConnection, consumer: str, record: ConsumerRecord[Any, Any]
) -> PublishedLine | None:
    """The log line in a record; None if it has none: then it is stored as a dead letter."""
    try:
        published = decode(record.headers, record.value)
        if published.source != record.topic:
            raise MalformedEvent(f"{published.source} does not publish on {record.topic}")
    except MalformedEvent as reason:
        line = unreadable_line(record)
        if not await dead_letters.is_dropped(connection, consumer, record.topic, line.seq):
            log.error("record.unreadable", topic=record.topic, offset=record.offset)
            await dead_letters.add(connection, consumer, record.topic, line, str(reason))
        return None
    return published
