"""The table of transitions: one row a command, for the check, the API and the docs alike."""

from conventions.domain.acceptance.table import ACCEPTANCE
from conventions.domain.amendments.table import AMENDMENTS
from conventions.domain.approvals.table import APPROVALS
from conventions.domain.committees.table import COMMITTEES
from conventions.domain.conditions.table import CONDITIONS
from conventions.domain.core.commands import Transition
from conventions.domain.deliveries.table import DELIVERIES
from conventions.domain.drafting.table import DRAFTING
from conventions.domain.ending.table import ENDING
from conventions.domain.execution.table import EXECUTION
from conventions.domain.justifications.table import JUSTIFICATIONS
from conventions.domain.negotiation.table import NEGOTIATION
from conventions.domain.notices.table import NOTICES
from conventions.domain.obligations.table import OBLIGATIONS
from conventions.domain.payment_orders.table import PAYMENT_ORDERS
from conventions.domain.shares.table import SHARES
from conventions.domain.signatures.table import SIGNATURES
from conventions.domain.takeover.table import TAKEOVER
from conventions.domain.timing.table import TIMING
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
    *JUSTIFICATIONS,
    *PAYMENT_ORDERS,
    *DELIVERIES,
    *OBLIGATIONS,
    *COMMITTEES,
    *ACCEPTANCE,
    *NOTICES,
    *ENDING,
    *AMENDMENTS,
    *TIMING,
    *TAKEOVER,
)
BY_COMMAND = {transition.command: transition for transition in TRANSITIONS}
