"""Load, decide, append: the streams of one kind of aggregate, with their typed state."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

from mithaq.commands import Accepted, Request
from mithaq.errors import DecisionNotFoldable, VersionConflict
from mithaq.events import Catalogue, Provenance
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store.changes import Prepared, append_to
from mithaq.store.contract import EventStore, NewEvent, Write

log = structlog.get_logger()
S = TypeVar("S")
E = TypeVar("E")
Decide = Callable[[S], Sequence[E]]
Evolve = Callable[[S, E, Provenance], S]


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream's state and version; version 0 means it has no events."""

    state: S
    version: int


class Streams(Generic[S, E]):
    """The streams of one kind of aggregate.

    States are cached per process. A load reads the events newer than the cached version, so a stale
    entry makes the read longer and never the state wrong. States must be immutable.
    """

    def __init__(
        self,
        store: EventStore,
        catalogue: Catalogue[E],
        initial: S,
        evolve: Evolve[S, E],
        *,
        cache_size: int = 2048,
    ) -> None:
        self.store, self._catalogue = store, catalogue
        self._initial, self._evolve = initial, evolve
        self._cache: OrderedDict[str, Loaded[S]] = OrderedDict()
        self._cache_size = cache_size

    async def load(self, stream_id: str) -> Loaded[S]:
        """The current state. Old events are upcast; raises what `Catalogue.decode` raises."""
        known = self._cache.get(stream_id) or Loaded(self._initial, 0)
        newer = await self.store.load(stream_id, known.version)
        state = known.state
        for stored in newer:
            event = self._catalogue.decode(stored.type, stored.schema, stored.data)
            state = self._evolve(state, event, stored)
        return self.remember(stream_id, Loaded(state, known.version + len(newer)))

    async def run(self, stream_id: str, decide: Decide[S, E], request: Request) -> Accepted:
        """Decide on the current state and append the resulting events, once per command id.

        With `request.expected` there is one attempt: VersionConflict if the stream is not at that
        version. Without it, a conflict with another writer is retried with a new decision.
        """
        return await append_to([Change(self, stream_id, decide)], request)

    def write(self, stream_id: str, loaded: Loaded[S], events: Sequence[E], meta: str) -> Write:
        """Encode the events. Raises EventTooLarge if one exceeds MAX_EVENT_BYTES."""
        encoded = [NewEvent(new_id(), *self._catalogue.encode(event), meta) for event in events]
        for new in encoded:
            new.ensure_fits()
        return Write(stream_id, loaded.version, encoded)

    def fold(self, write: Write, loaded: Loaded[S], events: Sequence[E]) -> Loaded[S]:
        """What the stream will hold after these events.

        Raises DecisionNotFoldable if `evolve` fails on one: appended, it would fail every load.
        """
        state = loaded.state
        for event, new in zip(events, write.events, strict=True):
            try:
                state = self._evolve(state, event, new)
            except Exception as error:
                log.exception("decision_not_foldable", stream=write.stream_id, event_type=new.type)
                raise DecisionNotFoldable(event=new.type) from error
        return Loaded(state, loaded.version + len(events))

    def remember(self, stream_id: str, loaded: Loaded[S]) -> Loaded[S]:
        """Cache the state, unless a newer one is cached already."""
        known = self._cache.get(stream_id)
        if loaded.version and (known is None or known.version <= loaded.version):
            self._cache[stream_id] = loaded
            self._cache.move_to_end(stream_id)
            if len(self._cache) > self._cache_size:
                self._cache.popitem(last=False)
        return loaded


@dataclass(frozen=True, slots=True)
class Change(Generic[S, E]):
    """The decision for one stream, when a command concerns several: see `append_to`."""

    streams: Streams[S, E]
    stream_id: str
    decide: Decide[S, E]

    @property
    def store(self) -> EventStore:
        return self.streams.store

    async def version(self) -> int:
        return (await self.streams.load(self.stream_id)).version

    async def prepare(self, request: Request, *, leads: bool) -> Prepared:
        loaded = await self.streams.load(self.stream_id)
        if leads and request.expected not in (None, loaded.version):
            raise VersionConflict(self.stream_id, request.expected or 0, loaded.version)
        events = self.decide(loaded.state)
        meta = encode_metadata(request.metadata())
        write = self.streams.write(self.stream_id, loaded, events, meta)
        after = self.streams.fold(write, loaded, events)
        return Prepared(write, lambda: self.streams.remember(self.stream_id, after))
