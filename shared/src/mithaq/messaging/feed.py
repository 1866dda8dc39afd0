"""Records into a subscription: in a partition what rises is news, the rest was counted before."""

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
from mithaq.messaging.cloudevents import Sent, decode
from mithaq.messaging.offsets import Place
from mithaq.messaging.unreadable import unreadable
from mithaq.observability import flow
from mithaq.projections import tables
from mithaq.projections.apply import apply
from mithaq.projections.letters import given_up
from mithaq.projections.model import Subscription

log = structlog.get_logger()

Records = Sequence[ConsumerRecord[Any, Any]]

_SEQ: Final = attrgetter("seq")


@dataclass(frozen=True, slots=True)
class Found:
    """Consecutive records of a partition, beginning at or before its place.

    `from_start`: the whole partition was read up to here.
    """

    place: Place
    records: Records
    from_start: bool


async def feed(
    connection: AsyncConnection,
    subscription: Subscription,
    polled: Mapping[TopicPartition, Found],
    *,
    guarded: bool = True,
) -> dict[TopicPartition, Place]:
    """Apply the news among records and move the places, in the caller's transaction.

    What several partitions of one topic bring is applied together, in log order; for `guarded`
    see `apply`. A line that follows one we never had raises LinesMissing; where a partition was
    read `from_start`, it is left out until its service has sent the log again.
    """
    name = subscription.name
    news: defaultdict[str, list[LogRecord]] = defaultdict(list)
    reached: dict[TopicPartition, Place] = {}
    for partition, found in polled.items():
        lines = await _news(connection, name, partition, found)
        last = lines[-1].seq if lines else found.place.last_seq
        reached[partition] = Place(found.records[-1].offset + 1, last)
        news[partition.topic] += lines
    for lines in news.values():
        lines.sort(key=_SEQ)
    await apply(connection, subscription, news, guarded=guarded)
    await offsets.move(connection, name, reached)
    _tell(name, sum(map(len, news.values())), polled, reached)
    return reached


async def _news(
    connection: AsyncConnection, consumer: str, partition: TopicPartition, found: Found
) -> list[LogRecord]:
    """Within a partition `sequence` only rises, so a line that does not was applied already, be it
    re-sent, read again, or read by a second holder of the partition.
    """
    last = found.place.last_seq
    news: list[LogRecord] = []
    for record in found.records:
        sent = await _read(connection, consumer, record)
        if sent is None or sent.line.seq <= last:
            continue
        if sent.previous <= last:
            news.append(sent.line)
            last = sent.line.seq
        elif not found.from_start:
            raise LinesMissing(partition, last, sent.previous)
        else:
            flow.LINES_MISSING.labels(consumer, partition.topic).inc()
    return news


def _tell(
    consumer: str,
    applied: int,
    polled: Mapping[TopicPartition, Found],
    reached: Mapping[TopicPartition, Place],
) -> None:
    flow.CONSUMED.labels(consumer).inc(applied)
    flow.RESENT.labels(consumer).inc(sum(len(each.records) for each in polled.values()) - applied)
    for partition, place in reached.items():
        gauge = flow.CONSUMER_SEQ.labels(consumer, partition.topic, partition.partition)
        gauge.set(place.last_seq)


class LinesMissing(RuntimeError):
    """A partition jumps over lines: its offsets are those of another Kafka, or it lost some."""

    def __init__(self, partition: TopicPartition, last: int, previous: int) -> None:
        super().__init__(
            f"{partition.topic}[{partition.partition}] goes on after line {previous}, but line "
            f"{last} was the last to be applied: read from the start; if what is between is not "
            "there either, have the service republish its log"
        )
        self.partition = partition


async def _read(
    connection: AsyncConnection, consumer: str, record: ConsumerRecord[Any, Any]
) -> Sent | None:
    """The log line in a record; one that is none of ours goes to the dead letters."""
    try:
        sent = decode(record.headers, record.value)
        if sent.source != record.topic:
            raise MalformedEvent(f"{sent.source} does not publish on {record.topic}")
    except MalformedEvent as reason:
        buried = unreadable(record)
        if not await given_up(connection, consumer, record.topic, buried.seq):
            log.error("record.unreadable", topic=record.topic, offset=record.offset)
            await tables.bury(connection, consumer, record.topic, buried, str(reason))
        return None
    return sent
