"""Load, decide, append: one aggregate kind's streams behind their typed state."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from mithaq.commands import Accepted, Request
from mithaq.errors import MithaqError, VersionConflict
from mithaq.events import Catalogue
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store.contract import EventStore, NewEvent, Write

S = TypeVar("S")
E = TypeVar("E")
Decide = Callable[[S], Sequence[E]]

_RETRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream's state and version; version 0 means it has no events."""

    state: S
    version: int


class Streams(Generic[S, E]):
    """The streams of one aggregate kind.

    States are cached per process: a load reads only events newer than the cached version, so a
    stale entry costs a longer read and never a wrong state. States must be immutable.
    """

    def __init__(
        self,
        store: EventStore,
        catalogue: Catalogue[E],
        initial: S,
        evolve: Callable[[S, E], S],
        *,
        cache_size: int = 2048,
    ) -> None:
        self.store, self._catalogue = store, catalogue
        self._initial, self._evolve = initial, evolve
        self._cache: OrderedDict[str, Loaded[S]] = OrderedDict()
        self._cache_size = cache_size

    async def load(self, stream_id: str) -> Loaded[S]:
        """The state now. Old events are upcast; raises what `Catalogue.decode` raises."""
        known = self._cache.get(stream_id) or Loaded(self._initial, 0)
        newer = await self.store.load(stream_id, known.version)
        state = known.state
        for stored in newer:
            event = self._catalogue.decode(stored.type, stored.schema, stored.data)
            state = self._evolve(state, event)
        return self._remember(stream_id, Loaded(state, known.version + len(newer)))

    async def run(self, stream_id: str, decide: "Decide[S, E]", request: Request) -> Accepted:
        """Decide on the current state and append what follows, once per command id.

        With `request.expected` the caller decides what it saw: one try, VersionConflict when the
        stream moved on. Without, the decision is made afresh if another writer was first.
        """
        return await append_to([Change(self, stream_id, decide)], request)

    def write(self, stream_id: str, loaded: Loaded[S], events: Sequence[E], meta: str) -> Write:
        encoded = [NewEvent(new_id(), *self._catalogue.encode(event), meta) for event in events]
        return Write(stream_id, loaded.version, encoded)

    def advance(self, stream_id: str, loaded: Loaded[S], events: Sequence[E]) -> None:
        """Remember what was just appended, unless a newer state is known already."""
        state = loaded.state
        for event in events:
            state = self._evolve(state, event)
        self._remember(stream_id, Loaded(state, loaded.version + len(events)))

    def _remember(self, stream_id: str, loaded: Loaded[S]) -> Loaded[S]:
        known = self._cache.get(stream_id)
        if loaded.version and (known is None or known.version <= loaded.version):
            self._cache[stream_id] = loaded
            self._cache.move_to_end(stream_id)
            if len(self._cache) > self._cache_size:
                self._cache.popitem(last=False)
        return loaded


@dataclass(frozen=True, slots=True)
class Change(Generic[S, E]):
    """One stream's part in a command."""

    streams: Streams[S, E]
    stream_id: str
    decide: "Decide[S, E]"

    async def prepare(self, request: Request, *, leads: bool) -> "Prepared":
        loaded = await self.streams.load(self.stream_id)
        if leads and request.expected not in (None, loaded.version):
            raise VersionConflict(self.stream_id, request.expected or 0, loaded.version)
        events = self.decide(loaded.state)
        meta = encode_metadata(request.metadata())
        write = self.streams.write(self.stream_id, loaded, events, meta)
        return Prepared(write, lambda: self.streams.advance(self.stream_id, loaded, events))


@dataclass(frozen=True, slots=True)
class Prepared:
    write: Write
    remember: Callable[[], None]


async def append_to(changes: Sequence[Change[Any, Any]], request: Request) -> Accepted:
    """Decide on every stream and append to all of them, or to none.

    `request.expected` concerns the first stream, which also names the result: VersionConflict when
    that one moved on, while a race lost on another stream is decided afresh. A refusal gives way
    to the first result when this very command was accepted before.
    """
    for _ in range(_RETRIES):
        try:
            return await _once(changes, request)
        except VersionConflict as conflict:
            if request.expected not in (None, conflict.current):
                raise
    return await _once(changes, request)


async def _once(changes: Sequence[Change[Any, Any]], request: Request) -> Accepted:
    lead = changes[0]
    try:
        return await _decide_and_append(changes, request)
    except MithaqError as refusal:
        first = await lead.streams.store.accepted(request.command_id, request.fingerprint)
        if first is not None:
            return first
        if isinstance(refusal, VersionConflict) and refusal.current is None:
            current = (await lead.streams.load(lead.stream_id)).version
            raise VersionConflict(refusal.stream_id, refusal.expected, current) from refusal
        raise


async def _decide_and_append(changes: Sequence[Change[Any, Any]], request: Request) -> Accepted:
    store, lead = changes[0].streams.store, changes[0]
    prepared = [await change.prepare(request, leads=change is lead) for change in changes]
    writes = [each.write for each in prepared if each.write.events]
    if not writes:
        first = await store.accepted(request.command_id, request.fingerprint)
        unmoved = prepared[0].write
        return first or Accepted(stream_id=unmoved.stream_id, version=unmoved.expected, position=0)
    accepted = await store.append(writes, request.command_id, request.fingerprint)
    for each in prepared:
        each.remember()
    return accepted
