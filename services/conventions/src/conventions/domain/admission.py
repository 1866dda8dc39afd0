"""Whether the table admits a command now, for this caller: the same answer as check and as view."""

from dataclasses import dataclass, field

from mithaq.commands import Caller
from mithaq.errors import MithaqError, Value

from conventions.domain.capacities import Capacity, capacities_of
from conventions.domain.commands.amending import AmendmentCommand
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.rules import access, amending
from conventions.domain.state import Amendment, Convention
from conventions.domain.transitions import BY_COMMAND, TRANSITIONS, Transition


def admit(convention: Convention, command: ConventionCommand) -> Transition:
    """The row of this command, or the first rule that closes it."""
    row = BY_COMMAND[type(command)]
    _ensure_capacity(row, capacities_of(convention, command.caller))
    if not row.tells_state:
        _ensure_state(convention, row)
    if isinstance(command, AmendmentCommand):
        amendment = convention.amendments.get(command.amendment)
        if amendment is None:
            raise amending.AmendmentUnknown(amendment=command.amendment)
        _ensure_amendment(amendment, row)
    for ensure in row.ready:
        ensure(convention, command.caller)
    return row


def _ensure_capacity(row: Transition, held: frozenset[Capacity]) -> None:
    if held.isdisjoint(row.capacities):
        raise access.CapacityRefused(command=row.name, needed=", ".join(row.capacities))


def _ensure_state(convention: Convention, row: Transition) -> None:
    if convention.state not in row.sources:
        raise access.CommandClosed(command=row.name, state=str(convention.state))


def _ensure_amendment(amendment: Amendment, row: Transition) -> None:
    if amendment.state not in row.amendment:
        raise amending.AmendmentClosed(amendment=amendment.number, state=str(amendment.state))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A command and, where it is closed, the rule that closes it."""

    command: str
    closed_by: str | None = None
    values: dict[str, Value] = field(default_factory=dict)


def openings(convention: Convention, caller: Caller) -> list[Opening]:
    """For each command: open to this caller now, or closed and by which rule."""
    held = capacities_of(convention, caller)
    return [_opening(convention, caller, row, held) for row in TRANSITIONS]


def _opening(
    convention: Convention, caller: Caller, row: Transition, held: frozenset[Capacity]
) -> Opening:
    try:
        _ensure_capacity(row, held)
        _ensure_open(convention, caller, row)
    except MithaqError as refusal:
        return Opening(command=row.name, closed_by=refusal.code, values=dict(refusal.values))
    return Opening(command=row.name)


def _ensure_open(convention: Convention, caller: Caller, row: Transition) -> None:
    _ensure_state(convention, row)
    if row.amendment:
        if convention.open_amendment is None:
            raise amending.NoOpenAmendment()
        _ensure_amendment(convention.open_amendment, row)
    for ensure in row.ready:
        ensure(convention, caller)
