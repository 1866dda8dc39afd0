"""Load, decide, append: every command of this service goes through `run`."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from mithaq.commands import Accepted, Caller, Submission
from mithaq.dating import Dating, ensure_dated
from mithaq.errors import NotFound
from mithaq.morocco import Clocked
from mithaq.projections import Reader
from mithaq.store import (
    Change,
    EventStore,
    Log,
    Replaying,
    Snapshots,
    SnapshotStore,
    StateCache,
    StateForm,
    Streams,
    answered_once,
    append_to,
)

from conventions.beside import Beside
from conventions.catalogue import CONVENTIONS
from conventions.domain.approvals.required import Thresholds
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.policy import may_see
from conventions.domain.figures import figures
from conventions.domain.lifecycle import (
    INITIAL,
    capacity_in,
    decide,
    effective_day,
    ensure_visible,
    evolve,
    taken_on,
    taken_over,
)
from conventions.domain.mandating import mandates_moved
from conventions.domain.openings import open_to
from conventions.registry import Registry

ConventionStreams = Streams[Absent | Convention, ConventionEvent]
Prepare = Callable[[], Awaitable[ConventionCommand]]
OpenIn = Callable[[Absent | Convention], frozenset[str]]


_ATTEMPTS: Final = 4


class _MandatesMoved(Exception):
    """Between reading the state and appending, another signature came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions(Clocked):
    """Everything the routes work with; `readers` are the read models by name."""

    streams: ConventionStreams
    beside: Beside
    registry: Registry
    readers: Mapping[str, Reader]
    log: Log
    backdating_days: int
    thresholds: Thresholds = field(default_factory=Thresholds)

    def dating(self, on: date | None, reason: str | None) -> Dating:
        """The two days of a command that is given now; it holds from today unless `on` says."""
        today = self.today()
        return Dating(on=on or today, recorded_on=today, reason=reason)


# The form of a convention in a snapshot. Raise its revision whenever `evolve` makes another state
# of the same events than before; a test holds the two together.
FORM: Final[StateForm[Any]] = StateForm(Convention, revision=1)


def streams_over(
    store: EventStore,
    *,
    cache: StateCache | None = None,
    snapshots: SnapshotStore | None = None,
) -> ConventionStreams:
    initial: Absent | Convention = INITIAL
    return Streams(
        store,
        CONVENTIONS,
        initial,
        evolve,
        replaying=Replaying(taken_on, taken_over),
        figures=figures,
        cache=cache,
        snapshots=Snapshots(snapshots, FORM) if snapshots else None,
    )


def stream_of(convention_id: UUID) -> str:
    return f"convention-{convention_id}"


def convention_of(stream_id: str) -> UUID:
    return UUID(stream_id.removeprefix("convention-"))


async def run(
    conventions: Conventions, submission: Submission, command: ConventionCommand
) -> Accepted:
    """Give a command to its convention, once per idempotency key.

    Whom the convention concerns may have changed since: a repeat still answers the first result.
    """
    attempt = partial(_attempt, conventions, submission, command)
    return await answered_once(conventions.streams.store, submission, attempt)


async def run_prepared(
    conventions: Conventions,
    submission: Submission,
    prepare: Prepare,
    *,
    about: UUID | None = None,
) -> Accepted:
    """As `run`, for a command that cannot be made before the partners registry was asked.

    Whoever may not know of the convention it is `about` learns nothing of the registry either.
    """

    async def attempt() -> Accepted:
        if about is not None:
            await found(conventions, about, submission.caller)
        return await _attempt(conventions, submission, await prepare())

    return await answered_once(conventions.streams.store, submission, attempt)


async def _attempt(
    conventions: Conventions, submission: Submission, command: ConventionCommand
) -> Accepted:
    stream = stream_of(command.convention_id)
    state = (await conventions.streams.load(stream)).state
    ensure_visible(state, command)
    dating, effective_on = command.header.dating, effective_day(state, command)
    ensure_dated(command.caller, dating, effective_on, allowed_days=conventions.backdating_days)
    request = submission.request(
        capacity_in(state, command), effective_on, command.empowered_by(), dating.reason
    )
    command = await _with_standing(conventions, state, command, effective_on)
    told = await _openings(conventions, state, command.caller) if request.dry_run else None
    for _ in range(_ATTEMPTS):
        with suppress(_MandatesMoved):
            return await append_to(_changes(conventions, state, command, told), request)
        state = (await conventions.streams.load(stream)).state
    return await append_to(_changes(conventions, state, command, told), request)


async def _openings(conventions: Conventions, state: Absent | Convention, caller: Caller) -> OpenIn:
    """Which commands a state leaves open to the caller, by those who may not act at present."""
    return partial(open_to, caller, await inactive(conventions, state, caller))


def _changes(
    conventions: Conventions,
    state: Absent | Convention,
    command: ConventionCommand,
    openings: OpenIn | None,
) -> Sequence[Change[Any, Any]]:
    """What the command decides, and what it does beside: to references, to mandates' ceilings."""
    moved = mandates_moved(state, command)

    def decide_now(now: Absent | Convention) -> Events:
        events = decide(now, command)
        if mandates_moved(now, command).keys() != moved.keys():
            raise _MandatesMoved
        return events

    return [
        Change(conventions.streams, stream_of(command.convention_id), decide_now, openings),
        *conventions.beside.changes(state, command),
    ]


async def _with_standing(
    conventions: Conventions,
    state: Absent | Convention,
    command: ConventionCommand,
    effective_on: date,
) -> ConventionCommand:
    """The command, with those of the organisations concerned that may not act.

    At present, or on the days it is dated: nobody acts in a suspension that is over.
    """
    stopped = await inactive(conventions, state, command.caller, {command.on, effective_on})
    return replace(command, header=replace(command.header, inactive=stopped))


async def inactive(
    conventions: Conventions,
    state: Absent | Convention,
    caller: Caller,
    days: Iterable[date] = (),
) -> frozenset[UUID]:
    """Of the parties and the caller's organisation, those suspended, unverified or unknown."""
    concerned = set() if isinstance(state, Absent) else set(state.terms.parties)
    if caller.organisation is not None:
        concerned.add(caller.organisation)
    return await conventions.registry.inactive(concerned, days)


async def found(conventions: Conventions, convention_id: UUID, caller: Caller) -> Convention:
    """The convention as it stands now, for a caller who may know of it; else NotFound."""
    loaded = await conventions.streams.load(stream_of(convention_id))
    if isinstance(loaded.state, Absent) or not may_see(loaded.state, caller):
        raise NotFound(convention=str(convention_id))
    return loaded.state
