"""A service's own read models: read your writes, and rebuilds in a shadow schema."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest
from mithaq.commands import Accepted
from mithaq.errors import NotCaughtUp
from mithaq.events import Recorded
from mithaq.projections import (
    ModelTables,
    Reader,
    ReadModel,
    Tail,
    content_hash,
    prepare,
    rebuild_own,
)
from mithaq.projections.tables import PARKED_STREAM
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from mithaq.testing.levels import take_as_level
from sqlalchemy import Column, Integer, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

metadata = ModelTables("counters")
ROW = Table(
    "counter", metadata, Column("stream_id", Text, primary_key=True), Column("total", Integer)
)


async def add_up(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
    for recorded in events:
        if recorded.event.by < 0:
            raise ValueError("below zero")
        row = insert(ROW).values(stream_id=recorded.stream_id, total=recorded.event.by)
        more = {"total": ROW.c.total + row.excluded.total}
        await connection.execute(row.on_conflict_do_update(index_elements=["stream_id"], set_=more))


MODEL = ReadModel(metadata=metadata, catalogue=catalogue(), project=add_up)


class Serving:
    """The parts of a service process that its own read model needs."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.appended, self.advanced, self.progressed = Signal(), Signal(), Signal()
        store = PostgresEventStore(database.pool, self.appended)
        self.counters = Streams(store, catalogue(), 0, evolve)
        self.reader = Reader(database, MODEL, self.progressed)
        self.tail = Tail(database, MODEL.subscription(), self.advanced, self.progressed)

    async def count(self, stream: str, by: int) -> Accepted:
        return await self.counters.run(stream, counting(by), request())

    async def run(self) -> None:
        sequencer = Sequencer(self.database, self.appended, self.advanced)
        await asyncio.gather(sequencer.run(), self.tail.run())

    async def rows(self) -> dict[str, int]:
        async with self.reader.connect() as connection:
            found = (await connection.execute(select(ROW))).all()
        return {row.stream_id: row.total for row in found}


@pytest.fixture
async def serving(database: Database) -> AsyncIterator[Serving]:
    await prepare(database.engine, [MODEL])
    await take_as_level(database)
    made = Serving(database)
    running = asyncio.create_task(made.run())
    yield made
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_read_can_wait_for_its_own_write(serving: Serving) -> None:
    for nth in range(1, 21):
        accepted = await serving.count("counter-a", 1)
        await serving.reader.wait(accepted.position)
        assert await serving.rows() == {"counter-a": nth}


async def test_a_connection_may_be_asked_for_what_one_wrote(serving: Serving) -> None:
    accepted = await serving.count("counter-a", 3)
    async with serving.reader.connect(accepted.position) as connection:
        assert (await connection.execute(select(ROW.c.total))).scalar_one() == 3


async def test_a_parked_event_is_not_reported_as_visible(serving: Serving) -> None:
    await serving.count("counter-a", 1)
    refused = await serving.count("counter-a", -1)
    behind = await serving.count("counter-a", 1)
    other = await serving.count("counter-b", 1)
    await serving.reader.wait(other.position)
    for accepted in (refused, behind):
        with pytest.raises(NotCaughtUp):
            await serving.reader.wait(accepted.position, timeout_s=0.1)


async def test_a_position_that_is_not_reached_is_an_error(serving: Serving) -> None:
    with pytest.raises(NotCaughtUp):
        await serving.reader.wait(10**9, timeout_s=0.1)


async def test_position_0_needs_no_wait(serving: Serving) -> None:
    accepted = await serving.counters.run("counter-a", lambda _: [], request())
    await serving.reader.wait(accepted.position, timeout_s=0.1)


async def test_a_rebuild_under_load_gives_the_live_content(serving: Serving) -> None:
    async def load() -> Accepted:
        for nth in range(150):
            accepted = await serving.count(f"counter-{nth % 7}", 1)
        return accepted

    loading = asyncio.create_task(load())
    await asyncio.sleep(0.05)
    await rebuild_own(serving.database, MODEL)
    await rebuild_own(serving.database, MODEL)
    await serving.reader.wait((await loading).position)
    assert sum((await serving.rows()).values()) == 150
    async with serving.reader.connect() as connection:
        live = await content_hash(connection, metadata)
    await rebuild_own(serving.database, MODEL)
    async with serving.reader.connect() as connection:
        assert await content_hash(connection, metadata) == live


async def test_a_rebuild_that_is_cut_short_leaves_the_live_rows(serving: Serving) -> None:
    accepted = await serving.count("counter-a", 5)
    await serving.reader.wait(accepted.position)

    async def dies(_: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
        raise ConnectionError(f"after {len(events)}")

    with pytest.raises(ConnectionError):
        await rebuild_own(serving.database, replace(MODEL, project=dies))
    assert await serving.rows() == {"counter-a": 5}


async def test_a_failing_event_parks_only_its_stream(serving: Serving) -> None:
    await serving.count("counter-a", 1)
    await serving.count("counter-a", -1)
    await serving.count("counter-a", 1)
    accepted = await serving.count("counter-b", 2)
    await serving.reader.wait(accepted.position)
    assert await serving.rows() == {"counter-a": 1, "counter-b": 2}
    async with serving.reader.connect() as connection:
        parked = (await connection.execute(select(PARKED_STREAM.c.stream_id))).scalars().all()
    assert parked == ["counter-a"]


async def test_two_processes_count_each_line_once(serving: Serving) -> None:
    other = Serving(serving.database)
    running = asyncio.create_task(other.run())
    for _ in range(50):
        await serving.count("counter-a", 1)
        accepted = await other.count("counter-b", 1)
    await serving.reader.wait(accepted.position, timeout_s=30)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await serving.rows() == {"counter-a": 50, "counter-b": 50}


async def test_two_rebuilds_at_once_take_turns(serving: Serving) -> None:
    accepted = None
    for nth in range(40):
        accepted = await serving.count(f"counter-{nth % 3}", 1)
    assert accepted is not None
    await serving.reader.wait(accepted.position)
    before = await serving.rows()
    await asyncio.gather(*[rebuild_own(serving.database, MODEL) for _ in range(3)])
    assert await serving.rows() == before
