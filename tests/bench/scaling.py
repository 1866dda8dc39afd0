"""Measures of how costs grow with the size of the store; rounds alternate between sizes."""

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Final

from mithaq.ids import new_id
from mithaq.operations.verify import verify
from mithaq.projections import Tail
from mithaq.projections.rebuild import rebuild_own
from mithaq.store import PostgresEventStore, Signal, Streams, Write
from mithaq.testing.counter import Counted, catalogue, evolve

from tests.bench.fleet import part
from tests.bench.grown import EVENTS_A_LONG_STREAM, Grown, grown
from tests.bench.measure import Bar, Measure, Round
from tests.bench.parts import Order
from tests.bench.world import World, events, read_model

SMALL, MIDDLE, LARGE = 10_000, 100_000, 1_000_000
QUICK: Final = {SMALL: 200, MIDDLE: 400, LARGE: 800}
COMMANDS, WRITERS, LINES, SECONDS = 600, 8, 5_000, 0.5
FLAT: Final = round(1 / 1.3, 2)  # at most 1.3 times the cost at the smallest size
NEARLY_FLAT: Final = round(1 / 1.5, 2)  # rows of a large table lie further apart

_ROW: Final = "SELECT total FROM totals.total WHERE stream_id = $1"

Cost = Callable[[Grown, World], Awaitable[float]]


def at(size: int, cost: Cost) -> Round:
    async def costs(world: World) -> float:
        return await cost(await world.kept(grown, world.size(size, QUICK[size])), world)

    return costs


async def append(store: Grown, world: World) -> float:
    """Milliseconds a command of eight writers, on existing streams in random order."""
    into, each = PostgresEventStore(store.database.pool), world.size(COMMANDS, 16) // WRITERS

    async def write() -> None:
        for _ in range(each):
            stream = next(store.turns)
            store.versions[stream] += 1
            write = Write(stream, store.versions[stream] - 1, events(1))
            await into.append([write], new_id(), b"f")

    begun = perf_counter()
    await asyncio.gather(*[write() for _ in range(WRITERS)])
    return (perf_counter() - begun) / each * 1_000


async def load(store: Grown, world: World) -> float:
    """Milliseconds to load a stream of a hundred events scattered over the history."""
    into, decoding, loads = PostgresEventStore(store.database.pool), catalogue(store.source), 0
    begun = perf_counter()
    while perf_counter() - begun < world.size(SECONDS, 0.02):
        streams: Streams[int, Counted] = Streams(into, decoding, 0, evolve)
        loaded = await streams.load(store.long[loads % len(store.long)])
        assert loaded.version == EVENTS_A_LONG_STREAM
        loads += 1
    return (perf_counter() - begun) / loads * 1_000


async def project(store: Grown, world: World) -> float:
    """Microseconds to project one of the newest events, with a row for every stream."""
    lines = world.size(LINES, 100)
    place = "UPDATE read_model SET seq = $1"
    await store.database.pool.execute(place, store.head - lines)
    tail = Tail(store.database, read_model(store.source).subscription(), Signal(), Signal())
    await tail.step()  # finds its place
    begun = perf_counter()
    while await tail.step():
        pass
    return (perf_counter() - begun) / lines * 1e6


async def memory(store: Grown, world: World) -> float:
    """The greatest increase of memory, in megabytes, of a new process that reads the whole log."""
    order = Order(store.database.url, "", store.source)
    async with part("log_reader", order) as process:
        await process.begin()
        return float((await process.noted())["megabytes"])


async def verified(store: Grown, _: World) -> float:
    """Seconds to verify the whole log."""
    begun = perf_counter()
    assert (await verify(store.database)).sound
    return perf_counter() - begun


async def rebuilt(store: Grown, _: World) -> float:
    """Seconds to rebuild the read model from the whole log, while it is read continuously."""
    model = read_model(store.source)
    begun = perf_counter()
    rebuilding = asyncio.ensure_future(rebuild_own(store.database, model))
    while not rebuilding.done():
        assert await store.database.pool.fetchval(_ROW, next(store.turns))
        await asyncio.sleep(0.01)
    await rebuilding
    return perf_counter() - begun


def beside_small(name: str, unit: str, cost: Cost, size: int, bar: Bar | None = None) -> Measure:
    return Measure(
        name=f"{name} at {size:,} events",
        unit=unit,
        ours=at(size, cost),
        peer=f"the same at {SMALL:,} events",
        theirs=at(SMALL, cost),
        bar=bar if size == LARGE else None,
        less_is_better=True,
        sizes=(size, SMALL),
    )


def once(name: str, unit: str, cost: Cost, at_most: float) -> Measure:
    return Measure(
        name=name,
        unit=unit,
        ours=at(LARGE, cost),
        bar=Bar(at_most=at_most),
        less_is_better=True,
        rounds=1,
    )


MEASURES: list[Measure] = [
    *(
        beside_small(name, unit, cost, size, bar)
        for name, unit, cost, bar in (
            ("append, a writer of 8", "ms/command", append, Bar(ratio=FLAT)),
            ("load of 100 events", "ms", load, Bar(ratio=FLAT)),
            ("projection", "us/event", project, Bar(ratio=NEARLY_FLAT)),
        )
        for size in (MIDDLE, LARGE)
    ),
    once(f"memory to read {LARGE:,} events", "MB", memory, 32),
    once(f"verify {LARGE:,} events", "s", verified, 30),
    once(f"rebuild over {LARGE:,} events, read meanwhile", "s", rebuilt, 60),
]
