"""Decisions on payment orders, by the payer's persons or the controller who serves it."""

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import Events
from conventions.domain.core.payment_order import OrderAnswer, PaymentOrder
from conventions.domain.core.policy import ensure_own_money, ensure_serves
from conventions.domain.core.rules import ensure_reason
from conventions.domain.core.tranche import Tranche
from conventions.domain.payment_orders import commands as c
from conventions.domain.payment_orders import events as e
from conventions.domain.payment_orders import rules
from conventions.domain.tranches import bounds
from conventions.domain.tranches.decide import of_tranche
from conventions.domain.tranches.rules import live_tranche_of


def approve_payment(convention: Convention, command: c.ApprovePayment) -> Events:
    """By another person than who ordered it, approved it before, or pays it."""
    tranche, order = _awaited(convention, command)
    bounds.ensure_flows(convention, tranche, command)
    if command.caller.person in order.approved_by:
        raise rules.PaymentApprovedAlready(tranche=tranche.tranche, order=order.number)
    approved = e.PaymentApproved(
        **of_tranche(convention, tranche),
        order=order.number,
        amount=order.awaited,
        lacking=order.lacking - 1,
    )
    return [approved]


def refuse_payment_approval(convention: Convention, command: c.RefusePaymentApproval) -> Events:
    ensure_reason(command.reason)
    tranche, order = _awaited(convention, command)
    refused = e.PaymentApprovalRefused(
        **of_tranche(convention, tranche),
        order=order.number,
        amount=order.awaited,
        reason=command.reason,
    )
    return [refused]


def _awaited(convention: Convention, command: c.OrderCommand) -> tuple[Tranche, PaymentOrder]:
    """The order that waits for this caller's answer, on that day."""
    tranche, caller = live_tranche_of(convention, command.tranche), command.caller
    bounds.ensure_duty(convention, tranche, Duty.AUTHORISE, caller)
    if "controller" in caller.roles:
        ensure_serves(convention, caller, tranche.organisation_id)
    else:
        ensure_own_money(convention, caller, tranche.organisation_id)
    order = tranche.orders.get(command.order)
    if order is None:
        raise rules.PaymentOrderUnknown(tranche=tranche.tranche, order=command.order)
    if order.answer is not OrderAnswer.AWAITED:
        raise rules.ApprovalNotAwaited(
            tranche=tranche.tranche, order=order.number, answer=str(order.answer)
        )
    if command.on < order.since:
        raise rules.ApprovalBeforeOrder(
            order=order.number, on=str(command.on), since=str(order.since)
        )
    return tranche, order
