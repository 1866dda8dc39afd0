"""A new revision of a read model of other services' events: when it is level, when it has to go."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from mithaq.events import Recorded
from mithaq.messaging import Consumer
from mithaq.projections import ModelTables, NotOurs, ReadModel, levels, prepare
from mithaq.runtime import Kernel, Service
from mithaq.runtime.filling import watch_filling
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq.testing.counter import Counted
from mithaq.testing.flow import Producing, consume_until, run_until, totals
from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection


def newer(producing: Producing) -> ReadModel:
    """The next revision of the totals: the last number too."""
    metadata = ModelTables("totals", revision=2)
    rows = Table(
        "total", metadata, Column("stream_id", Text, primary_key=True), Column("last", Integer)
    )

    async def project(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
        for each in events:
            row = insert(rows).values(stream_id=each.stream_id, last=each.event.by)
            set_ = {"last": row.excluded.last}
            await connection.execute(
                row.on_conflict_do_update(index_elements=["stream_id"], set_=set_)
            )

    return replace(totals(producing.catalogue), metadata=metadata, project=project)


@pytest.fixture
def model(producing: Producing) -> ReadModel:
    return newer(producing)


@asynccontextmanager
async def watched(
    database: Database, producing: Producing, model: ReadModel
) -> AsyncIterator["asyncio.Task[None]"]:
    settings = Settings(
        database_url=database.url,
        kafka_bootstrap=producing.kafka.bootstrap,
        token_issuer="https://identity.test",
        jwks_url="file:///jwks.json",
    )
    service = Service(name="adding", title="", catalogue=producing.catalogue, foreign=[model])
    kernel = Kernel(settings=settings, database=database)
    watching = asyncio.create_task(watch_filling(service, kernel))
    yield watching
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


def consumer(database: Database, producing: Producing, model: ReadModel) -> Consumer:
    return Consumer(database, producing.kafka, model.subscription(), f"{producing.source}.new")


async def test_it_is_level_once_it_has_read_the_topics(
    producing: Producing, consuming: Database, model: ReadModel
) -> None:
    await producing.count("counter-a", 1, 2, 3)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 6})
    await prepare(consuming.engine, [model])
    async with watched(consuming, producing, model) as watching:
        await asyncio.sleep(1)
        assert not watching.done()

        async def level() -> bool:
            return watching.done()

        await run_until(level, consumer(consuming, producing, model).run())
    assert not await levels.filling(consuming.pool, [model])


async def test_topics_that_lack_what_the_former_revision_has_do_not_count(
    producing: Producing, consuming: Database, model: ReadModel
) -> None:
    """Kafka was wiped and is being filled again: its topics end before they should."""
    await producing.count("counter-a", 1)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1})
    await consuming.pool.execute("UPDATE consumer_offset SET last_seq = last_seq + 5")
    await prepare(consuming.engine, [model])
    async with watched(consuming, producing, model) as watching:

        async def read() -> bool:
            seen = "SELECT count(*) FROM consumer_offset WHERE consumer = $1 AND last_seq = 1"
            return bool(await consuming.pool.fetchval(seen, model.key))

        running = asyncio.create_task(consumer(consuming, producing, model).run())
        await run_until(read)
        await asyncio.sleep(1.5)
        assert not watching.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_without_kafka_nothing_is_level(
    producing: Producing, consuming: Database, model: ReadModel
) -> None:
    away = replace(producing.kafka, bootstrap="127.0.0.1:1")
    producing.kafka = away
    await prepare(consuming.engine, [model])
    async with watched(consuming, producing, model) as watching:
        await asyncio.sleep(1)
        assert not watching.done()


async def test_a_consumer_whose_revision_is_gone_leaves(
    producing: Producing, consuming: Database, model: ReadModel
) -> None:
    """It writes no offsets of its own again, and parks nothing."""
    await producing.count("counter-a", 1)
    await producing.publish()
    async with asyncio.timeout(30):
        with pytest.raises(NotOurs):
            await consumer(consuming, producing, model).run()
    assert await consuming.pool.fetchval("SELECT count(*) FROM consumer_offset") == 0
    assert await consuming.pool.fetchval("SELECT count(*) FROM parked_stream") == 0
