"""What is measured: each measure answers one figure a call; the caller repeats it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from time import perf_counter
from typing import Any

from mithaq.messaging import Consumer, Relay
from mithaq.store import Sequencer, Signal, Streams
from mithaq.testing.counter import catalogue, evolve
from mithaq.testing.flow import run_until

from tests.bench.world import A_STREAM, World, new_stream

LOADS, APPENDS, STREAMS = 100, 1_500, 200


async def append(world: World, writers: int) -> float:
    """Commands of one event a second, each writer waiting for its answer before the next."""
    each = APPENDS // writers

    async def write() -> None:
        stream = new_stream()
        for version in range(each):
            await world.append(stream, version)

    begun = perf_counter()
    await asyncio.gather(*[write() for _ in range(writers)])
    return each * writers / (perf_counter() - begun)


async def load(world: World, *, cached: bool) -> float:
    """Milliseconds to the typed state of a stream of a hundred events."""
    stream = new_stream()
    await world.append(stream, 0, A_STREAM)
    streams = Streams(world.store, catalogue(world.source), 0, evolve)
    await streams.load(stream)
    spent = 0.0
    for _ in range(LOADS):
        asked = streams if cached else Streams(world.store, catalogue(world.source), 0, evolve)
        begun = perf_counter()
        assert (await asked.load(stream)).state == A_STREAM
        spent += perf_counter() - begun
    return spent / LOADS * 1_000


async def sequence(world: World) -> float:
    """Events given their number and hash a second."""
    await world.fill(STREAMS)
    connection = await world.database.connect()
    try:
        sequencer = Sequencer(world.database, Signal(), Signal())
        await sequencer.resume(connection)
        begun, total = perf_counter(), 0
        while found := await sequencer.advance(connection):
            total += found
        return total / (perf_counter() - begun)
    finally:
        await connection.close()


async def relay(world: World) -> float:
    """Lines acknowledged by Kafka a second, from the first to the last of the log."""
    await world.database.pool.execute("UPDATE relay_cursor SET seq = 0")
    head = await world.database.pool.fetchval("SELECT max(seq) FROM event_log")
    relaying = Relay(world.database, world.bootstrap, world.source, Signal())
    place = "SELECT coalesce(max(seq), 0) FROM relay_cursor"
    return await _rate(world, place, head, relaying.run())


async def consume(world: World) -> float:
    """Lines applied to a read model's table a second, by a consumer that knows none of them."""
    await world.database.pool.execute("TRUNCATE consumer_offset")
    await world.database.pool.execute("TRUNCATE totals.total")
    head = await world.database.pool.fetchval("SELECT max(seq) FROM event_log")
    consumer = Consumer(
        world.database, world.bootstrap, world.model.subscription(), f"{world.source}.bench"
    )
    place = "SELECT coalesce(sum(total), 0) FROM totals.total"
    return await _rate(world, place, head, consumer.run())


async def _rate(world: World, place: str, head: int, work: Coroutine[Any, Any, None]) -> float:
    """How fast `place` rises to `head` once it has begun to: starting up is not counted."""
    seen: list[tuple[float, int]] = []

    async def there() -> bool:
        reached = int(await world.database.pool.fetchval(place))
        if reached:
            seen.append((perf_counter(), reached))
        return reached >= head

    await run_until(there, work, seconds=120, look_s=0.005)
    (began, first), (ended, last) = seen[0], seen[-1]
    return (last - first) / (ended - began)


MEASURES: dict[tuple[str, str], Callable[[World], Awaitable[float]]] = {
    ("append, 1 writer", "commands/s"): lambda world: append(world, 1),
    ("append, 8 writers", "commands/s"): lambda world: append(world, 8),
    ("load of 100 events, cold", "ms"): lambda world: load(world, cached=False),
    ("load of 100 events, cached", "ms"): lambda world: load(world, cached=True),
    ("sequencer", "events/s"): sequence,
    ("relay to Kafka", "lines/s"): relay,
    ("Kafka to a read model's table", "lines/s"): consume,
}
