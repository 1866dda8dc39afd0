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
    Loaded,
    Log,
    Outcome,
    Replaying,
    Snapshots,
    SnapshotStore,
    StateCache,
    StateForm,
    Streams,
    answered_once,
    append_to,
)

from conventions.acting import given_for, seen_as
from conventions.beside import Beside
from conventions.catalogue import CONVENTIONS
from conventions.days_off import DaysOff
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.payment_approvals import PaymentApprovals
from conventions.domain.core.policy import may_see
from conventions.domain.drafting.commands import DraftConvention, ImportPlan
from conventions.domain.enveloping import ensure_framework
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
from conventions.enveloping import Enveloped
from conventions.evidence import Deployed, SignatureEvidence
from conventions.office import Office
from conventions.registry import Registry
from conventions.taking_over import PaperFiles
from conventions.text_history import Histories

ConventionStreams = Streams[Absent | Convention, ConventionEvent]
Prepare = Callable[[], Awaitable[ConventionCommand]]
AnyChange = Change[Any, Any]
Decide = Callable[[Any], Sequence[Any]]
OpenIn = Callable[[Absent | Convention], frozenset[str]]


_ATTEMPTS: Final = 4
_MANY_PARTS: Final = 200  # of a plan that a command brings: some 10 ms


class _MandatesMoved(Exception):
    """Between reading the state and appending, another signature came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions(Clocked):
    """Everything the routes work with; `readers` are the read models by name."""

    streams: ConventionStreams
    beside: Beside
    days_off: DaysOff
    office: Office
    paper: PaperFiles
    registry: Registry
    readers: Mapping[str, Reader]
    log: Log
    backdating_days: int
    evidence: SignatureEvidence = field(default_factory=Deployed)
    thresholds: Thresholds = field(default_factory=Thresholds)
    payment_approvals: PaymentApprovals = field(default_factory=PaymentApprovals)
    histories: Histories = field(default_factory=Histories)

    def dating(self, on: date | None, reason: str | None) -> Dating:
        """The two days of a command that is given now; it holds from today unless `on` says."""
        today = self.today()
        return Dating(on=on or today, recorded_on=today, reason=reason)


# The form of a convention in a snapshot. Raise its revision whenever `evolve` makes another state
# of the same events than before; a test holds the two together.
FORM: Final[StateForm[Any]] = StateForm(Convention, revision=4)


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
    conventions: Conventions,
    submission: Submission,
    command: ConventionCommand,
    also: Sequence[AnyChange] = (),
) -> Accepted:
    """Give a command to its convention, once per idempotency key; `also` is appended with it.

    Whom the convention concerns may have changed since: a repeat still answers the first result.
    """
    attempt = partial(_attempt, conventions, submission, command, also)
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
    conventions: Conventions,
    submission: Submission,
    command: ConventionCommand,
    also: Sequence[AnyChange] = (),
) -> Accepted:
    stream = stream_of(command.convention_id)
    loaded = await conventions.streams.load(stream)
    state = loaded.state
    command = await given_for(conventions.registry, state, command)
    submission = replace(submission, caller=command.caller)
    ensure_visible(state, command)
    dating, effective_on = command.header.dating, effective_day(state, command)
    ensure_dated(command.caller, dating, effective_on, allowed_days=conventions.backdating_days)
    request = submission.request(
        capacity_in(state, command), effective_on, command.empowered_by(), dating.reason
    )
    if isinstance(command, DraftConvention):
        await _ensure_framework(conventions, command)
    command = await _with_standing(conventions, state, command, effective_on)
    told = await _openings(conventions, state, command.caller) if request.dry_run else None
    for _ in range(_ATTEMPTS):
        with suppress(_MandatesMoved):
            parts = _parts(conventions, loaded, command, told)
            return await append_to([*parts, *also], request)
        loaded = await conventions.streams.load(stream)
    return await append_to([*_parts(conventions, loaded, command, told), *also], request)


async def _ensure_framework(conventions: Conventions, command: DraftConvention) -> None:
    """What a draft says it is financed under, its drafter knows, and it can be."""
    framework_id = command.outline.framework_id
    if framework_id is not None:
        found = await conventions.streams.load(stream_of(framework_id))
        caller = await seen_as(conventions.registry, found.state, command.caller)
        ensure_framework(framework_id, found.state, caller)


async def _openings(conventions: Conventions, state: Absent | Convention, caller: Caller) -> OpenIn:
    """Which commands a state leaves open to the caller, by those who may not act at present."""
    return partial(open_to, caller, await inactive(conventions, state, caller))


def _parts(
    conventions: Conventions,
    loaded: Loaded[Absent | Convention],
    command: ConventionCommand,
    openings: OpenIn | None,
) -> Sequence[Change[Any, Any] | Enveloped]:
    """What the command decides, and what it does beside: to references, mandates, envelopes."""
    state, stream = loaded.state, stream_of(command.convention_id)
    moved = mandates_moved(state, command)
    outcome = Outcome(state, state)

    def decide_now(now: Absent | Convention) -> Events:
        events = decide(now, command)
        if mandates_moved(now, command).keys() != moved.keys():
            raise _MandatesMoved
        return events

    return [
        Change(
            conventions.streams, stream, decide_now, openings, loaded, outcome, long=_long(command)
        ),
        *conventions.beside.changes(state, command),
        Enveloped(
            envelopes=conventions.beside.envelopes,
            read=partial(_read, conventions),
            current=conventions.registry.current,
            outcome=outcome,
            on=effective_day(state, command),
        ),
    ]


def _long(command: ConventionCommand) -> bool:
    """Whether it brings much, so that deciding takes long however small the state is."""
    match command:
        case DraftConvention() | ImportPlan():
            return len(command.actions) + len(command.contributions) > _MANY_PARTS
        case _:
            return False


async def _read(conventions: Conventions, convention_id: UUID) -> Absent | Convention:
    return (await conventions.streams.load(stream_of(convention_id))).state


async def _with_standing(
    conventions: Conventions,
    state: Absent | Convention,
    command: ConventionCommand,
    effective_on: date,
) -> ConventionCommand:
    """The command, with those of the organisations concerned that may not act.

    At present, or on the days it is dated: nobody acts in a suspension that is over.
    """
    concerned = _concerned(state, command.caller)
    days = {command.on, effective_on}
    standing = await conventions.registry.standing(concerned, days)
    stopped, caller = standing.inactive, command.caller
    if caller.organisation is not None and standing.answered_by:
        if isinstance(state, Absent) and caller.organisation in standing.answered_by:
            stopped |= {caller.organisation}  # what answers for it drafts
        also = standing.entries_of(caller.organisation, concerned)
        caller = replace(caller, also=also)
    return replace(command, header=replace(command.header, inactive=stopped, caller=caller))


async def inactive(
    conventions: Conventions,
    state: Absent | Convention,
    caller: Caller,
    days: Iterable[date] = (),
) -> frozenset[UUID]:
    """Of the parties, the bodies asked and the caller's own, those suspended or unverified."""
    return (await conventions.registry.standing(_concerned(state, caller), days)).inactive


def _concerned(state: Absent | Convention, caller: Caller) -> set[UUID]:
    concerned = set() if isinstance(state, Absent) else {*state.terms.parties, *state.asked}
    if caller.organisation is not None:
        concerned.add(caller.organisation)
    return concerned


async def found(conventions: Conventions, convention_id: UUID, caller: Caller) -> Convention:
    """The convention as it stands now, for a caller who may know of it; else NotFound."""
    loaded = await conventions.streams.load(stream_of(convention_id))
    caller = await seen_as(conventions.registry, loaded.state, caller)
    if isinstance(loaded.state, Absent) or not may_see(loaded.state, caller):
        raise NotFound(convention=str(convention_id))
    return loaded.state
