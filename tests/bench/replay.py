"""Measures of replaying a whole log into typed events."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Any, cast

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from mithaq.store import Log
from mithaq.testing.counter import Counted, catalogue
from mithaq.testing.flow import METADATA
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.bench.measure import Bar, Measure
from tests.bench.peers.library import Counter, Library, library
from tests.bench.sequencing import sequence
from tests.bench.world import World

BATCH = 1_000
STREAMS = 500


@asynccontextmanager
async def a_log(world: World) -> AsyncIterator[None]:
    await sequence(world)
    yield


async def replay(world: World) -> float:
    """Events a second from `Log.after` through the read models' decoding."""
    await world.kept(a_log)
    log, seen = Log(world.database.pool), 0

    async def look(_: AsyncConnection, recorded: Sequence[Recorded[Any]]) -> None:
        nonlocal seen
        assert isinstance(recorded[-1].event, Counted)
        seen += len(recorded)

    events = catalogue(world.source)
    reading = ReadModel(metadata=METADATA, catalogue=events, project=look)
    apply = reading.subscription().apply
    nowhere = cast("AsyncConnection", None)  # `look` writes nothing
    begun = perf_counter()
    while records := await log.after(seen, BATCH):
        await apply(nowhere, world.source, records)
    return seen / (perf_counter() - begun)


@asynccontextmanager
async def their_log(world: World) -> AsyncIterator[Library]:
    peer = await world.kept(library)
    for _ in range(world.size(STREAMS, 1)):
        await asyncio.to_thread(peer.recorder.insert_events, peer.history(100))
    yield peer


async def their_replay(world: World) -> float:
    """Events a second from `select_notifications` through the library's mapper."""
    peer = await world.kept(their_log)
    return await asyncio.to_thread(_read, peer)


def _read(peer: Library) -> float:
    seen, begun = 0, perf_counter()
    while found := peer.recorder.select_notifications(seen + 1, BATCH):
        decoded = [peer.mapper.to_domain_event(each) for each in found]
        assert isinstance(decoded[-1], Counter.Event)
        seen += len(decoded)
    return seen / (perf_counter() - begun)


MEASURES: list[Measure] = [
    Measure(
        name="replay to typed events",
        unit="events/s",
        ours=replay,
        peer="eventsourcing",
        theirs=their_replay,
        bar=Bar(at_least=55_000),
    ),
]
