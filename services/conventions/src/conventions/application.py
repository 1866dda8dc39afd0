"""Load, decide, append: every command of this service goes through `run`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from mithaq.commands import Accepted, Caller, Submission
from mithaq.errors import NotFound
from mithaq.projections import Reader
from mithaq.store import EventStore, Streams, answered_once

from conventions.catalogue import CATALOGUE
from conventions.domain.capacities import capacities_of, may_see
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.commands.drafting import DraftConvention
from conventions.domain.decide import decide
from conventions.domain.drafting import Events
from conventions.domain.events import ConventionEvent
from conventions.domain.evolve import INITIAL, evolve
from conventions.domain.holding import holds_from
from conventions.domain.rules.access import DateInFuture
from conventions.domain.state import Absent, Convention
from conventions.domain.transitions import BY_COMMAND
from conventions.registry import Registry

RABAT: Final = ZoneInfo("Africa/Casablanca")
ConventionStreams = Streams[Absent | Convention, ConventionEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """Everything the routes work with; `readers` are the read models by name."""

    streams: ConventionStreams
    registry: Registry
    readers: Mapping[str, Reader]
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day in Morocco."""
        return self.clock().astimezone(RABAT).date()


def streams_over(store: EventStore) -> ConventionStreams:
    initial: Absent | Convention = INITIAL
    return Streams(store, CATALOGUE, initial, evolve)


def stream_of(convention_id: UUID) -> str:
    return f"convention-{convention_id}"


Prepare = Callable[[], Awaitable[ConventionCommand]]


async def run(
    conventions: Conventions, command: ConventionCommand, submission: Submission
) -> Accepted:
    """Give a command to its convention, once per idempotency key."""
    attempt = partial(_given, conventions, command, submission)
    return await answered_once(conventions.streams.store, submission, attempt)


async def run_prepared(
    conventions: Conventions, prepare: Prepare, submission: Submission
) -> Accepted:
    """As `run`, for a command that needs what partners know before it can be made.

    What partners know, or whom the convention concerns, may have changed since: a repeat still
    answers the first result.
    """

    async def attempt() -> Accepted:
        return await _given(conventions, await prepare(), submission)

    return await answered_once(conventions.streams.store, submission, attempt)


async def _given(
    conventions: Conventions, command: ConventionCommand, submission: Submission
) -> Accepted:
    today = conventions.today()
    if command.on > today:
        raise DateInFuture(date=str(command.on), today=str(today))
    stream = stream_of(command.convention_id)
    state = (await conventions.streams.load(stream)).state
    ensure_visible(state, command)
    request = submission.request(_capacity(state, command), holds_from(state, command))
    return await conventions.streams.run(stream, partial(_decided, command=command), request)


def ensure_visible(state: Absent | Convention, command: ConventionCommand) -> None:
    """Before any version is compared: whom it does not concern learns nothing of it."""
    if isinstance(state, Absent):
        if not isinstance(command, DraftConvention):
            raise NotFound(convention=str(command.convention_id))
    elif not may_see(state, command.caller):
        raise NotFound(convention=str(command.convention_id))


def _decided(state: Absent | Convention, *, command: ConventionCommand) -> Events:
    return decide(state, command)


def _capacity(state: Absent | Convention, command: ConventionCommand) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later."""
    if isinstance(state, Absent):
        return "office" if "office" in command.caller.roles else "drafter"
    held = capacities_of(state, command.caller)
    named = BY_COMMAND[type(command)].capacities
    return next((str(capacity) for capacity in named if capacity in held), "none")


async def found(conventions: Conventions, convention_id: UUID, caller: Caller) -> Convention:
    """The convention as it stands now, for a caller who may know of it; else NotFound."""
    loaded = await conventions.streams.load(stream_of(convention_id))
    if isinstance(loaded.state, Absent) or not may_see(loaded.state, caller):
        raise NotFound(convention=str(convention_id))
    return loaded.state
