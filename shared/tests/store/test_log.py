"""Reading one stream from the log: only sequenced events, including one's own writes."""

import asyncio

import pytest
from mithaq.errors import NotCaughtUp
from mithaq.store import Database, Log, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request


def counters(database: Database) -> Streams[int, Counted]:
    return Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)


async def sequenced(database: Database) -> None:
    connection = await database.connect()
    sequencer = Sequencer(database, Signal(), Signal())
    await sequencer.resume(connection)
    await sequencer.advance(connection)
    await connection.close()


async def test_a_stream_is_read_by_version_and_page(database: Database) -> None:
    streams, log = counters(database), Log(database.pool)
    for number in range(1, 6):
        await streams.run("counter-a", counting(number), request())
        await streams.run("counter-b", counting(number), request())
    assert await log.of_stream("counter-a", after=0, limit=9) == []
    await sequenced(database)
    whole = await log.of_stream("counter-a", after=0, limit=9)
    assert [line.version for line in whole] == [1, 2, 3, 4, 5]
    assert whole == [line for line in await log.after(0, 99) if line.stream_id == "counter-a"]
    assert await log.of_stream("counter-a", after=1, limit=2) == whole[1:3]
    assert await log.of_stream("counter-c", after=0, limit=9) == []


async def test_what_is_committed_is_read_by_type_before_it_is_sequenced(database: Database) -> None:
    streams, log = counters(database), Log(database.pool)
    for number in range(1, 6):
        await streams.run("counter-a", counting(number), request())
        await streams.run("counter-b", counting(number), request())
    (first, *others) = await log.committed("counter-a", {"Counted"}, after=0, until=4)
    assert [each.version for each in (first, *others)] == [1, 2, 3, 4]
    later = await log.committed("counter-a", {"Counted"}, after=4, until=9)
    assert [each.version for each in later] == [5]
    assert await log.committed("counter-a", {"Unknown"}, after=0, until=9) == []
    await sequenced(database)
    (line, *_) = await log.of_stream("counter-a", after=0, limit=1)
    told = (line.version, line.type, line.schema, line.data, line.meta, line.recorded_at)
    assert tuple(first) == told


async def test_a_reader_can_wait_for_its_own_write(database: Database) -> None:
    advanced = Signal()
    log = Log(database.pool, advanced=advanced)
    accepted = await counters(database).run("counter-a", counting(1), request())
    with pytest.raises(NotCaughtUp):
        await log.wait(accepted.position, timeout_s=0.05)
    waiting = asyncio.create_task(log.wait(accepted.position))
    await sequenced(database)
    advanced.notify()
    await waiting
    assert len(await log.of_stream("counter-a", after=0, limit=9)) == 1
    await log.wait(0)
