"""One command, one or several streams: decided on together, appended together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from mithaq.commands import Accepted, Request
from mithaq.errors import MithaqError, VersionConflict
from mithaq.events.encoding import encode_metadata
from mithaq.store.contract import Write

if TYPE_CHECKING:
    from mithaq.store.streams import Streams

S = TypeVar("S")
E = TypeVar("E")
Decide = Callable[[S], Sequence[E]]

_RETRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Change(Generic[S, E]):
    """One stream's part in a command."""

    streams: "Streams[S, E]"
    stream_id: str
    decide: "Decide[S, E]"

    async def prepare(self, request: Request, *, leads: bool) -> "Prepared":
        loaded = await self.streams.load(self.stream_id)
        if leads and request.expected not in (None, loaded.version):
            raise VersionConflict(self.stream_id, request.expected or 0, loaded.version)
        events = self.decide(loaded.state)
        meta = encode_metadata(request.metadata())
        write = self.streams.write(self.stream_id, loaded, events, meta)
        return Prepared(write, lambda: self.streams.advance(write, loaded, events))


@dataclass(frozen=True, slots=True)
class Prepared:
    write: Write
    remember: Callable[[], None]


async def append_to(changes: Sequence[Change[Any, Any]], request: Request) -> Accepted:
    """Decide on every stream and append to all of them, or to none.

    `request.expected` concerns the first stream: VersionConflict when that one moved on, while a
    race lost on another stream is decided afresh. The first stream that gets events names the
    result; one that gets none is not guarded. A refusal gives way to the first result when this
    very command was accepted before.
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
