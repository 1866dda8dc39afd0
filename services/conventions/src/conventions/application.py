"""Load, decide, append: every command of this service goes through `run`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from mithaq.commands import Accepted, Caller, Submission
from mithaq.errors import NotFound
from mithaq.morocco import Clocked
from mithaq.projections import Reader
from mithaq.store import EventStore, Log, Streams, answered_once

from conventions.catalogue import CATALOGUE
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.policy import may_see
from conventions.domain.core.rules import DateInFuture
from conventions.domain.lifecycle import (
    INITIAL,
    capacity_in,
    decide,
    effective_day,
    ensure_visible,
    evolve,
)
from conventions.registry import Registry

ConventionStreams = Streams[Absent | Convention, ConventionEvent]
Prepare = Callable[[], Awaitable[ConventionCommand]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions(Clocked):
    """Everything the routes work with; `readers` are the read models by name."""

    streams: ConventionStreams
    registry: Registry
    readers: Mapping[str, Reader]
    log: Log


def streams_over(store: EventStore) -> ConventionStreams:
    initial: Absent | Convention = INITIAL
    return Streams(store, CATALOGUE, initial, evolve)


def stream_of(convention_id: UUID) -> str:
    return f"convention-{convention_id}"


async def run(
    conventions: Conventions, submission: Submission, command: ConventionCommand
) -> Accepted:
    """Give a command to its convention, once per idempotency key.

    Whom the convention concerns may have changed since: a repeat still answers the first result.
    """
    attempt = partial(_attempt, conventions, submission, command)
    return await answered_once(conventions.streams.store, submission, attempt)


async def run_prepared(
    conventions: Conventions, submission: Submission, prepare: Prepare
) -> Accepted:
    """As `run`, for a command that cannot be made before the partners registry was asked."""

    async def attempt() -> Accepted:
        return await _attempt(conventions, submission, await prepare())

    return await answered_once(conventions.streams.store, submission, attempt)


async def _attempt(
    conventions: Conventions, submission: Submission, command: ConventionCommand
) -> Accepted:
    today = conventions.today()
    if command.on > today:
        raise DateInFuture(date=str(command.on), today=str(today))
    stream = stream_of(command.convention_id)
    state = (await conventions.streams.load(stream)).state
    ensure_visible(state, command)
    request = submission.request(
        capacity_in(state, command), effective_day(state, command), command.empowered_by()
    )
    return await conventions.streams.run(stream, partial(decide, command=command), request)


async def found(conventions: Conventions, convention_id: UUID, caller: Caller) -> Convention:
    """The convention as it stands now, for a caller who may know of it; else NotFound."""
    loaded = await conventions.streams.load(stream_of(convention_id))
    if isinstance(loaded.state, Absent) or not may_see(loaded.state, caller):
        raise NotFound(convention=str(convention_id))
    return loaded.state
