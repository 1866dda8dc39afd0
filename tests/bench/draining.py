"""Measures of draining a backlog of events through sequencer, relay and consumer at once.

Each is a process of its own with its connections open; the clock runs from the word to begin to
the last row in the other service's table.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from uuid import uuid4

from mithaq.ids import new_id
from mithaq.messaging.topics import ensure_topics
from mithaq.store import Database, PostgresEventStore, Write

from tests.bench.costs import SERVERS, Seconds, servers, since, used
from tests.bench.fleet import started, until
from tests.bench.measure import Bar, Measure
from tests.bench.parts import Order
from tests.bench.world import A_STREAM, World, events, new_stream, opened

LAG, QUICK_LAG = 300_000, 1_000
ROLES = ("sequencer", "relay", "consumer")
READY = (
    "SELECT count(*) = 1 FROM relay_cursor",
    "SELECT count(*) = 3 FROM consumer_offset",
)


@dataclass(frozen=True, slots=True)
class Drained:
    count: int
    seconds: float
    costs: Seconds


@asynccontextmanager
async def a_drain(world: World) -> AsyncIterator[Drained]:
    """One drained backlog, from which all figures come."""
    count, source = world.size(LAG, QUICK_LAG), f"ma.mithaq.bench{uuid4().hex[:8]}"
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(opened(world.servers, source))
        there = await stack.enter_async_context(opened(world.servers, source))
        await lag(here, count)
        await ensure_topics(world.kafka, [source])
        order = Order(here.url, world.kafka.bootstrap, source, notes=False)
        orders = (order, order, replace(order, database=there.url))
        parts = dict(zip(ROLES, await started(stack, zip(ROLES, orders, strict=True)), strict=True))
        for role, database, ready in zip(ROLES[1:], (here, there), READY, strict=True):
            await parts[role].begin()
            await until(database, ready)
        seen = servers(world)
        before, begun = used(seen), monotonic()
        await parts["sequencer"].begin()
        await parts["relay"].begin()  # a second time: rings, as a sequencer of its process would
        await until(there, f"SELECT coalesce(sum(total), 0) >= {count} FROM totals.total")
        taken = monotonic() - begun
        costs = since(before, used(seen))
        for role, each in parts.items():
            costs[role] = (await each.stop())["processor"]
    yield Drained(count, taken, costs)


async def lag(database: Database, count: int) -> None:
    """Append so many events without sequencing them."""
    store = PostgresEventStore(database.pool)
    for _ in range(count // A_STREAM):
        write = Write(new_stream(), 0, events(A_STREAM))
        await store.append([write], new_id(), b"fingerprint")


async def drain(world: World) -> float:
    """Events a second, end to end."""
    drained = await world.kept(a_drain)
    return drained.count / drained.seconds


async def cost(world: World, name: str) -> float:
    """Microseconds of CPU time an event; 0 for a server in a container."""
    drained = await world.kept(a_drain)
    return drained.costs.get(name, 0.0) / drained.count * 1_000_000


MEASURES: list[Measure] = [
    Measure(
        name="a lag of 300,000 events drained end to end",
        unit="events/s",
        ours=drain,
        bar=Bar(at_least=30_000),
        rounds=1,
    ),
    *[
        Measure(
            name=f"{name} while draining",
            unit="us of processor an event",
            ours=partial(cost, name=name),
            less_is_better=True,
            rounds=1,
        )
        for name in (*ROLES, *SERVERS)
    ],
]
