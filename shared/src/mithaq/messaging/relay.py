"""The relay publishes a service's log to Kafka: every line, in order per stream, at least once."""

import asyncio
from collections.abc import Sequence
from typing import Final

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.messaging.batches import PRODUCER_BYTES, Batches
from mithaq.messaging.clients import Kafka
from mithaq.messaging.cluster import monitor_cluster
from mithaq.messaging.comparing import compare
from mithaq.messaging.cursor import Cursor
from mithaq.messaging.topics import ensure_topics, grow_topic, partitions_of
from mithaq.store.database import Database
from mithaq.store.eras import current_era, restores
from mithaq.store.log import Log
from mithaq.store.polling import PollInterval
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal
from mithaq.store.singleton import Singleton, acquire

log = structlog.get_logger()

_IDLE_S: Final = 1.0
_LINES: Final = 2_000
_REQUEST_BYTES: Final = 4 * 1024 * 1024


class Relay:
    """Publishes one service's log while it holds the database's relay lock.

    Before the first line it compares the log with its topic (`comparing`).

    A cycle sends one batch per partition and moves the cursor once all are acknowledged; the next
    lines are read meanwhile. As at most one batch per partition is in flight, a failure can repeat
    lines but not reorder them, so consumers may skip any line whose sequence does not rise. After
    any failure the producer is replaced: after a fatal one it would refuse to send for ever
    (aiokafka issue 1017).
    """

    def __init__(
        self,
        database: Database,
        kafka: Kafka,
        topic: str,
        advanced: Signal,
        *,
        recent: RecentLines | None = None,
    ) -> None:
        self._database, self._kafka, self._topic = database, kafka, topic
        self._log, self._advanced = Log(database.pool, recent), advanced
        self._sealer = kafka.seals.sealer()
        self._read: list[LogRecord] = []  # lines to send next
        self._restores: Sequence[int] = ()

    async def run(self) -> None:
        """Publish until cancelled.

        Raises if the database or Kafka is unreachable or was wiped, and LogUnfit.
        """
        connection = await self._database.connect()
        try:
            await acquire(connection, Singleton.RELAY)
            await current_era(connection)
            cursor, self._read = Cursor(connection, self._topic), []
            cluster_id = await self._ready(connection, cursor)
            await self._publish(cursor, cluster_id)
        finally:
            await connection.close()

    async def _ready(self, connection: asyncpg.Connection, cursor: Cursor) -> str:
        """Have the topic, with the partitions its lines went to, and the cursor; the cluster's id.

        A topic that was wiped, or made anew by other hands, gets as many as before.
        """
        known = await cursor.known_partitions()
        cluster_id = await ensure_topics(self._kafka, [self._topic], partitions=known)
        count = (await partitions_of(self._kafka, [self._topic]))[self._topic]
        if known and count < known:
            await grow_topic(self._kafka, self._topic, known)
            count = known
        await compare(connection, self._kafka, self._topic)
        self._restores = await restores(connection)
        await cursor.load(cluster_id, count)
        return cluster_id

    async def _publish(self, cursor: Cursor, cluster_id: str) -> None:
        producer = self._kafka.producer(
            enable_idempotence=True,
            max_batch_size=PRODUCER_BYTES,
            max_request_size=_REQUEST_BYTES,
            request_timeout_ms=10_000,
        )
        await producer.start()
        try:
            interval = PollInterval(self._advanced, idle_s=_IDLE_S)
            async with monitor_cluster(self._kafka, cluster_id) as cluster:
                while True:
                    await cluster.check()
                    await self._follow_partitions(producer, cursor)
                    found = await self.cycle(producer, cursor)
                    await interval.wait(found, more=bool(self._read) or found == _LINES)
        finally:
            await _stop(producer)

    async def cycle(self, producer: AIOKafkaProducer, cursor: Cursor) -> int:
        """Send the next lines and move the cursor; returns how many there were."""
        records = self._read or await self._log.after(cursor.seq, _LINES)
        if not records and await cursor.refresh():
            records = await self._log.after(cursor.seq, _LINES)
        if not records:
            return 0
        batches = Batches(
            self._topic, cursor.previous, cursor.before, cursor.barrier, self._restores
        )
        count = batches.fill(_within(records, cursor))
        acknowledged = [
            await producer.send_batch(batch, self._topic, partition=partition)
            for partition, batch in batches.build(producer, self._sealer).items()
        ]
        last = records[count - 1].seq
        self._read = records[count:]
        if not self._read and len(records) == _LINES:
            self._read = await self._log.after(last, _LINES)
        await asyncio.gather(*acknowledged)
        reach(FailPoint.PRODUCED)
        await cursor.move(last, batches.previous, batches.before)
        return count

    async def _follow_partitions(self, producer: AIOKafkaProducer, cursor: Cursor) -> None:
        """Take note of partitions that the topic was given; all that was sent is acknowledged."""
        count = len(producer.client.cluster.partitions_for_topic(self._topic) or ())
        if count > cursor.layouts.counts[-1]:
            await cursor.grow(count)


def _within(records: list[LogRecord], cursor: Cursor) -> list[LogRecord]:
    """Those that are spread over the same number of partitions as the next one."""
    _, until = cursor.layouts.of_line(cursor.seq + 1)
    if until is None or records[-1].seq <= until:
        return records
    return [record for record in records if record.seq <= until]


async def _stop(producer: AIOKafkaProducer) -> None:
    """Close the producer, giving a broker that may be unreachable two seconds."""
    try:
        async with asyncio.timeout(2):
            await producer.stop()
    except (KafkaError, TimeoutError):
        log.warning("relay.producer_abandoned")
