"""Transitions of payment orders: in none of them does the state move."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import IN_FORCE, Rule, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.policy import Capacity
from conventions.domain.core.standing import PartyInactive
from conventions.domain.payment_orders import commands as c
from conventions.domain.payment_orders import decide, rules
from conventions.domain.tranches.rules import SuspendedThatDay, TrancheIsCancelled, TrancheUnknown

_ANSWER: tuple[Rule, ...] = (
    TrancheUnknown,
    TrancheIsCancelled,
    core.NotTheFunder,
    DutiesNotSeparated,
    rules.PaymentOrderUnknown,
    rules.ApprovalNotAwaited,
    rules.ApprovalBeforeOrder,
)

PAYMENT_ORDERS = (
    row(
        c.ApprovePayment,
        decide.approve_payment,
        IN_FORCE,
        (Capacity.FUNDER, Capacity.CONTROLLER),
        ready=(rules.ensure_approval_awaited,),
        rules=(*_ANSWER, rules.PaymentApprovedAlready, SuspendedThatDay, PartyInactive),
    ),
    row(
        c.RefusePaymentApproval,
        decide.refuse_payment_approval,
        IN_FORCE,
        (Capacity.FUNDER, Capacity.CONTROLLER),
        ready=(rules.ensure_approval_awaited,),
        rules=(*_ANSWER, core.ReasonMissing),
    ),
)
