"""The table of transitions: one row a command, for the check, the API and the docs alike."""

from conventions.domain.amendments.table import AMENDMENTS
from conventions.domain.approvals.table import APPROVALS
from conventions.domain.conditions.table import CONDITIONS
from conventions.domain.core.commands import Transition
from conventions.domain.deliveries.table import DELIVERIES
from conventions.domain.drafting.table import DRAFTING
from conventions.domain.ending.table import ENDING
from conventions.domain.execution.table import EXECUTION
from conventions.domain.negotiation.table import NEGOTIATION
from conventions.domain.shares.table import SHARES
from conventions.domain.signatures.table import SIGNATURES
from conventions.domain.tranches.table import TRANCHES

TRANSITIONS: tuple[Transition, ...] = (
    *DRAFTING,
    *SHARES,
    *NEGOTIATION,
    *APPROVALS,
    *CONDITIONS,
    *SIGNATURES,
    *EXECUTION,
    *TRANCHES,
    *DELIVERIES,
    *ENDING,
    *AMENDMENTS,
)
BY_COMMAND = {transition.command: transition for transition in TRANSITIONS}
