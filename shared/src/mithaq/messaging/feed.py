"""Records of one partition into a subscription: what rises is news, the rest was counted before."""

from collections.abc import Sequence
from typing import Any

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.messaging import offsets
from mithaq.messaging.cloudevents import decode
from mithaq.messaging.offsets import Place
from mithaq.messaging.unreadable import unreadable
from mithaq.observability import flow
from mithaq.projections import tables
from mithaq.projections.apply import apply
from mithaq.projections.model import Subscription

log = structlog.get_logger()

Records = Sequence[ConsumerRecord[Any, Any]]


async def feed(
    connection: AsyncConnection,
    subscription: Subscription,
    partition: TopicPartition,
    place: Place,
    records: Records,
) -> Place:
    """Apply the news among consecutive records and move the place, in the caller's transaction.

    Within a partition `sequence` only rises, so a line that does not was applied already, be it
    re-sent, read again, or read by a second holder of the partition.
    """
    name, last = subscription.name, place.last_seq
    news: list[LogRecord] = []
    for record in records:
        line = await _read(connection, name, record)
        if line is not None and line.seq > last:
            news.append(line)
            last = line.seq
    await apply(connection, subscription, partition.topic, news)
    reached = Place(records[-1].offset + 1, last)
    await offsets.move(connection, name, partition, reached)
    flow.CONSUMED.labels(name).inc(len(news))
    flow.RESENT.labels(name).inc(len(records) - len(news))
    flow.CONSUMER_SEQ.labels(name, partition.topic, partition.partition).set(last)
    return reached


async def _read(
    connection: AsyncConnection, consumer: str, record: ConsumerRecord[Any, Any]
) -> LogRecord | None:
    """The log line in a record; one that is none of ours goes to the dead letters."""
    try:
        source, line = decode(record.headers, record.value)
        if source != record.topic:
            raise MalformedEvent(f"{source} does not publish on {record.topic}")
    except MalformedEvent as reason:
        log.error("record.unreadable", topic=record.topic, offset=record.offset)
        buried = unreadable(record)
        await tables.bury(connection, consumer, record.topic, buried, str(reason))
        return None
    return line
