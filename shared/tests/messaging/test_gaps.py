"""A consumer detects a gap in a partition, whatever its offset."""

from functools import partial

from aiokafka import TopicPartition
from mithaq.messaging import Consumer, encode, partition_of
from mithaq.messaging.offsets import load
from mithaq.messaging.seals import Sealed
from mithaq.messaging.topics import ensure_topics
from mithaq.observability import flow
from mithaq.store import Database, Log, Sequencer, Signal
from mithaq.testing.broker import PARTITIONS
from mithaq.testing.flow import Producing, consume_until, rows, run_until, totals

STREAM = "counter-a"
PARTITION = partition_of(STREAM.encode(), PARTITIONS)


async def test_an_offset_of_a_lost_kafka_does_not_hide_lines(
    producing: Producing, consuming: Database
) -> None:
    """The topic contained duplicates, and was wiped and refilled between two polls."""
    await producing.count(STREAM, 1, 2, 3, 4)
    await producing.publish()
    cluster = await ensure_topics(producing.kafka, [])
    async with consuming.engine.begin() as connection:
        await load(connection, "totals", [TopicPartition(producing.source, PARTITION)], cluster)
    await consuming.pool.execute("UPDATE consumer_offset SET next_offset = 3")
    await consume_until(consuming, producing, {STREAM: 10})


async def test_a_line_after_a_gap_is_not_applied(producing: Producing, consuming: Database) -> None:
    await producing.count(STREAM, 1, 2, 4)
    await sequenced(producing.database, 3)
    await ensure_topics(producing.kafka, [producing.source])
    await send(producing, 3, previous=2)
    consumer = Consumer(
        consuming,
        producing.kafka,
        totals(producing.catalogue).subscription(),
        producing.source,
    )
    await run_until(partial(left_out, producing.source), consumer.run())
    assert await rows(consuming) == {}
    await producing.publish()
    await consume_until(consuming, producing, {STREAM: 7})


async def left_out(topic: str) -> bool:
    return bool(flow.LINES_MISSING.labels("totals", topic)._value.get())


async def sequenced(database: Database, head: int) -> None:
    async def there() -> bool:
        return (await Log(database.pool).head()).seq == head

    await run_until(there, Sequencer(database, Signal(), Signal()).run())


async def send(producing: Producing, seq: int, previous: int) -> None:
    before, line = await Log(producing.database.pool).after(seq - 2, 2)
    key, value, headers = encode(producing.source, line, previous, before.hash)
    sealer = producing.kafka.seals.sealer()
    assert sealer
    sealed = Sealed(line.seq, previous, line.hash, ())
    seal = sealer.seal(producing.source, partition_of(key, PARTITIONS), [sealed])
    headers.append(("ce_seal", seal.header()))
    async with producing.kafka.producer() as producer:
        topic, where = producing.source, partition_of(key, PARTITIONS)
        await producer.send_and_wait(topic, value, key, partition=where, headers=headers)
