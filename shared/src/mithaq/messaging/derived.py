"""Topics derived from a service's log, for those who need not read all of it.

A *reference* topic has one record for each thing, today's: a newcomer reads it instead of years of
events (the topic is compacted). A *record* topic has one record for each fact and loses none. Both
are written by a follower of the log with a cursor of its own. A kill between the write and the
cursor's move repeats records; each says the log's line at which it stands, so a reader keeps the
highest. Each record has a seal of its own, since compaction takes away its neighbours.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer, ConsumerRecord, TopicPartition

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.messaging.clients import Kafka
from mithaq.messaging.cluster import monitor_cluster
from mithaq.messaging.last_lines import filled
from mithaq.messaging.seals import Seal, Sealed, Trust
from mithaq.messaging.topics import ensure_topics, partition_of, partitions_of
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.signal import Signal
from mithaq.store.singleton import acquire_named

log = structlog.get_logger()

_LINES: Final = 500
# What changed within half a second is written at once: nobody waits for these topics.
_REST_S: Final = 0.5
_IDLE_S: Final = 5.0
_LOAD: Final = """
    INSERT INTO relay_cursor AS known (topic, seq, cluster_id) VALUES ($1, 0, $2)
    ON CONFLICT (topic) DO UPDATE SET
        seq = CASE WHEN known.cluster_id = excluded.cluster_id THEN known.seq ELSE 0 END,
        cluster_id = excluded.cluster_id
    RETURNING seq
"""
_AGAIN: Final = "UPDATE relay_cursor SET seq = 0 WHERE topic = $1"
_READ: Final = "SELECT seq FROM relay_cursor WHERE topic = $1"
_MOVE: Final = "UPDATE relay_cursor SET seq = $3 WHERE topic = $1 AND seq = $2"


class Entry(NamedTuple):
    """A record: canonical JSON under a key, as of the log's line `seq`."""

    key: str
    value: str
    seq: int


Derive = Callable[[asyncpg.Pool, Sequence[LogRecord]], Awaitable[Sequence[Entry]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedTopic:
    """`<source>.<name>`; `derive` gives the entries that follow from consecutive lines.

    It depends on nothing but the log up to the last of these lines. `schema` is the JSON Schema of
    the values (shared/contracts/<source>/topics).
    """

    name: str
    compacted: bool
    derive: Derive
    schema: Mapping[str, Any]

    def topic(self, source: str) -> str:
        return f"{source}.{self.name}"

    def config(self) -> Mapping[str, str]:
        return {"cleanup.policy": "compact"} if self.compacted else {}


class Deriver:
    """Writes one derived topic while it holds its lock."""

    def __init__(
        self, database: Database, kafka: Kafka, source: str, derived: DerivedTopic, advanced: Signal
    ) -> None:
        self._database, self._kafka, self._derived = database, kafka, derived
        self._topic, self._advanced = derived.topic(source), advanced
        self._sealer = kafka.seals.sealer()

    async def run(self) -> None:
        """Write until cancelled. Raises if the database or Kafka is unreachable or was wiped.

        A topic that is empty, as it was deleted, is written again from the log's first line.
        """
        connection = await self._database.connect()
        try:
            await acquire_named(connection, self._topic)
            cluster_id = await ensure_topics(
                self._kafka, [self._topic], config=self._derived.config()
            )
            await connection.fetchrow(_LOAD, self._topic, cluster_id)
            async with self._kafka.consumer() as asking:
                if not await filled(asking, self._topic):
                    await connection.execute(_AGAIN, self._topic)
            await self._write(connection, cluster_id)
        finally:
            await connection.close()

    async def _write(self, connection: asyncpg.Connection, cluster_id: str) -> None:
        count = (await partitions_of(self._kafka, [self._topic]))[self._topic]
        async with (
            self._kafka.producer(enable_idempotence=True) as producer,
            monitor_cluster(self._kafka, cluster_id) as cluster,
        ):
            while True:
                await cluster.check()
                seen = self._advanced.count
                if await self.cycle(connection, producer, count):
                    await asyncio.sleep(_REST_S)
                else:
                    await self._advanced.wait(seen, _IDLE_S)

    async def cycle(
        self, connection: asyncpg.Connection, producer: AIOKafkaProducer, partitions: int
    ) -> int:
        """Write what follows from the next lines and move the cursor; returns how many lines."""
        seq = await connection.fetchval(_READ, self._topic)
        pool = self._database.pool
        lines = await Log(pool).after(seq, _LINES)
        if not lines:
            return 0
        entries = await self._derived.derive(pool, lines)
        await asyncio.gather(*[await self._send(producer, each, partitions) for each in entries])
        reach(FailPoint.DERIVED)
        await connection.execute(_MOVE, self._topic, seq, lines[-1].seq)
        return len(lines)

    async def _send(
        self, producer: AIOKafkaProducer, entry: Entry, partitions: int
    ) -> Awaitable[object]:
        key, value = entry.key.encode(), entry.value.encode()
        partition = partition_of(key, partitions)
        headers = [("content-type", b"application/json"), ("ce_sequence", b"%d" % entry.seq)]
        if self._sealer is not None:
            row = _row(key, value, entry.seq)
            seal = self._sealer.seal(self._topic, partition, [row])
            headers.append(("ce_seal", seal.header()))
        sent: Awaitable[object] = await producer.send(
            self._topic, value, key, partition=partition, headers=headers
        )
        return sent


async def read_today(kafka: Kafka, source: str, derived: DerivedTopic) -> dict[str, Entry]:
    """What the topic says now: the latest entry of each key whose seal is the source's."""
    topic = derived.topic(source)
    trust = kafka.seals.trust(source, topic)
    count = (await partitions_of(kafka, [topic]))[topic]
    partitions = [TopicPartition(topic, number) for number in range(count)]
    reading = kafka.consumer(auto_offset_reset="earliest")
    reading.assign(partitions)
    await reading.start()
    try:
        await reading.seek_to_beginning()
        found: dict[str, Entry] = {}
        ends = await reading.end_offsets(partitions)
        for partition, end in ends.items():
            while await reading.position(partition) < end:
                polled = await reading.getmany(partition, timeout_ms=500)
                for record in polled.get(partition, ()):
                    if entry := _entry(record, trust):
                        found[entry.key] = max(found.get(entry.key, entry), entry, key=_seq)
        return found
    finally:
        await reading.stop()


def _entry(record: ConsumerRecord[bytes, bytes], trust: Trust) -> Entry | None:
    """The entry in a record; None, with a line in the log, if it is not the source's."""
    try:
        headers = dict(record.headers)
        key, value, seq = record.key, record.value, int(headers["ce_sequence"])
        row = Sealed(seq, 0, _digest(key, value))
        believed = not trust.required or trust.proves(
            Seal.read(headers["ce_seal"]), record.partition, [row]
        )
        entry = Entry(key.decode(), value.decode(), seq)
    except (KeyError, ValueError, AttributeError, TypeError):
        believed = False
    if not believed:
        log.error("derived.forged", topic=record.topic, offset=record.offset)
        return None
    return entry


def _row(key: bytes, value: bytes, seq: int) -> Sealed:
    return Sealed(seq, 0, _digest(key, value))


def _digest(key: bytes, value: bytes) -> bytes:
    """What stands for a record in its seal."""
    return hashlib.sha256(key + b"\0" + value).digest()


def _seq(entry: Entry) -> int:
    return entry.seq
