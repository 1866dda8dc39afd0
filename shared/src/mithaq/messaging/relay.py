"""From the log to Kafka: every line, in order per stream, at least once."""

import asyncio
from typing import Any, Final

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from mithaq.events import LogRecord
from mithaq.messaging.cloudevents import encode
from mithaq.messaging.cluster import watching
from mithaq.messaging.topics import PARTITIONS, ensure_topics, partition_of
from mithaq.observability import flow
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.polling import Pace
from mithaq.store.signal import Signal
from mithaq.store.singleton import Singleton, hold

log = structlog.get_logger()

_FALLBACK_S: Final = 1.0
_BATCH_BYTES: Final = 1024 * 1024
_REQUEST_BYTES: Final = 4 * 1024 * 1024

_BEGIN: Final = """
    INSERT INTO relay_cursor AS known (topic, seq, cluster_id) VALUES ($1, 0, $2)
    ON CONFLICT (topic) DO UPDATE SET
        seq = CASE WHEN known.cluster_id = excluded.cluster_id THEN known.seq ELSE 0 END,
        cluster_id = excluded.cluster_id
    RETURNING seq
"""
_MOVE: Final = "UPDATE relay_cursor SET seq = $3 WHERE topic = $1 AND seq = $2"


class Relay:
    """Publishes one service's log while it holds the database's relay lock.

    A cycle sends one batch a partition and moves the cursor after every acknowledgement. With
    never more than one batch a partition under way, a failure can repeat lines but not turn
    them around, so consumers may skip whatever does not rise. On any failure the producer is
    thrown away: a fatal one would refuse to send for ever (aiokafka issue 1017).
    """

    def __init__(
        self, database: Database, bootstrap: str, topic: str, advanced: Signal, *, batch: int = 5000
    ) -> None:
        self._database, self._bootstrap, self._topic = database, bootstrap, topic
        self._log, self._advanced, self._batch = Log(database.pool), advanced, batch
        self._seq = 0

    async def run(self) -> None:
        """Publish until cancelled; raises when the database or Kafka goes away or was wiped."""
        connection = await self._database.connect()
        try:
            await hold(connection, Singleton.RELAY)
            cluster_id = await ensure_topics(self._bootstrap, [self._topic])
            self._seq = await connection.fetchval(_BEGIN, self._topic, cluster_id)
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
        records = await self._log.after(self._seq, self._batch)
        if not records:
            return 0
        batches, last = _batches(producer, self._topic, records)
        sent = [
            await producer.send_batch(batch, self._topic, partition=partition)
            for partition, batch in batches.items()
        ]
        await asyncio.gather(*sent)
        moved = await connection.execute(_MOVE, self._topic, self._seq, last)
        if moved != "UPDATE 1":
            raise CursorMoved(f"{self._topic}: someone else moved the cursor from {self._seq}")
        count, self._seq = last - self._seq, last
        flow.RELAY_SEQ.set(last)
        return count


class CursorMoved(RuntimeError):
    """The cursor is not where this relay left it (a republish, say): resume from the table."""


def _batches(
    producer: AIOKafkaProducer, topic: str, records: list[LogRecord]
) -> tuple[dict[int, Any], int]:
    """One batch a partition holding every line up to the returned one, and no later line.

    The first line that does not fit ends them all.
    """
    batches: dict[int, Any] = {}
    last = records[0].seq - 1
    for record in records:
        key, value, headers = encode(topic, record)
        partition = partition_of(key, PARTITIONS)
        if partition not in batches:
            batches[partition] = producer.create_batch()
        at = int(record.recorded_at.timestamp() * 1000)
        if batches[partition].append(key=key, value=value, timestamp=at, headers=headers) is None:
            break
        last = record.seq
    return batches, last


async def _stop(producer: AIOKafkaProducer) -> None:
    """Leave without waiting for a broker that may be gone."""
    try:
        async with asyncio.timeout(2):
            await producer.stop()
    except (KafkaError, TimeoutError):
        log.warning("relay.producer_abandoned")
