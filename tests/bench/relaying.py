"""Measures of the relay: lines of the log acknowledged by Kafka."""

from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Any

from mithaq.messaging import Relay
from mithaq.messaging.topics import ensure_topics
from mithaq.store import Signal
from mithaq.testing.flow import run_until

from tests.bench.fleet import part
from tests.bench.measure import Bar, Measure
from tests.bench.parts import Order
from tests.bench.sequencing import sequence
from tests.bench.world import World

ROUNDS_OF_EVENTS = 4


@asynccontextmanager
async def a_log(world: World) -> AsyncIterator[int]:
    """Create a sequenced log, the same for every round; returns its last sequence."""
    for _ in range(world.size(ROUNDS_OF_EVENTS, 1)):
        await sequence(world)
    yield await world.database.pool.fetchval("SELECT max(seq) FROM event_log")


async def relay(world: World) -> float:
    """Lines a second, from the first to the last of the log."""
    head = await world.kept(a_log)
    await world.database.pool.execute("UPDATE relay_cursor SET seq = 0")
    relaying = Relay(world.database, world.kafka, world.source, Signal())
    place = "SELECT coalesce(max(seq), 0) FROM relay_cursor"
    return await rate(world, place, head, relaying.run())


async def rate(world: World, place: str, head: int, work: Coroutine[Any, Any, None]) -> float:
    """How fast the cursor rises to `head` once it has begun to; the start-up is not counted."""
    seen: list[tuple[float, int]] = []

    async def there() -> bool:
        reached = int(await world.database.pool.fetchval(place))
        if reached:
            seen.append((perf_counter(), reached))
        return reached >= head

    begun = perf_counter()
    await run_until(there, work, seconds=120, look_s=0.005)
    (began, first), (ended, last) = seen[0], seen[-1]
    return (last - first) / (ended - began) if last > first else last / (ended - begun)


async def peer(world: World, role: str) -> float:
    """Records a second, as the peer's own process counted them on the world's topic."""
    order = Order(
        database=world.database.url,
        bootstrap=world.kafka.bootstrap,
        source=world.source,
        count=await world.kept(a_log),
    )
    async with part(role, order) as process:
        await process.begin()
        return float((await process.noted())["rate"])


async def produce(world: World) -> float:
    """librdkafka's producer on a topic of its own."""
    await ensure_topics(world.kafka, [f"{world.source}.copy"])
    return await peer(world, "confluent_producer")


MEASURES: list[Measure] = [
    Measure(
        name="relay to Kafka",
        unit="lines/s",
        ours=relay,
        peer="confluent-kafka: the same records, encoded and in memory",
        theirs=produce,
        bar=Bar(at_least=40_000),
    ),
]
