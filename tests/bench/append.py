"""Measures of appending; each writer waits for a result before it sends the next command."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from uuid import uuid4

from eventsourcing.persistence import StoredEvent
from mithaq.store import Streams
from mithaq.testing.counter import Counted, catalogue, evolve, request

from tests.bench.measure import Bar, Measure, Round
from tests.bench.peers import pgbench
from tests.bench.peers.library import Library, library
from tests.bench.world import NOTE, World, new_stream

SECONDS, QUICK_S = 1.5, 0.05

# One command of the n-th of a writer, counted from 0.
Command = Callable[[str, int], Awaitable[object]]


async def rate(world: World, writers: int, command: Command) -> float:
    """Commands a second by so many writers, each command on a new stream."""
    seconds = world.size(SECONDS, QUICK_S)
    begun = perf_counter()

    async def write() -> int:
        stream, nth = new_stream(), 0
        while perf_counter() - begun < seconds:
            await command(stream, nth)
            nth += 1
        return nth

    done = await asyncio.gather(*[write() for _ in range(writers)])
    return sum(done) / (perf_counter() - begun)


def ours(writers: int, batch: int = 1) -> Round:
    """Events a second through `PostgresEventStore.append`."""

    async def appended(world: World) -> float:
        async def command(stream: str, nth: int) -> None:
            await world.append(stream, nth * batch, batch)

        return await rate(world, writers, command) * batch

    return appended


def through_streams(writers: int) -> Round:
    """Commands a second with all steps of a service: load (cached), decide, encode, append."""

    async def commands(world: World) -> float:
        streams = Streams(world.store, catalogue(world.source), 0, evolve)
        return await rate(world, writers, lambda stream, _: streams.run(stream, _count, request()))

    return commands


def _count(_total: int) -> list[Counted]:
    return [Counted(by=1, note=NOTE)]


def theirs(writers: int, batch: int = 1, *, functions: bool) -> Round:
    """Events a second through the library's recorder, with a thread per writer."""

    async def appended(world: World) -> float:
        peer = await world.kept(library, writers, functions)
        seconds = world.size(SECONDS, QUICK_S)
        return await asyncio.to_thread(_threads, peer, writers, batch, seconds)

    return appended


def _threads(peer: Library, writers: int, batch: int, seconds: float) -> float:
    _, like = peer.history(2)
    begun = perf_counter()

    def write(_: int) -> int:
        stream, version = uuid4(), 0
        while perf_counter() - begun < seconds:
            new = range(version + 1, version + 1 + batch)
            peer.recorder.insert_events(
                [StoredEvent(stream, n, like.topic, like.state) for n in new]
            )
            version += batch
        return version

    with ThreadPoolExecutor(writers) as threads:
        return sum(threads.map(write, range(writers))) / (perf_counter() - begun)


def beside(
    writers: int, batch: int = 1, *, functions: bool = True, bar: Bar | None = None
) -> Measure:
    """Our append compared with the library's."""
    events = f", {batch} events each" if batch > 1 else ""
    return Measure(
        name=f"append, {writers} writer{'s' * (writers > 1)}{events}",
        unit="events/s",
        ours=ours(writers, batch),
        peer=f"eventsourcing, {'DB function' if functions else 'default'}",
        theirs=theirs(writers, batch, functions=functions),
        bar=bar,
    )


def plain_insert(world: World) -> Awaitable[float]:
    return pgbench.insert(world, 8)


MEASURES: list[Measure] = [
    beside(1),
    beside(8, bar=Bar(ratio=2.5)),
    beside(8, functions=False),
    beside(32),
    beside(8, batch=10),
    Measure(
        name="append, 8 writers",
        unit="events/s",
        ours=ours(8),
        peer="pgbench, plain INSERT",
        theirs=plain_insert,
        bar=Bar(ratio=0.45),
    ),
    Measure(name="command through Streams, 8 writers", unit="commands/s", ours=through_streams(8)),
]
