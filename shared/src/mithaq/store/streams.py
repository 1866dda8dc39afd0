"""Load, decide, append: the streams of one kind of aggregate, with their typed state."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Generic, TypeVar

from mithaq.commands import Accepted, Request
from mithaq.errors import VersionConflict
from mithaq.events import Catalogue
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store.cache import Loaded, StateCache
from mithaq.store.changes import Outcome, Prepared, append_to
from mithaq.store.contract import EventStore, NewEvent, Write
from mithaq.store.foretelling import Foretelling, Openings
from mithaq.store.replay import Evolve, Replay, Replaying
from mithaq.store.snapshots import Snapshots
from mithaq.trials import Describe, no_figures

S = TypeVar("S")
E = TypeVar("E")
Decide = Callable[[S], Sequence[E]]

_VERIFIED_SHARE: Final = 0.02  # of the loads that begin at a snapshot
# Characters that a stream's events told: beyond, a command on its state takes 10 ms and more.
_LONG: Final = 300_000


class Streams(Generic[S, E]):
    """The streams of one kind of aggregate.

    States are cached, in `cache`, which a process's streams may share. A load reads the events
    newer than the cached version, so a stale entry makes the read longer and never the state wrong.
    States must be immutable. Readers who ask at once for a stream that is not cached share one
    replay of it. With `snapshots` the replay begins at the newest one, and of those used
    `verified_share` are compared with the events afterwards.

    `figures` are what a trial tells of a state.
    """

    def __init__(
        self,
        store: EventStore,
        catalogue: Catalogue[E],
        initial: S,
        evolve: Evolve[S, E],
        *,
        replaying: Replaying[S] | None = None,
        figures: Describe[S] = no_figures,
        cache: StateCache | None = None,
        snapshots: Snapshots[S] | None = None,
    ) -> None:
        self.store, self._catalogue, self._initial = store, catalogue, initial
        self._replay = Replay(store, catalogue, evolve, replaying)
        self._cache = StateCache() if cache is None else cache
        self._snapshots = snapshots
        self._figures = figures
        self.verified_share = _VERIFIED_SHARE
        self._verifying: asyncio.Task[bool] | None = None
        self._replays: dict[str, asyncio.Task[Loaded[S]]] = {}

    async def load(self, stream_id: str) -> Loaded[S]:
        """The current state. Old events are upcast; raises what `Catalogue.decode` raises."""
        known = self._cache.get((self, stream_id))
        if known is not None:
            return await self._read_on(stream_id, known)
        replaying = self._replays.get(stream_id)
        if replaying is None:
            return await asyncio.shield(self._start_replay(stream_id))
        # What was appended since that replay began, perhaps by this very reader, is read besides.
        return await self._read_on(stream_id, await asyncio.shield(replaying))

    def _start_replay(self, stream_id: str) -> "asyncio.Task[Loaded[S]]":
        """The one replay of this stream, which goes on whoever is cancelled."""
        replaying = asyncio.create_task(self._from_start(stream_id))
        self._replays[stream_id] = replaying

        def done(task: asyncio.Task[Loaded[S]]) -> None:
            del self._replays[stream_id]
            if not task.cancelled():
                task.exception()  # its readers have it; without any, nobody needs it

        replaying.add_done_callback(done)
        return replaying

    async def _from_start(self, stream_id: str) -> Loaded[S]:
        """The state from the newest snapshot, or from nothing, and all events after it."""
        begun = None
        if self._snapshots is not None:
            begun = await self._snapshots.newest(self.store, stream_id)
        if begun is not None and random.random() < self.verified_share:  # noqa: S311 (no secret)
            self._verifying = asyncio.create_task(self.verify(stream_id))
        return await self._read_on(stream_id, begun or Loaded(self._initial, 0))

    async def _read_on(self, stream_id: str, known: Loaded[S]) -> Loaded[S]:
        return self.remember(stream_id, await self._replay.read_on(stream_id, known))

    async def verify(self, stream_id: str) -> bool:
        """Whether the stream's snapshot, if it has one, is what its events make of it.

        If not, it is dropped, with the state that this process holds.
        """
        if self._snapshots is None:
            return True
        replay = partial(self._replay.of_events, stream_id, self._initial)
        same = await self._snapshots.compare(self.store, stream_id, replay)
        if not same:
            self._cache.drop((self, stream_id))
        return same

    async def settled(self) -> None:
        """Wait for what goes on in the background: snapshots taken, the last one drawn verified."""
        if self._snapshots is not None:
            await self._snapshots.settled()
        if self._verifying is not None:
            await self._verifying

    async def run(self, stream_id: str, decide: Decide[S, E], request: Request) -> Accepted:
        """Decide on the current state and append the resulting events, once per command id.

        With `request.expected` there is one attempt: VersionConflict if the stream is not at that
        version. Without it, a conflict with another writer is retried with a new decision.
        """
        return await append_to([Change(self, stream_id, decide)], request)

    def write(self, stream_id: str, loaded: Loaded[S], events: Sequence[E], meta: str) -> Write:
        """Encode the events. EventTooLarge if one exceeds MAX_EVENT_BYTES, EventHeld if one has to
        wait until the former release is gone."""
        encoded = [NewEvent(new_id(), *self._catalogue.written(event), meta) for event in events]
        for new in encoded:
            new.ensure_fits()
        return Write(stream_id, loaded.version, encoded)

    def fold(self, write: Write, loaded: Loaded[S], events: Sequence[E]) -> Loaded[S]:
        """What the stream will hold after these events. Raises DecisionNotFoldable."""
        return self._replay.decided(write, loaded, events)

    def foretelling(
        self, write: Write, before: Loaded[S], after: Loaded[S], openings: Openings[S] | None
    ) -> Foretelling[S]:
        states, known = (before.state, after.state), self._catalogue
        return Foretelling(write, *states, self._figures, known, openings)

    def remember(self, stream_id: str, loaded: Loaded[S]) -> Loaded[S]:
        """Cache the state, unless a newer one is cached already; snapshots may be taken of it."""
        if loaded.version:
            self._cache.put((self, stream_id), loaded)
            if self._snapshots is not None:
                self._snapshots.consider(self.store, stream_id, loaded)
        return loaded


@dataclass(frozen=True, slots=True)
class Change(Generic[S, E]):
    """The decision for one stream, when a command concerns several: see `append_to`.

    `openings` names the commands that a state leaves open to the caller, for a trial to compare.
    `known` is what the caller read of the stream once the command had come: it is decided on as it
    is, and the append refuses it if another writer was first. `outcome` is told what was decided.

    What is decided is pure, and takes long where the state is large, or where the command is
    `long`: then others are served meanwhile, because a thread of its own decides.
    """

    streams: Streams[S, E]
    stream_id: str
    decide: Decide[S, E]
    openings: Openings[S] | None = None
    known: Loaded[S] | None = None
    outcome: Outcome[S] | None = None
    long: bool = False

    @property
    def store(self) -> EventStore:
        return self.streams.store

    async def version(self) -> int:
        return (await self.streams.load(self.stream_id)).version

    async def prepare(self, request: Request, *, leads: bool, again: bool) -> Prepared:
        known = None if again else self.known
        loaded = known or await self.streams.load(self.stream_id)
        if leads and request.expected not in (None, loaded.version):
            raise VersionConflict(self.stream_id, request.expected or 0, loaded.version)
        work = partial(self._decided, loaded, encode_metadata(request.metadata()))
        takes_long = self.long or loaded.told > _LONG
        write, after = await asyncio.to_thread(work) if takes_long else work()
        if self.outcome is not None:
            self.outcome.note(loaded.state, after.state)
        foretelling = self.streams.foretelling(write, loaded, after, self.openings)
        return Prepared(
            write, lambda: self.streams.remember(self.stream_id, after), foretelling.trial
        )

    def _decided(self, loaded: Loaded[S], meta: str) -> tuple[Write, Loaded[S]]:
        events = self.decide(loaded.state)
        write = self.streams.write(self.stream_id, loaded, events, meta)
        return write, self.streams.fold(write, loaded, events)
