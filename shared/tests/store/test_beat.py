"""Under load the sequencer takes what a beat brought, together; a backlog does not wait for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from mithaq.ids import new_id
from mithaq.store import Database, Log, NewEvent, PostgresEventStore, Sequencer, Signal, Write

BEAT_S = 0.05


async def append(database: Database, count: int) -> None:
    """So many events, each to a stream of its own."""
    store = PostgresEventStore(database.pool)
    for _ in range(count):
        event = NewEvent(new_id(), "Counted", 1, '{"by":1,"note":""}', "{}")
        await store.append([Write(f"counter-{new_id()}", 0, [event])], new_id(), b"f")


async def until_sequenced(database: Database, advanced: Signal, count: int) -> None:
    while (await Log(database.pool).head()).seq < count:
        await advanced.wait(advanced.rings, 1)


@asynccontextmanager
async def at_work(sequencer: Sequencer) -> AsyncIterator[None]:
    working = asyncio.create_task(sequencer.run())
    try:
        async with asyncio.timeout(60):
            yield
    finally:
        working.cancel()
        await asyncio.wait([working])


async def test_what_comes_within_a_beat_is_sequenced_together(database: Database) -> None:
    advanced, begun = Signal(), monotonic()
    async with at_work(Sequencer(database, Signal(), advanced, beat_s=BEAT_S)):
        await append(database, 200)
        await until_sequenced(database, advanced, 200)
        assert advanced.rings <= (monotonic() - begun) / BEAT_S + 1


async def test_a_backlog_is_not_taken_at_the_beat(database: Database) -> None:
    await append(database, 25)
    advanced = Signal()
    async with at_work(Sequencer(database, Signal(), advanced, batch=10, beat_s=3_600)):
        await until_sequenced(database, advanced, 25)
        assert advanced.rings == 3
