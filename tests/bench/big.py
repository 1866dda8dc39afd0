"""Measures on the largest convention that was given: its loads, its commands, what many weigh.

Its life is decided by the domain (`services/conventions/tests/huge.py`): twenty parties, 644
actions, 3,000 tranches, 30,000 events. Processor time is of this process alone.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256
from itertools import islice
from time import perf_counter, process_time, thread_time
from uuid import uuid4

from conventions.application import ConventionStreams, stream_of, streams_over
from conventions.catalogue import CONVENTIONS
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.text import canonical_text
from conventions.domain.lifecycle import INITIAL, decide, evolve
from conventions.domain.text_at import text_at
from conventions.text_history import Histories
from mithaq.canonical import canonical
from mithaq.commands import Request
from mithaq.events import Metadata, Provenance
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store import Log, NewEvent, PostgresSnapshots, Write

from services.conventions.tests.huge import FULL, Size, commands, completed, history
from services.conventions.tests.people import DAY, ID
from services.conventions.tests.story import origin_of
from tests.bench.latency import NINETY_NINE, quantile
from tests.bench.measure import Bar, Measure, Round
from tests.bench.world import World

TINY = Size(parties=5, actions=3, contributions=6, events=200)
STREAM = stream_of(ID)
TOUCHED = 200
_AT_ONCE = 500
_NINETY_FIVE = 0.95


def size(world: World) -> Size:
    return TINY if world.quick else FULL


def encoded(told: Sequence[tuple[ConventionEvent, Provenance]]) -> Iterator[NewEvent]:
    """As commands would have written them, each event by a command of its own."""
    for event, provenance in told:
        meta = Metadata(
            actor=provenance.by,
            command_id=new_id(),
            correlation_id=str(uuid4()),
            effective_date=provenance.effective_date,
        )
        yield NewEvent(new_id(), *CONVENTIONS.encode(event), encode_metadata(meta))


@asynccontextmanager
async def stored(world: World) -> AsyncIterator[int]:
    """The life in the store; yields the number of its events."""
    events, version = encoded(list(history(size(world)))), 0
    while new := list(islice(events, _AT_ONCE)):
        await world.store.append([Write(STREAM, version, new)], new_id(), b"f")
        version += len(new)
    await world.database.pool.execute("ANALYZE event")
    yield version


@asynccontextmanager
async def snapshot(world: World) -> AsyncIterator[int]:
    """A snapshot of it at its last event."""
    version = await world.kept(stored)
    streams = _streams(world, snapshots=True)
    await streams.load(STREAM)
    await streams.settled()
    yield version


def _streams(world: World, *, snapshots: bool) -> ConventionStreams:
    """As a process that has just begun holds them."""
    return streams_over(
        world.store, snapshots=PostgresSnapshots(world.database.pool) if snapshots else None
    )


@dataclass(slots=True)
class Blocked:
    """How long, at most, this thread worked without giving way to others on its loop."""

    most: float = 0.0

    async def watch(self) -> None:
        since = thread_time()
        while True:
            await asyncio.sleep(0)
            now = thread_time()
            self.most, since = max(self.most, now - since), now


def cold(*, snapshots: bool) -> Round:
    """Milliseconds of a load by a process that has not seen the stream."""

    async def loaded(world: World) -> float:
        version = await world.kept(snapshot if snapshots else stored)
        streams = _streams(world, snapshots=snapshots)
        begun = perf_counter()
        state = await streams.load(STREAM)
        took = perf_counter() - begun
        assert state.version == version
        return took * 1_000

    return loaded


def blocked(*, snapshots: bool) -> Round:
    async def longest(world: World) -> float:
        """Milliseconds that the loop stood still at most, while one loads it cold."""
        await world.kept(snapshot if snapshots else stored)
        streams, watched = _streams(world, snapshots=snapshots), Blocked()
        watching = asyncio.create_task(watched.watch())
        await asyncio.sleep(0)
        kept = await streams.load(STREAM)
        watching.cancel()
        assert kept.version
        return watched.most * 1_000

    return longest


def request(command: ConventionCommand) -> Request:
    origin = origin_of(command)
    return Request(
        command_id=new_id(),
        fingerprint=b"f",
        caller=command.caller,
        capacity=origin.by.capacity,
        correlation_id=str(uuid4()),
        effective_date=origin.effective_date,
    )


async def warm(world: World) -> float:
    """Milliseconds, 99th percentile, of a command of money on a state that is in the cache."""
    version = await world.kept(stored)
    streams = _streams(world, snapshots=True)
    await streams.load(STREAM)
    took = []
    for command in islice(_following(size(world), version), world.size(300, 20)):
        begun = perf_counter()
        await streams.run(STREAM, partial(_attempted, command=command), request(command))
        took.append((perf_counter() - begun) * 1_000)
    return quantile(took, NINETY_NINE)


def _following(whole: Size, version: int) -> Iterator[ConventionCommand]:
    """The commands after those that led to this version: each moves money."""
    state: Absent | Convention = INITIAL
    for command in commands(whole):
        if isinstance(state, Convention) and state.version >= version:
            yield command
            continue
        ready = completed(command, state)
        for event in decide(state, ready):
            state = evolve(state, event, origin_of(ready))


def _attempted(state: Absent | Convention, command: ConventionCommand) -> Events:
    return decide(state, command)


async def grown(world: World) -> float:
    """The processor time of the last thousand commands, in those of the first thousand.

    Decided and folded; the store's part does not depend on the stream.
    """
    state: Absent | Convention = INITIAL
    costs = list[float]()
    for command in commands(size(world)):
        ready = completed(command, state)
        origin = origin_of(ready)
        begun = process_time()
        events = decide(state, ready)
        for event in events:
            state = evolve(state, event, origin)
        costs.append(process_time() - begun)
        if isinstance(state, Convention) and state.version >= size(world).events:
            break
    _drafted, *rest = costs
    some = min(1_000, len(rest) // 2)
    return sum(rest[-some:]) / sum(rest[:some])


async def touched(world: World) -> float:
    """Megabytes of a process, at most, that loads two hundred such conventions in turn."""
    await world.kept(stored)
    many = world.size(TOUCHED, 2)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.touching", world.database.url, STREAM, str(many)),
        stdout=PIPE,
    )
    told, _ = await child.communicate()
    return float(told)


async def text_on(world: World) -> float:
    """Milliseconds, 95th percentile, of its canonical text on any day, by a process that read it.

    Folded and digested; the first read besides decodes what was told of the text.
    """
    version = await world.kept(stored)
    log, histories = Log(world.database.pool), Histories()
    took = []
    for nth in range(world.size(40, 4)):
        begun = perf_counter()
        history = await histories.read(log, STREAM, version)
        text = text_at(history, on=DAY + timedelta(days=nth))
        written = canonical(canonical_text(ID, text.terms))
        assert sha256(written.encode()).hexdigest()
        took.append((perf_counter() - begun) * 1_000)
    return quantile(took, _NINETY_FIVE)


MEASURES: list[Measure] = [
    Measure(
        name="load of a convention of 30,000 events, cold",
        unit="ms",
        ours=cold(snapshots=False),
        bar=Bar(at_most=400),
        less_is_better=True,
    ),
    Measure(
        name="the same, with a snapshot",
        unit="ms",
        ours=cold(snapshots=True),
        bar=Bar(at_most=60),
        less_is_better=True,
    ),
    Measure(
        name="the same, cold: the loop stands still at most",
        unit="ms",
        ours=blocked(snapshots=False),
        bar=Bar(at_most=20),
        less_is_better=True,
    ),
    Measure(
        name="the same, with a snapshot: the loop stands still at most",
        unit="ms",
        ours=blocked(snapshots=True),
        bar=Bar(at_most=20),
        less_is_better=True,
    ),
    Measure(
        name="its last thousand commands, in first thousands",
        unit="x",
        ours=grown,
        bar=Bar(at_most=1.3),
        less_is_better=True,
        rounds=1,
    ),
    Measure(
        name="a process that touched 200 of them in turn",
        unit="MB",
        ours=touched,
        bar=Bar(at_most=400),
        less_is_better=True,
        rounds=1,
    ),
    Measure(
        name="its consolidated text on any day, p95",
        unit="ms",
        ours=text_on,
        bar=Bar(at_most=150),
        less_is_better=True,
        rounds=1,
    ),
    Measure(
        name="a command of money on it, warm, p99",
        unit="ms",
        ours=warm,
        bar=Bar(at_most=30),
        less_is_better=True,
        rounds=1,
    ),
]
