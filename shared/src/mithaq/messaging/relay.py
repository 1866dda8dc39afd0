"""From the log to Kafka: every line, in order per stream, at least once."""

import asyncio
from typing import Final

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.messaging.batches import Batches
from mithaq.messaging.cluster import watching
from mithaq.messaging.topics import PARTITIONS, ensure_topics
from mithaq.observability import flow
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.polling import Pace
from mithaq.store.recent import Recent
from mithaq.store.signal import Signal
from mithaq.store.singleton import Singleton, hold

log = structlog.get_logger()

_FALLBACK_S: Final = 1.0
_LINES: Final = 2_000
_BATCH_BYTES: Final = 1024 * 1024
_REQUEST_BYTES: Final = 4 * 1024 * 1024

_BEGIN: Final = """
    INSERT INTO relay_cursor AS known (topic, seq, cluster_id) VALUES ($1, 0, $2)
    ON CONFLICT (topic) DO UPDATE SET
        seq = CASE WHEN known.cluster_id = excluded.cluster_id THEN known.seq ELSE 0 END,
        cluster_id = excluded.cluster_id
    RETURNING seq, previous
"""
_MOVE: Final = "UPDATE relay_cursor SET seq = $3, previous = $4 WHERE topic = $1 AND seq = $2"


class Relay:
    """Publishes one service's log while it holds the database's relay lock.

    A cycle sends one batch a partition and moves the cursor after every acknowledgement; the next
    lines are read meanwhile. With never more than one batch a partition under way, a failure can
    repeat lines but not turn them around, so consumers may skip whatever does not rise. On any
    failure the producer is thrown away: a fatal one would refuse to send for ever (aiokafka issue
    1017).
    """

    def __init__(
        self,
        database: Database,
        bootstrap: str,
        topic: str,
        advanced: Signal,
        *,
        recent: Recent | None = None,
    ) -> None:
        self._database, self._bootstrap, self._topic = database, bootstrap, topic
        self._log, self._advanced = Log(database.pool, recent), advanced
        self._seq = 0
        self._previous = [0] * PARTITIONS  # the last line of each partition
        self._read: list[LogRecord] = []  # lines to send next

    async def run(self) -> None:
        """Publish until cancelled; raises when the database or Kafka goes away or was wiped."""
        connection = await self._database.connect()
        try:
            await hold(connection, Singleton.RELAY)
            cluster_id = await ensure_topics(self._bootstrap, [self._topic])
            self._seq, previous = await connection.fetchrow(_BEGIN, self._topic, cluster_id)
            self._previous = previous if self._seq else [0] * PARTITIONS
            self._read = []
            log.info("relay.resumed", topic=self._topic, seq=self._seq)
            await self._publish(connection, cluster_id)
        finally:
            await connection.close()

    async def _publish(self, connection: asyncpg.Connection, cluster_id: str) -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._bootstrap,
            enable_idempotence=True,
            max_batch_size=_BATCH_BYTES,
            max_request_size=_REQUEST_BYTES,
            request_timeout_ms=10_000,
        )
        await producer.start()
        try:
            pace = Pace(self._advanced, idle_s=_FALLBACK_S)
            async with watching(self._bootstrap, cluster_id) as watch:
                while True:
                    await watch.look()
                    await pace.after(await self.cycle(producer, connection))
        finally:
            await _stop(producer)

    async def cycle(self, producer: AIOKafkaProducer, connection: asyncpg.Connection) -> int:
        """Send the next lines and move the cursor; how many there were."""
        records = self._read or await self._log.after(self._seq, _LINES)
        if not records:
            return 0
        batches = Batches(producer, self._topic, self._previous)
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
        await self._move(connection, last, batches.previous)
        return count

    async def _move(self, connection: asyncpg.Connection, last: int, previous: list[int]) -> None:
        moved = await connection.execute(_MOVE, self._topic, self._seq, last, previous)
        if moved != "UPDATE 1":
            raise CursorMoved(f"{self._topic}: someone else moved the cursor from {self._seq}")
        self._seq, self._previous = last, previous
        flow.RELAY_SEQ.set(last)


class CursorMoved(RuntimeError):
    """The cursor is not where this relay left it (a republish, say): resume from the table."""


async def _stop(producer: AIOKafkaProducer) -> None:
    """Leave without waiting for a broker that may be gone."""
    try:
        async with asyncio.timeout(2):
            await producer.stop()
    except (KafkaError, TimeoutError):
        log.warning("relay.producer_abandoned")
