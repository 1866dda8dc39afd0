"""Workers that continue after losing their lock can repeat events, but not reorder or lose them.

A relay sends, per partition, every line from the cursor on in one batch, and the cursor moves
only after acknowledgements and only on the session that holds the lock. So whatever a zombie
still sends begins at a place that the topic had reached before, and leaves nothing out.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer
from mithaq.messaging import Kafka, Relay, partition_of
from mithaq.messaging.cursor import Cursor
from mithaq.store import Database, Log, Sequencer, Signal
from mithaq.testing.broker import PARTITIONS
from mithaq.testing.flow import Producing, consume_until
from mithaq.testing.running import topic_lines

LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
STREAMS = ("counter-a", "counter-b", "counter-d", "counter-e")


async def cut(connection: asyncpg.Connection, by: asyncpg.Pool) -> None:
    """Terminate a session as a failover would: its client notices only at its next statement."""
    await by.execute("SELECT pg_terminate_backend($1)", connection.get_server_pid())


class Held:
    """A Kafka producer whose batches are held back, like those of a stopped process."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._producer = producer
        self.at_gate, self.gate = asyncio.Event(), asyncio.Event()

    def create_batch(self) -> object:
        return self._producer.create_batch()

    async def send_batch(self, batch: object, topic: str, *, partition: int) -> object:
        self.at_gate.set()
        await self.gate.wait()
        return await self._producer.send_batch(batch, topic, partition=partition)


@asynccontextmanager
async def producer(kafka: Kafka) -> AsyncIterator[AIOKafkaProducer]:
    made = kafka.producer(enable_idempotence=True)
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


async def counted(producing: Producing, times: int) -> None:
    for nth in range(times):
        await producing.count(STREAMS[nth % len(STREAMS)], 1)


async def sequenced(producing: Producing) -> None:
    connection = await producing.database.connect()
    sequencer = Sequencer(producing.database, Signal(), Signal())
    await sequencer.resume(connection)
    while await sequencer.advance(connection):
        pass
    await connection.close()


def rising(lines: list[int]) -> list[int]:
    """The lines of a partition that a consumer applies: those whose sequence rises."""
    kept: list[int] = []
    for seq in lines:
        if not kept or seq > kept[-1]:
            kept.append(seq)
    return kept


async def stored(database: Database) -> dict[int, list[int]]:
    """The lines of the log by partition."""
    found: dict[int, list[int]] = {number: [] for number in range(PARTITIONS)}
    for line in await Log(database.pool).after(0, 100_000):
        found[partition_of(line.stream_id.encode(), PARTITIONS)].append(line.seq)
    return found


@pytest.mark.parametrize("later", [40, 0])
async def test_a_zombie_relay_repeats_lines_and_cannot_move_the_cursor(
    producing: Producing, consuming: Database, later: int
) -> None:
    """Given a relay stopped with a batch in hand, when it wakes behind its successor, then the
    topic without repeats is the store, and the cursor is the successor's.
    """
    database, pool = producing.database, producing.database.pool
    await counted(producing, 12)
    await producing.publish()
    await counted(producing, 20)
    await sequenced(producing)
    session = await database.connect()
    async with producer(producing.kafka) as sending:
        held = Held(sending)
        zombie = Relay(database, producing.kafka, producing.source, Signal())
        cursor = Cursor(session, producing.source)
        assert await cursor.refresh()
        woken = asyncio.create_task(zombie.cycle(held, cursor))
        await held.at_gate.wait()
        await cut(session, pool)
        await counted(producing, later)
        await producing.publish()
        reached = await pool.fetchval("SELECT seq FROM relay_cursor")
        held.gate.set()
        with pytest.raises(LOST):
            await woken
    assert await pool.fetchval("SELECT seq FROM relay_cursor") == reached == 32 + later
    lines = await topic_lines(producing.kafka, producing.source)
    assert sum(map(len, lines.values())) > 32 + later, "the zombie sent nothing"
    assert {number: rising(each) for number, each in lines.items()} == await stored(database)
    each = (32 + later) // len(STREAMS)
    await consume_until(consuming, producing, dict.fromkeys(STREAMS, each))


async def test_a_zombie_sequencer_cannot_write_a_line(database: Database) -> None:
    """Given a sequencer that lost its session with events to come, when it wakes, then it fails and
    the log is its successor's: dense, each event once.
    """
    producing = Producing(database, Kafka(""), "ma.mithaq.counters")
    session = await database.connect()
    zombie = Sequencer(database, Signal(), Signal())
    await zombie.resume(session)
    await counted(producing, 8)
    await cut(session, database.pool)
    await sequenced(producing)
    with pytest.raises(LOST):
        await zombie.advance(session)
    assert [line.seq for line in await Log(database.pool).after(0, 100)] == list(range(1, 9))


async def test_a_sequencer_that_never_lost_its_session_but_its_lock_is_refused(
    database: Database,
) -> None:
    """In addition, the log's unique keys refuse a sequence or an event that is there already."""
    producing = Producing(database, Kafka(""), "ma.mithaq.counters")
    session = await database.connect()
    zombie = Sequencer(database, Signal(), Signal())
    await zombie.resume(session)
    await counted(producing, 8)
    await sequenced(producing)
    await counted(producing, 3)
    with pytest.raises(asyncpg.UniqueViolationError):
        await zombie.advance(session)
    await session.close()
    await sequenced(producing)
    assert [line.seq for line in await Log(database.pool).after(0, 100)] == list(range(1, 12))
