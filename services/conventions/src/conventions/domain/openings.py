"""Which commands are open to a caller now, and which rule closes each of the others."""

from dataclasses import dataclass, field
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import MithaqError, Value

from conventions.domain.core.commands import Transition
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.policy import Capacity, capacities_of
from conventions.domain.lifecycle import ensure_open
from conventions.domain.table import TRANSITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A command and, where it is closed, the rule that closes it."""

    command: str
    closed_by: str | None = None
    values: dict[str, Value] = field(default_factory=dict)


def openings(convention: Convention, caller: Caller, inactive: frozenset[UUID]) -> list[Opening]:
    """For each command: open to this caller now, or closed and by which rule.

    `inactive` are those of the organisations concerned that may not act at present.
    """
    held = capacities_of(convention, caller)
    return [_opening(convention, caller, row, held, inactive) for row in TRANSITIONS]


def open_to(
    caller: Caller, inactive: frozenset[UUID], convention: Absent | Convention
) -> frozenset[str]:
    """The commands that are open; of a convention that is not there, none is told."""
    if isinstance(convention, Absent):
        return frozenset()
    told = openings(convention, caller, inactive)
    return frozenset(each.command for each in told if each.closed_by is None)


def _opening(
    convention: Convention,
    caller: Caller,
    row: Transition,
    held: frozenset[Capacity],
    inactive: frozenset[UUID],
) -> Opening:
    try:
        ensure_open(convention, caller, row, held, inactive)
    except MithaqError as refusal:
        return Opening(command=row.name, closed_by=refusal.code, values=dict(refusal.values))
    return Opening(command=row.name)
