"""Runs one command on one or several streams: loads, decides and appends to all or to none."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from mithaq.commands import Accepted, Request
from mithaq.errors import VersionConflict
from mithaq.store.contract import EventStore, Write
from mithaq.store.repeats import answered_once
from mithaq.trials import Trial, Tried

S = TypeVar("S")

# Of writers who meet on one stream one gets through at a time: enough for a crowd of forty. The
# pauses grow and differ, so that they do not all meet again.
_RETRIES: Final = 40
_PAUSE_S: Final = 0.002


@dataclass(frozen=True, slots=True)
class Prepared:
    """The events for one stream; `remember` caches the new state once they are appended.

    `trial` tells what they would change, if the command is only tried.
    """

    write: Write
    remember: Callable[[], object]
    trial: Callable[[], Trial]


@dataclass(slots=True)
class Outcome(Generic[S]):
    """A stream's state before and after what was decided on it, for those that follow from it."""

    before: S
    after: S

    def note(self, before: S, after: S) -> None:
        """Of the newest attempt."""
        self.before, self.after = before, after


class Part(Protocol):
    """One of the streams a command concerns."""

    @property
    def store(self) -> EventStore: ...

    async def version(self) -> int:
        """The stream's version now."""
        ...

    async def prepare(self, request: Request, *, leads: bool, again: bool) -> Prepared | None:
        """Decide on the stream's current state. None: the command does not concern it after all.

        The part that `leads` raises VersionConflict if the caller saw another version. What is
        decided is applied to the state here, before anything is appended: DecisionNotFoldable.
        `again`: another writer was first, so that what was read before the command is behind.
        """
        ...


async def append_to(parts: Sequence[Part], request: Request) -> Accepted:
    """Decide on every stream and append to all of them, or to none.

    They are decided one after the other, the first one first: what the others decide may follow
    from what it came to (`Outcome`), and with it that they are not concerned.

    `request.expected` concerns the first stream: VersionConflict when that one has changed, while
    a conflict on another stream is retried with a new decision. The result names the first stream
    that gets events; the version of a stream that gets none is not checked. Where no stream gets
    any, all of them are checked, and the command is remembered with the first one's version. If
    this very command was accepted before, its first result is returned instead of a refusal.

    Raises Tried in place of the append if it is a dry run: nothing is written, nor is the command's
    id looked for.
    """
    for nth in range(_RETRIES):
        try:
            return await _once(parts, request, again=nth > 0)
        except VersionConflict as conflict:
            if request.expected not in (None, conflict.current):
                raise
        await asyncio.sleep(_PAUSE_S * min(nth, 10) * random.random())  # noqa: S311 (no secret)
    return await _once(parts, request, again=True)


async def _once(parts: Sequence[Part], request: Request, *, again: bool) -> Accepted:
    lead = parts[0]
    try:
        attempt = partial(_decide, parts, request, again=again)
        return await answered_once(lead.store, request, attempt)
    except VersionConflict as conflict:
        if conflict.current is not None:
            raise
        current = await lead.version()
        raise VersionConflict(conflict.stream_id, conflict.expected, current) from conflict


async def _decide(parts: Sequence[Part], request: Request, *, again: bool) -> Accepted:
    lead = parts[0]
    decided = [await part.prepare(request, leads=part is lead, again=again) for part in parts]
    prepared = [each for each in decided if each is not None]
    if request.dry_run:
        raise Tried(Trial.of(each.trial() for each in prepared))
    writes = [each.write for each in prepared if each.write.events]
    if not writes:
        seen = [each.write for each in prepared]
        return await lead.store.unchanged(seen, request.command_id, request.fingerprint)
    accepted = await lead.store.append(writes, request.command_id, request.fingerprint)
    for each in prepared:
        each.remember()
    return accepted
