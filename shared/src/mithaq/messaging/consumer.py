"""From Kafka to rows: each event once in the tables, however often it is delivered."""

from collections.abc import Sequence
from typing import Any, Final

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.messaging import offsets
from mithaq.messaging.cloudevents import decode
from mithaq.messaging.offsets import Place
from mithaq.messaging.topics import ensure_topics
from mithaq.messaging.unreadable import unreadable
from mithaq.observability import flow
from mithaq.projections import tables
from mithaq.projections.apply import apply
from mithaq.projections.model import Subscription
from mithaq.store.database import Database

log = structlog.get_logger()

_POLL_MS: Final = 1_000
_BATCH: Final = 2_000
Polled = dict[TopicPartition, list[ConsumerRecord[bytes, bytes]]]


class Consumer:
    """Feeds one subscription from the topics of its sources.

    Rows and places commit in one transaction; places come from the table at each assignment and
    are locked while a batch is applied, so a second holder of a partition finds its records
    already counted. Within a partition `sequence` only rises: what does not rise is a re-send.
    """

    def __init__(
        self, database: Database, bootstrap: str, subscription: Subscription, group: str
    ) -> None:
        self._database, self._bootstrap = database, bootstrap
        self._subscription, self._group = subscription, group

    async def run(self) -> None:
        """Consume until cancelled; raises when Kafka or the database goes away."""
        await ensure_topics(self._bootstrap, self._subscription.sources)
        kafka = AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            group_id=self._group,
            enable_auto_commit=False,
            auto_offset_reset="none",
            max_partition_fetch_bytes=4 * 1024 * 1024,
            session_timeout_ms=10_000,
            heartbeat_interval_ms=3_000,
        )
        kafka.subscribe(self._subscription.sources, listener=_SeekToPlace(self, kafka))
        await kafka.start()
        try:
            while True:
                polled: Polled = await kafka.getmany(timeout_ms=_POLL_MS, max_records=_BATCH)
                if polled:
                    await self._take(kafka, polled)
        finally:
            await kafka.stop()

    async def seek(self, kafka: AIOKafkaConsumer, partitions: Sequence[TopicPartition]) -> None:
        """Set each partition to its stored place."""
        cluster_id = await ensure_topics(self._bootstrap, self._subscription.sources)
        name = self._subscription.name
        async with self._database.engine.begin() as connection:
            for partition in partitions:
                place = await offsets.place(connection, name, partition, cluster_id)
                kafka.seek(partition, place.next_offset)

    async def _take(self, kafka: AIOKafkaConsumer, polled: Polled) -> None:
        async with self._database.engine.begin() as connection:
            places = await offsets.claim(connection, self._subscription.name, polled)
            ahead = [part for part in polled if polled[part][0].offset > places[part].next_offset]
            for partition in polled.keys() - set(ahead):
                await self._advance(connection, partition, places[partition], polled[partition])
        if ahead:  # someone set the place back (a rebuild): read again from there
            await self.seek(kafka, ahead)

    async def _advance(
        self,
        connection: AsyncConnection,
        partition: TopicPartition,
        place: Place,
        records: Sequence[ConsumerRecord[Any, Any]],
    ) -> None:
        name, last = self._subscription.name, place.last_seq
        news: list[LogRecord] = []
        for record in records:
            if record.offset < place.next_offset:
                continue
            line = await self._read(connection, record)
            if line is not None and line.seq > last:
                news.append(line)
                last = line.seq
        await apply(connection, self._subscription, partition.topic, news)
        end = max(place.next_offset, records[-1].offset + 1)
        await offsets.move(connection, name, partition, Place(end, last))
        flow.CONSUMED.labels(name).inc(len(news))
        flow.RESENT.labels(name).inc(len(records) - len(news))
        flow.CONSUMER_SEQ.labels(name, partition.topic, partition.partition).set(last)

    async def _read(
        self, connection: AsyncConnection, record: ConsumerRecord[Any, Any]
    ) -> LogRecord | None:
        """The log line in a record; one that is none of ours goes to the dead letters."""
        try:
            source, line = decode(record.headers, record.value)
            if source != record.topic:
                raise MalformedEvent(f"{source} does not publish on {record.topic}")
        except MalformedEvent as reason:
            log.error("record.unreadable", topic=record.topic, offset=record.offset)
            buried = unreadable(record)
            name = self._subscription.name
            await tables.bury(connection, name, record.topic, buried, str(reason))
            return None
        return line


class _SeekToPlace(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, consumer: Consumer, kafka: AIOKafkaConsumer) -> None:
        self._consumer, self._kafka = consumer, kafka

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        await self._consumer.seek(self._kafka, assigned)

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        """Nothing to flush: each batch has committed its place."""
