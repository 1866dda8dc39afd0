"""The groups of states that rows name."""

from conventions.domain.capacities import Capacity
from conventions.domain.vocabulary import State

OPEN_TEXT = frozenset({State.DRAFT, State.PROPOSED, State.IN_NEGOTIATION})
FROZEN = frozenset(
    {State.TEXT_AGREED, State.PENDING_APPROVALS, State.READY_TO_SIGN, State.PARTIALLY_SIGNED}
)
SIGNING = frozenset({State.READY_TO_SIGN, State.PARTIALLY_SIGNED})
BINDING = frozenset({State.SIGNED, State.IN_FORCE, State.SUSPENDED})
RUNNING = frozenset({State.IN_FORCE, State.SUSPENDED})
IN_FORCE = frozenset({State.IN_FORCE})

MANAGERS = (Capacity.OFFICE, Capacity.LEAD)
EDITORS = (Capacity.OFFICE, Capacity.LEAD, Capacity.DRAFTER)
