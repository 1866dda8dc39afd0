"""From append to another service's rows over a real broker, with trouble on the way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from mithaq.events import Catalogue, Recorded
from mithaq.messaging import Consumer, Relay, partition_of, rebuild_foreign
from mithaq.projections import ReadModel, content_hash, prepare
from mithaq.projections.tables import DEAD_LETTER, PARKED_STREAM
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.store.migrate import migrate
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from sqlalchemy import Column, Integer, MetaData, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

metadata = MetaData(schema="totals")
TOTAL = Table(
    "total", metadata, Column("stream_id", Text, primary_key=True), Column("total", Integer)
)


async def add_up(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
    """A projector that chokes on 13 and would show any event counted twice."""
    for recorded in events:
        if recorded.event.by == 13:
            raise ValueError("thirteen")
        row = insert(TOTAL).values(stream_id=recorded.stream_id, total=recorded.event.by)
        more = {"total": TOTAL.c.total + row.excluded.total}
        await connection.execute(row.on_conflict_do_update(index_elements=["stream_id"], set_=more))


def totals(events: Catalogue[Any]) -> ReadModel:
    return ReadModel(name="totals", metadata=metadata, catalogue=events, project=add_up)


class Producing:
    """A producing service: its store, and a log published as far as it goes."""

    def __init__(self, database: Database, bootstrap: str, source: str) -> None:
        self.database, self.bootstrap, self.source = database, bootstrap, source
        self.catalogue = catalogue(source)
        self.counters = Streams(PostgresEventStore(database.pool), self.catalogue, 0, evolve)

    async def count(self, stream: str, *numbers: int) -> None:
        for number in numbers:
            await self.counters.run(stream, counting(number), request())

    async def publish(self) -> None:
        sequencer = Sequencer(self.database, Signal(), Signal())
        relay = Relay(self.database, self.bootstrap, self.source, Signal())
        head = await self.database.pool.fetchval("SELECT count(*) FROM event")
        await run_until(lambda: self._sent(head), sequencer.run(), relay.run())

    async def _sent(self, head: int) -> bool:
        sent = await self.database.pool.fetchval("SELECT seq FROM relay_cursor")
        return bool(sent == head)


@pytest.fixture
async def producing(database: Database, kafka_server: str, source: str) -> Producing:
    return Producing(database, kafka_server, source)


@pytest.fixture
async def consuming(
    fresh_database: Callable[[], Awaitable[str]], producing: Producing
) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    await prepare(database.engine, [totals(producing.catalogue)])
    yield database
    await database.close()


async def run_until(
    holds: Callable[[], Awaitable[bool]], *works: Coroutine[Any, Any, None], seconds: float = 30
) -> None:
    """Let endless works run until something holds; what one of them raises is raised here."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        async with asyncio.timeout(seconds):
            while not await holds():
                await asyncio.sleep(0.02)
                for task in tasks:
                    if task.done():
                        task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def rows(database: Database) -> dict[str, int]:
    async with database.engine.connect() as connection:
        found = (await connection.execute(select(TOTAL))).all()
        return {row.stream_id: row.total for row in found}


async def consume_until(
    consuming: Database, producing: Producing, wanted: dict[str, int], *, buried: int = 0
) -> None:
    """Consume until the rows are these and so many lines lie with the dead letters."""
    subscription = totals(producing.catalogue).subscription()
    consumer = Consumer(consuming, producing.bootstrap, subscription, producing.source)

    async def there() -> bool:
        dead = await consuming.pool.fetchval("SELECT count(*) FROM dead_letter")
        return bool(dead == buried and await rows(consuming) == wanted)

    await run_until(there, consumer.run())


async def test_every_event_arrives_once(producing: Producing, consuming: Database) -> None:
    await asyncio.gather(*[producing.count(f"counter-{n}", 1, 2, 3) for n in range(20)])
    await producing.publish()
    await consume_until(consuming, producing, {f"counter-{n}": 6 for n in range(20)})


async def test_a_topic_sent_twice_counts_once(producing: Producing, consuming: Database) -> None:
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    await producing.database.pool.execute("UPDATE relay_cursor SET seq = 0")
    await producing.count("counter-a", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 7})


async def test_a_consumer_that_starts_again_goes_on(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1})
    await producing.count("counter-a", 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 2})


async def test_a_wiped_cluster_is_filled_again_and_nothing_counts_twice(
    producing: Producing, consuming: Database
) -> None:
    """Another cluster id is what relay and consumer see after Kafka's data was lost."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3})
    for place in ("relay_cursor", "consumer_offset"):
        for database in (producing.database, consuming):
            await database.pool.execute(f"UPDATE {place} SET cluster_id = 'lost'")
    await producing.count("counter-b", 5)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3, "counter-b": 5})


async def test_a_poison_event_parks_its_stream_and_no_other(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 13, 2)
    await producing.count("counter-b", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 4}, buried=2)
    async with consuming.engine.connect() as connection:
        buried = list(await connection.execute(select(DEAD_LETTER).order_by(DEAD_LETTER.c.seq)))
        parked = list((await connection.execute(select(PARKED_STREAM.c.stream_id))).scalars())
    assert [(each.stream_id, each.version) for each in buried] == [
        ("counter-a", 2),
        ("counter-a", 3),
    ]
    assert "thirteen" in buried[0].reason
    assert parked == ["counter-a"]


async def test_a_version_we_cannot_read_stops_its_stream(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1)
    await producing.database.pool.execute(
        "SELECT append_events(ARRAY['counter-a'], ARRAY[1], ARRAY['counter-a'], ARRAY[2],"
        " ARRAY[gen_random_uuid()], ARRAY['Counted'], ARRAY[9], ARRAY['{}'],"
        " ARRAY[(SELECT meta FROM event LIMIT 1)], gen_random_uuid(), '')"
    )
    await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 2}, buried=1)
    reason = await consuming.pool.fetchval("SELECT reason FROM dead_letter")
    assert reason.startswith("UnknownEventVersion")


async def test_a_record_that_is_none_of_ours_is_kept_and_passed_over(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1)
    await producing.publish()
    stranger = AIOKafkaProducer(bootstrap_servers=producing.bootstrap)
    await stranger.start()
    await stranger.send_and_wait(producing.source, b"\xff\x00not ours", key=b"k", partition=0)
    await stranger.stop()
    await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 2}, buried=1)
    kept = await consuming.pool.fetchrow("SELECT type, data FROM dead_letter")
    assert (kept["type"], kept["data"]) == ("Unreadable", "��not ours")


async def test_a_rebuild_gives_the_same_content(producing: Producing, consuming: Database) -> None:
    await asyncio.gather(*[producing.count(f"counter-{n}", n, 1) for n in range(8)])
    await producing.publish()
    await consume_until(consuming, producing, {f"counter-{n}": n + 1 for n in range(8)})
    async with consuming.engine.connect() as connection:
        before = await content_hash(connection, metadata)
    assert await rebuild_foreign(consuming, producing.bootstrap, totals(producing.catalogue)) == 16
    async with consuming.engine.connect() as connection:
        assert await content_hash(connection, metadata) == before
    await producing.count("counter-0", 7)
    await producing.publish()
    await consume_until(
        consuming, producing, {"counter-0": 8, **{f"counter-{n}": n + 1 for n in range(1, 8)}}
    )


def test_a_stream_always_has_the_same_partition() -> None:
    assert [partition_of(f"counter-{n}".encode()) for n in range(6)] == [
        partition_of(f"counter-{n}".encode()) for n in range(6)
    ]
    assert {partition_of(f"counter-{n}".encode()) for n in range(50)} == {0, 1, 2}
