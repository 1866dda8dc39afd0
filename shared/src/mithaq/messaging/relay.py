"""The relay publishes a service's log to Kafka: every line, in order per stream, at least once."""

import asyncio
from typing import Final

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.messaging.batches import Batches
from mithaq.messaging.cluster import monitor_cluster
from mithaq.messaging.cursor import Cursor
from mithaq.messaging.topics import ensure_topics
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.polling import PollInterval
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal
from mithaq.store.singleton import Singleton, acquire

log = structlog.get_logger()

_IDLE_S: Final = 1.0
_LINES: Final = 2_000
_BATCH_BYTES: Final = 1024 * 1024
_REQUEST_BYTES: Final = 4 * 1024 * 1024


class Relay:
    """Publishes one service's log while it holds the database's relay lock.

    A cycle sends one batch per partition and moves the cursor once all are acknowledged; the next
    lines are read meanwhile. As at most one batch per partition is in flight, a failure can repeat
    lines but not reorder them, so consumers may skip any line whose sequence does not rise. After
    any failure the producer is replaced: after a fatal one it would refuse to send for ever
    (aiokafka issue 1017).
    """

    def __init__(
        self,
        database: Database,
        bootstrap: str,
        topic: str,
        advanced: Signal,
        *,
        recent: RecentLines | None = None,
    ) -> None:
        self._database, self._bootstrap, self._topic = database, bootstrap, topic
        self._log, self._advanced = Log(database.pool, recent), advanced
        self._read: list[LogRecord] = []  # lines to send next

    async def run(self) -> None:
        """Publish until cancelled. Raises if the database or Kafka is unreachable or was wiped."""
        connection = await self._database.connect()
        try:
            await acquire(connection, Singleton.RELAY)
            cluster_id = await ensure_topics(self._bootstrap, [self._topic])
            cursor, self._read = Cursor(connection, self._topic), []
            await cursor.load(cluster_id)
            await self._publish(cursor, cluster_id)
        finally:
            await connection.close()

    async def _publish(self, cursor: Cursor, cluster_id: str) -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._bootstrap,
            enable_idempotence=True,
            max_batch_size=_BATCH_BYTES,
            max_request_size=_REQUEST_BYTES,
            request_timeout_ms=10_000,
        )
        await producer.start()
        try:
            interval = PollInterval(self._advanced, idle_s=_IDLE_S)
            async with monitor_cluster(self._bootstrap, cluster_id) as cluster:
                while True:
                    await cluster.check()
                    await interval.wait(await self.cycle(producer, cursor))
        finally:
            await _stop(producer)

    async def cycle(self, producer: AIOKafkaProducer, cursor: Cursor) -> int:
        """Send the next lines and move the cursor; returns how many there were."""
        records = self._read or await self._log.after(cursor.seq, _LINES)
        if not records:
            return int(await cursor.refresh())
        batches = Batches(producer, self._topic, cursor.previous)
        count = batches.fill(records)
        acknowledged = [
            await producer.send_batch(batch, self._topic, partition=partition)
            for partition, batch in batches.by_partition.items()
        ]
        last = records[count - 1].seq
        self._read = records[count:]
        if not self._read and len(records) == _LINES:
            self._read = await self._log.after(last, _LINES)
        await asyncio.gather(*acknowledged)
        reach(FailPoint.PRODUCED)
        await cursor.move(last, batches.previous)
        return count


async def _stop(producer: AIOKafkaProducer) -> None:
    """Close the producer, giving a broker that may be unreachable two seconds."""
    try:
        async with asyncio.timeout(2):
            await producer.stop()
    except (KafkaError, TimeoutError):
        log.warning("relay.producer_abandoned")
