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
from mithaq.messaging.refused import bury, bury_forged
from mithaq.messaging.runs import Believed, Runs
from mithaq.messaging.seals import Trust
from mithaq.observability import flow
from mithaq.projections.apply import apply
from mithaq.projections.model import Subscription

log = structlog.get_logger()

Records = Sequence[ConsumerRecord[Any, Any]]

_SEQ: Final = attrgetter("seq")
_ANYONE: Final = Trust("", (), required=False)


@dataclass(frozen=True, slots=True)
class PolledPartition:
    """Consecutive records of a partition, the first at or before its stored offset, in whole runs.

    `from_start`: the whole partition was read up to here. `trust` is what their lines are checked
    with.
    """

    stored: PartitionOffset
    records: Records
    from_start: bool
    trust: Trust = _ANYONE


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

    A partition is applied up to the first line that must wait for other partitions (see `layouts`):
    its offset then says where to read on.
    """
    name = subscription.name
    new: defaultdict[str, list[LogRecord]] = defaultdict(list)
    reached: dict[TopicPartition, PartitionOffset] = {}
    for partition, read in polled.items():
        lines, reached[partition] = await _new_lines(connection, name, partition, read, reached)
        new[partition.topic] += lines
    for lines in new.values():
        lines.sort(key=_SEQ)
    await apply(connection, subscription, new, guarded=guarded)
    await offsets.save(connection, name, reached)
    records = {partition: each.records for partition, each in polled.items()}
    count(name, sum(map(len, new.values())), records, reached)
    return reached


async def _new_lines(
    connection: AsyncConnection,
    consumer: str,
    partition: TopicPartition,
    read: PolledPartition,
    reached: Mapping[TopicPartition, PartitionOffset],
) -> tuple[Sequence[LogRecord], PartitionOffset]:
    """The lines not applied yet, and how far the partition is read with them.

    Within a partition the log sequence only rises, so a line that does not rise was applied before:
    it was published twice, read twice, or read by a second holder of the partition.
    """
    believed = await _believed(connection, consumer, partition, read)
    last = read.stored.last_seq
    new: list[LogRecord] = []
    for record, published in believed:
        if published.line.seq <= last:
            continue
        if published.previous > last:
            if not read.from_start:
                raise LinesMissing(partition, last, published.previous)
            flow.LINES_MISSING.labels(consumer, partition.topic).inc()
            continue
        here = {**reached, partition: PartitionOffset(0, last)}
        if published.after and not await _applied(connection, consumer, partition, published, here):
            return new, PartitionOffset(record.offset, last)
        new.append(published.line)
        last = published.line.seq
    return new, PartitionOffset(max(read.stored.next_offset, read.records[-1].offset + 1), last)


async def _believed(
    connection: AsyncConnection, consumer: str, partition: TopicPartition, read: PolledPartition
) -> Sequence[Believed[ConsumerRecord[Any, Any]]]:
    """The records whose lines are their service's; the others become dead letters."""
    runs = Runs[ConsumerRecord[Any, Any]](read.trust, partition.partition)
    believed: list[Believed[ConsumerRecord[Any, Any]]] = []
    for record in read.records:
        published = await _decode(connection, consumer, record)
        if published is not None:
            sound, forged = runs.add(record, published)
            believed += sound
            await bury_forged(connection, consumer, forged)
    await bury_forged(connection, consumer, runs.end())
    return believed


async def _applied(
    connection: AsyncConnection,
    consumer: str,
    partition: TopicPartition,
    published: PublishedLine,
    reached: Mapping[TopicPartition, PartitionOffset],
) -> bool:
    """Whether all is applied that comes before a line that may have moved from elsewhere."""
    stored = await offsets.last_seqs(connection, consumer, partition.topic)
    for number, end in enumerate(published.after):
        here = reached.get(TopicPartition(partition.topic, number))
        if max(stored.get(number, 0), here.last_seq if here else 0) < end:
            return False
    return True


def count(
    consumer: str,
    applied: int,
    polled: Mapping[TopicPartition, Records],
    reached: Mapping[TopicPartition, PartitionOffset],
) -> None:
    """Count the lines that were new among the records of the partitions reached, and the others."""
    flow.CONSUMED.labels(consumer).inc(applied)
    flow.RESENT.labels(consumer).inc(sum(len(polled[each]) for each in reached) - applied)
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
        if await bury(connection, consumer, record, str(reason)):
            log.error("record.unreadable", topic=record.topic, offset=record.offset)
        return None
    return published
