"""The table of transitions: one row a command, for the check, the API and the docs alike."""

from conventions.domain.transitions.agreement import AGREEMENT
from conventions.domain.transitions.amendment import AMENDMENT
from conventions.domain.transitions.execution import EXECUTION
from conventions.domain.transitions.money import MONEY
from conventions.domain.transitions.proposal import PROPOSAL
from conventions.domain.transitions.row import Transition

TRANSITIONS: tuple[Transition, ...] = (
    *PROPOSAL,
    *AGREEMENT,
    *EXECUTION,
    *MONEY,
    *AMENDMENT,
)
BY_COMMAND = {transition.command: transition for transition in TRANSITIONS}

__all__ = ["BY_COMMAND", "TRANSITIONS", "Transition"]
