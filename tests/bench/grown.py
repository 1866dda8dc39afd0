"""Event stores of different sizes, filled as they would be over years."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from random import Random

from mithaq.ids import new_id
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Write

from tests.bench.world import World, events, new_stream, opened

EVENTS_A_STREAM, EVENTS_A_LONG_STREAM, LONG_STREAMS = 10, 100, 20
STREAMS_A_CALL, PASSES = 100, 2

_TOTALS = "INSERT INTO totals.total SELECT stream_id, count(*) FROM event GROUP BY stream_id"
_PLACE = "UPDATE read_model SET seq = (SELECT max(seq) FROM event_log)"


@dataclass(frozen=True, slots=True)
class Grown:
    """A store of ten events a stream, and a few streams of a hundred.

    Every stream's events lie apart from one another, as those of a convention that lives for years
    do. `versions` knows the short streams; `turns` visits them in random order, for ever.
    """

    database: Database
    source: str
    long: Sequence[str]
    versions: dict[str, int]
    turns: Iterator[str]
    head: int


@asynccontextmanager
async def grown(world: World, size: int) -> AsyncIterator[Grown]:
    """A store with about `size` events, sequenced and projected."""
    async with opened(world.servers, world.source) as database:
        streams = [new_stream() for _ in range(size // EVENTS_A_STREAM)]
        long = [new_stream() for _ in range(LONG_STREAMS)]
        for nth in range(PASSES):
            await _write(database, streams, nth, EVENTS_A_STREAM // PASSES)
            await _write(database, long, nth, EVENTS_A_LONG_STREAM // PASSES)
        head = await _sequenced(database)
        for statement in (_TOTALS, _PLACE, "VACUUM ANALYZE event", "VACUUM ANALYZE event_log"):
            await database.pool.execute(statement)
        turns = cycle(Random(size).sample(streams, len(streams)))  # the same order in every run
        versions = dict.fromkeys(streams, EVENTS_A_STREAM)
        yield Grown(database, world.source, long, versions, turns, head)


async def _write(database: Database, streams: Sequence[str], nth: int, count: int) -> None:
    """Append the n-th part of every stream's events, in large commands from two writers."""
    store, starts = PostgresEventStore(database.pool), iter(range(0, len(streams), STREAMS_A_CALL))

    async def write() -> None:
        for start in starts:
            some = streams[start : start + STREAMS_A_CALL]
            writes = [Write(stream, nth * count, events(count)) for stream in some]
            await store.append(writes, new_id(), b"f")

    await asyncio.gather(write(), write())


async def _sequenced(database: Database) -> int:
    connection = await database.connect()
    try:
        sequencer = Sequencer(database, Signal(), Signal())
        await sequencer.resume(connection)
        while await sequencer.advance(connection):
            pass
    finally:
        await connection.close()
    return int(await database.pool.fetchval("SELECT max(seq) FROM event_log"))
