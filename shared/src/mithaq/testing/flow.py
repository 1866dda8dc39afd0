"""A publishing service and a consuming read model, for tests of the whole flow through Kafka."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from sqlalchemy import Column, Integer, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import Catalogue, Recorded
from mithaq.messaging import Consumer, Kafka, Relay
from mithaq.projections import ModelTables, ReadModel
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request

METADATA = ModelTables("totals")
TOTAL = Table(
    "total", METADATA, Column("stream_id", Text, primary_key=True), Column("total", Integer)
)


async def add_up(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
    """A projector that fails on 13; its totals show any event applied twice."""
    if any(recorded.event.by == 13 for recorded in events):
        raise ValueError("thirteen")
    await lenient(connection, events)


async def lenient(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
    """The same, but it never fails."""
    for recorded in events:
        row = insert(TOTAL).values(stream_id=recorded.stream_id, total=recorded.event.by)
        more = {"total": TOTAL.c.total + row.excluded.total}
        await connection.execute(row.on_conflict_do_update(index_elements=["stream_id"], set_=more))


def totals(events: Catalogue[Any]) -> ReadModel:
    return ReadModel(metadata=METADATA, catalogue=events, project=add_up)


class Producing:
    """A publishing service: its store, and its log published on demand."""

    def __init__(self, database: Database, kafka: Kafka, source: str) -> None:
        self.database, self.kafka, self.source = database, kafka, source
        self.group = source
        self.catalogue = catalogue(source)
        self.counters = Streams(PostgresEventStore(database.pool), self.catalogue, 0, evolve)

    async def count(self, stream: str, *numbers: int) -> None:
        for number in numbers:
            await self.counters.run(stream, counting(number), request())

    async def publish(self) -> None:
        sequencer = Sequencer(self.database, Signal(), Signal())
        relay = Relay(self.database, self.kafka, self.source, Signal())
        head = await self.database.pool.fetchval("SELECT count(*) FROM event")
        await run_until(lambda: self._sent(head), sequencer.run(), relay.run())

    async def _sent(self, head: int) -> bool:
        sent = await self.database.pool.fetchval("SELECT seq FROM relay_cursor")
        return bool(sent == head)


async def run_until(
    holds: Callable[[], Awaitable[bool]],
    *works: Coroutine[Any, Any, None],
    seconds: float = 30,
    look_s: float = 0.02,
) -> None:
    """Run endless coroutines until a condition holds; raises what one of them raises."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        async with asyncio.timeout(seconds):
            while not await holds():
                await asyncio.sleep(look_s)
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
    consuming: Database, producing: Producing, wanted: dict[str, int], *, dead_letters: int = 0
) -> None:
    """Consume until the rows are these and there are so many dead letters."""
    subscription = totals(producing.catalogue).subscription()
    consumer = Consumer(consuming, producing.kafka, subscription, producing.group)

    async def there() -> bool:
        dead = await consuming.pool.fetchval("SELECT count(*) FROM dead_letter")
        return bool(dead == dead_letters and await rows(consuming) == wanted)

    await run_until(there, consumer.run())
