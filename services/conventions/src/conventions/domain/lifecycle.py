"""A convention's whole life: a command meets its row of the table, an event moves the state.

`decide` and `evolve` are the two ways in; the topics bring the decisions and the cases.
"""

from dataclasses import replace
from datetime import date

from mithaq.commands import Caller
from mithaq.errors import NotFound
from mithaq.events import Provenance

from conventions.domain.amendments import evolve as amendments
from conventions.domain.amendments.commands import AmendmentCommand
from conventions.domain.amendments.events import AmendmentEvent
from conventions.domain.amendments.rules import amendment_of, ensure_step, open_amendment_of
from conventions.domain.approvals import evolve as approvals
from conventions.domain.approvals.events import ApprovalsEvent
from conventions.domain.core import rules
from conventions.domain.core.commands import ConventionCommand, Transition
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.policy import DRAFTERS, Capacity, capacities_of, may_see
from conventions.domain.drafting import evolve as drafting
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.drafting.decide import draft
from conventions.domain.drafting.events import ConventionDrafted, DraftingEvent
from conventions.domain.ending import evolve as ending
from conventions.domain.ending.events import EndingEvent
from conventions.domain.execution import evolve as execution
from conventions.domain.execution.events import ExecutionEvent
from conventions.domain.negotiation import evolve as negotiation
from conventions.domain.negotiation.events import NegotiationEvent
from conventions.domain.signatures import evolve as signatures
from conventions.domain.signatures.events import SignaturesEvent
from conventions.domain.table import BY_COMMAND
from conventions.domain.tranches import evolve as tranches
from conventions.domain.tranches.events import TrancheEvent

INITIAL = Absent()


def decide(state: Absent | Convention, command: ConventionCommand) -> Events:
    """The events that `command` makes of this state, or the rule that refuses it.

    Raises NotFound for a convention that does not exist or that the caller may not know of.
    """
    ensure_visible(state, command)
    row = BY_COMMAND[type(command)]
    if isinstance(state, Convention):
        _ensure_admitted(state, command, row)
        return row.decide(state, command)
    if not (isinstance(command, DraftConvention) and command.caller.roles & DRAFTERS):
        raise rules.CapacityRefused(command=row.name, needed=row.capacities)
    return draft(command)


def ensure_visible(state: Absent | Convention, command: ConventionCommand) -> None:
    """Before anything is compared: whom it does not concern learns nothing of it."""
    known = (
        isinstance(command, DraftConvention)
        if isinstance(state, Absent)
        else may_see(state, command.caller)
    )
    if not known:
        raise NotFound(convention=str(command.convention_id))


def _ensure_admitted(convention: Convention, command: ConventionCommand, row: Transition) -> None:
    """The first rule that closes the row, whatever the command's own content."""
    _ensure_capacity(row, capacities_of(convention, command.caller))
    if not row.tells_state:
        _ensure_state(convention, row)
    if isinstance(command, AmendmentCommand):
        ensure_step(amendment_of(convention, command.amendment), row.amendment)
    for ensure in row.ready:
        ensure(convention, command.caller)


def ensure_open(
    convention: Convention, caller: Caller, row: Transition, held: frozenset[Capacity]
) -> None:
    """Some command of this row may be given now, by a caller who holds these capacities."""
    _ensure_capacity(row, held)
    _ensure_state(convention, row)
    if row.amendment:
        ensure_step(open_amendment_of(convention), row.amendment)
    for ensure in row.ready:
        ensure(convention, caller)


def _ensure_capacity(row: Transition, held: frozenset[Capacity]) -> None:
    if held.isdisjoint(row.capacities):
        raise rules.CapacityRefused(command=row.name, needed=row.capacities)


def _ensure_state(convention: Convention, row: Transition) -> None:
    if convention.state not in row.sources:
        raise rules.CommandClosed(command=row.name, state=str(convention.state))


def capacity_in(state: Absent | Convention, command: ConventionCommand) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later."""
    if isinstance(state, Absent):
        return Capacity.OFFICE if "office" in command.caller.roles else Capacity.DRAFTER
    held = capacities_of(state, command.caller)
    named = BY_COMMAND[type(command)].capacities
    return next((str(capacity) for capacity in named if capacity in held), "none")


def effective_day(state: Absent | Convention, command: ConventionCommand) -> date:
    """From which day its events hold; whether that day may be is its rule's."""
    named = BY_COMMAND[type(command)].effective_on
    return command.on if isinstance(state, Absent) or named is None else named(state, command)


def evolve(
    state: Absent | Convention, event: ConventionEvent, provenance: Provenance
) -> Convention:
    """The state after `event`. A history begins with ConventionDrafted: TypeError otherwise."""
    if isinstance(state, Absent):
        if not isinstance(event, ConventionDrafted):
            raise TypeError(f"a history cannot begin with {type(event).__name__}")
        return replace(drafting.begin(event), version=1)
    return replace(_after(state, event, provenance), version=state.version + 1)


def _after(convention: Convention, event: ConventionEvent, provenance: Provenance) -> Convention:
    if isinstance(event, TrancheEvent):
        return tranches.evolve(convention, event, provenance)
    if isinstance(event, DraftingEvent):
        return drafting.evolve(convention, event)
    if isinstance(event, NegotiationEvent):
        return negotiation.evolve(convention, event)
    if isinstance(event, ApprovalsEvent):
        return approvals.evolve(convention, event)
    if isinstance(event, SignaturesEvent):
        return signatures.evolve(convention, event)
    return _after_rarer(convention, event)


def _after_rarer(convention: Convention, event: ConventionEvent) -> Convention:
    if isinstance(event, AmendmentEvent):
        return amendments.evolve(convention, event)
    if isinstance(event, ExecutionEvent):
        return execution.evolve(convention, event)
    if isinstance(event, EndingEvent):
        return ending.evolve(convention, event)
    raise TypeError(f"no topic evolves {type(event).__name__}")
