"""One command, one or several streams: decided on together, appended together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from mithaq.commands import Accepted, Request
from mithaq.errors import VersionConflict
from mithaq.store.contract import EventStore, Write
from mithaq.store.repeats import answered_once

_RETRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one stream gets, and what to do once it has it."""

    write: Write
    remember: Callable[[], None]


class Part(Protocol):
    """One stream's part in a command."""

    @property
    def store(self) -> EventStore: ...

    async def version(self) -> int:
        """The stream's version now."""
        ...

    async def prepare(self, request: Request, *, leads: bool) -> Prepared:
        """Decide on the stream as it is now.

        The part that `leads` raises VersionConflict if that is not the version the caller saw.
        """
        ...


async def append_to(parts: Sequence[Part], request: Request) -> Accepted:
    """Decide on every stream and append to all of them, or to none.

    `request.expected` concerns the first stream: VersionConflict when that one moved on, while a
    race lost on another stream is decided afresh. The first stream that gets events names the
    result; one that gets none is not guarded. A refusal gives way to the first result when this
    very command was accepted before.
    """
    for _ in range(_RETRIES):
        try:
            return await _once(parts, request)
        except VersionConflict as conflict:
            if request.expected not in (None, conflict.current):
                raise
    return await _once(parts, request)


async def _once(parts: Sequence[Part], request: Request) -> Accepted:
    lead = parts[0]
    try:
        return await answered_once(lead.store, request, partial(_decide, parts, request))
    except VersionConflict as conflict:
        if conflict.current is not None:
            raise
        current = await lead.version()
        raise VersionConflict(conflict.stream_id, conflict.expected, current) from conflict


async def _decide(parts: Sequence[Part], request: Request) -> Accepted:
    lead = parts[0]
    prepared = [await part.prepare(request, leads=part is lead) for part in parts]
    writes = [each.write for each in prepared if each.write.events]
    if not writes:
        first = await lead.store.accepted(request.command_id, request.fingerprint)
        unmoved = prepared[0].write
        return first or Accepted(stream_id=unmoved.stream_id, version=unmoved.expected, position=0)
    accepted = await lead.store.append(writes, request.command_id, request.fingerprint)
    for each in prepared:
        each.remember()
    return accepted
