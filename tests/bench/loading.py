"""Measures of loading one stream to its typed state."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from uuid import UUID

from mithaq.store import Streams
from mithaq.testing.counter import Counted, catalogue, evolve

from tests.bench.measure import Bar, Measure, Round
from tests.bench.peers.library import Counter, Library, library
from tests.bench.world import World, new_stream

SECONDS, QUICK_S = 1.0, 0.02


@asynccontextmanager
async def a_stream(world: World, events: int) -> AsyncIterator[str]:
    """A stream of so many events, appended ten at a time."""
    stream = new_stream()
    for version in range(0, events, 10):
        await world.append(stream, version, 10)
    await world.database.pool.execute("ANALYZE event")
    yield stream


def load(full: int, *, cached: bool) -> Round:
    """Milliseconds a load; cold ones read and decode every event, cached ones only newer events."""

    async def loaded(world: World) -> float:
        events = world.size(full, 20)
        stream = await world.kept(a_stream, events)
        decoding = catalogue(world.source)
        streams: Streams[int, Counted] = Streams(world.store, decoding, 0, evolve)
        await streams.load(stream)
        loads, begun = 0, perf_counter()
        while perf_counter() - begun < world.size(SECONDS, QUICK_S):
            asked = streams if cached else Streams(world.store, decoding, 0, evolve)
            assert (await asked.load(stream)).state == events
            loads += 1
        return (perf_counter() - begun) / loads * 1_000

    return loaded


@asynccontextmanager
async def their_stream(world: World, events: int) -> AsyncIterator[tuple[Library, UUID]]:
    peer = await world.kept(library)
    history = peer.history(events)
    await asyncio.to_thread(peer.recorder.insert_events, history)
    stream = history[0].originator_id
    assert isinstance(stream, UUID)
    yield peer, stream


async def their_load(world: World) -> float:
    """Milliseconds for the library's repository to rebuild an aggregate of a hundred events."""
    events = world.size(100, 20)
    peer, stream = await world.kept(their_stream, events)
    return await asyncio.to_thread(_get, peer, stream, events, world.size(SECONDS, QUICK_S))


def _get(peer: Library, stream: UUID, events: int, seconds: float) -> float:
    loads, begun = 0, perf_counter()
    while perf_counter() - begun < seconds:
        counter: Counter = peer.repository.get(stream)
        assert counter.total == events - 1
        loads += 1
    return (perf_counter() - begun) / loads * 1_000


MEASURES: list[Measure] = [
    Measure(
        name="load of 100 events, cold",
        unit="ms",
        ours=load(100, cached=False),
        peer="eventsourcing",
        theirs=their_load,
        bar=Bar(at_most=1),
        less_is_better=True,
    ),
    *(
        Measure(name=name, unit="ms", ours=load(events, cached=cached), less_is_better=True)
        for name, events, cached in (
            ("load of 100 events, cached", 100, True),
            ("load of 10,000 events, cold", 10_000, False),
            ("load of 10,000 events, cached", 10_000, True),
        )
    ),
]
