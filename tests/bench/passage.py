"""One run at a steady rate: when each event passed each stage, and the CPU time of each process."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from uuid import uuid4

from mithaq.ids import new_id
from mithaq.store import Database, PostgresEventStore, Write

from tests.bench.costs import Seconds, servers, since, used
from tests.bench.fleet import started, until
from tests.bench.parts import Noted, Order
from tests.bench.world import World, events, new_stream, opened


@dataclass(frozen=True, slots=True)
class Passage:
    """The times of one event at each stage, in seconds of CLOCK_MONOTONIC."""

    due: float
    committed: float
    sequenced: float
    relayed: float
    applying: float
    visible: float


@dataclass(frozen=True, slots=True)
class Run:
    """The events that count; `costs` are those of all `count` events, warming up included."""

    passages: list[Passage]
    costs: Seconds
    count: int


async def run(world: World, rate: int, seconds: int, warm_s: int) -> Run:
    """A producing and a consuming service, each on an empty database of its own.

    The first `warm_s` seconds of the same load do not count.
    """
    count, warm = rate * (warm_s + seconds), rate * warm_s
    source = f"ma.mithaq.bench{uuid4().hex[:8]}"
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(opened(world.servers, source))
        there = await stack.enter_async_context(opened(world.servers, source))
        order = Order(here.url, world.kafka.bootstrap, source, rate=rate, count=count)
        other = replace(order, database=there.url)
        wanted = {"worker": order, "consumer": other, "writer": order}
        worker, consumer, writer = await started(stack, wanted.items())
        for each in (worker, consumer):
            await each.begin()
        await one_event(here)
        await until_counted(there, 1)
        seen = servers(world)
        before = used(seen)
        await writer.begin()
        await until_counted(there, count + 1)
        costs = since(before, used(seen))
        noted = {
            "writer": await writer.noted(),
            "worker": await worker.stop(),
            "consumer": await consumer.stop(),
        }
        costs |= {name: each["processor"] for name, each in noted.items()}
        return Run(put_together(**noted)[warm:], costs, count)


async def one_event(database: Database) -> None:
    """Send some events first, so that every connection is open once they have arrived."""
    write = Write(new_stream(), 0, events(1))
    await PostgresEventStore(database.pool).append([write], new_id(), b"fingerprint")


async def until_counted(database: Database, count: int) -> None:
    """Wait until the read model has so many events."""
    await until(database, f"SELECT coalesce(sum(total), 0) >= {count} FROM totals.total")


def put_together(writer: Noted, worker: Noted, consumer: Noted) -> list[Passage]:
    """The stages of each event, in the order of their numbers."""
    sequenced, relayed = by_seq(worker["sequenced"]), by_seq(worker["relayed"])
    due, committed = writer["due"], writer["committed"]
    return [
        Passage(due[number], committed[number], sequenced[seq], relayed[seq], applying, visible)
        for number, seq, applying, visible in sorted(consumer["visible"])
        if number >= 0
    ]


def by_seq(noted: Sequence[tuple[float, int]]) -> list[float]:
    """When each line was reached, given the times at which the log had reached certain lines."""
    times = [0.0]
    for moment, seq in noted:
        times.extend([moment] * (seq + 1 - len(times)))
    return times
