"""Decisions on payments seen from outside, and on what went beyond the orders.

They are recorded for what they are; what becomes of the excess is somebody else's decision.
"""

from mithaq.money import ZERO, Money

from conventions.domain.core.commands import RUNNING
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.flow import slack
from conventions.domain.core.policy import ensure_serves
from conventions.domain.core.rules import ensure_positive, ensure_reason
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import bounds, rules
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches.correcting import ensure_known
from conventions.domain.tranches.decide import ensure_unused, of_step, of_tranche


def report_external_payment(convention: Convention, command: c.ReportExternalPayment) -> Events:
    """What was ordered, approved by that day and unpaid is paid by it; the rest goes beyond."""
    tranche = rules.tranche_of(convention, command.tranche)
    if "office" not in command.caller.roles:
        ensure_serves(convention, command.caller, tranche.organisation_id)
    ensure_positive(command.amount)
    bounds.ensure_duty(convention, tranche, Duty.PAY, command.caller)
    bounds.ensure_summable(convention, command.amount)
    ensure_unused(convention, tranche, command.act)
    rules.ensure_planned_by(tranche, command.on)
    within = min(command.amount, _due(convention, tranche, command))
    events: list[ConventionEvent] = []
    if within:
        events.append(e.TranchePaid(**of_step(convention, tranche, command), amount=within))
    if command.amount > within:
        beyond = e.OverpaymentRecorded(
            **of_tranche(convention, tranche),
            excess=command.amount - within,
            act=command.act,
            basis=command.basis,
        )
        events.append(beyond)
    return events


def _due(convention: Convention, tranche: Tranche, command: c.ReportExternalPayment) -> Money:
    """What is ordered, approved and unpaid on that day, unless an advance is to pay it.

    Nothing, where no payment could be made either: the money left all the same, and is decided on.
    """
    if tranche.cancelled or not bounds.may_flow(convention, tranche, command):
        return ZERO
    cleared = slack(tranche.cleared, tranche.flow(Stage.PAID), command.on)
    return max(min(cleared, bounds.left_to_pay(convention, tranche)), ZERO)


def settle_overpayment(convention: Convention, command: c.SettleOverpayment) -> Events:
    """By kind and amount, by who neither recorded it nor pays nor receives."""
    tranche = rules.tranche_of(convention, command.tranche)
    ensure_reason(command.decision)
    ensure_positive(command.amount)
    if not tranche.overpayment_open:
        raise rules.NoOverpayment(tranche=tranche.tranche)
    if command.amount > tranche.excess:
        raise rules.SettlementExceedsExcess(
            tranche=tranche.tranche, asked=str(command.amount), excess=str(tranche.excess)
        )
    if command.kind is Settlement.KEPT_AS_ADVANCE and convention.state not in RUNNING:
        raise rules.AdvanceAfterEnd(tranche=tranche.tranche)
    bounds.ensure_duty(convention, tranche, Duty.ACCEPT, command.caller)
    bounds.ensure_second_party(convention, tranche, command.caller)
    reference = None
    if command.kind is Settlement.ERROR_OF_ENTRY:
        ensure_known(tranche, tranche.undecided, command)
        reference = command.reference
    settled = e.OverpaymentSettled(
        **of_tranche(convention, tranche),
        kind=command.kind,
        amount=command.amount,
        decision=command.decision,
        reference=reference,
    )
    return [settled]


def impute_advance(convention: Convention, command: c.ImputeAdvance) -> Events:
    """An order is paid by what had left the payer before: none leaves it again."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    left = rules.tranche_of(convention, command.advance_of)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    for each in (tranche, left):  # the money left by one, the order is of the other
        bounds.ensure_duty(convention, each, Duty.PAY, command.caller)
    bounds.ensure_flows(convention, tranche, command)
    bounds.ensure_unfrozen(convention, tranche)
    bounds.ensure_room(tranche, Stage.PAID, command, rules.Overpayment)
    bounds.ensure_cleared(tranche, command)
    if left.contribution != tranche.contribution or command.amount > left.advance:
        raise rules.AdvanceExceeded(
            tranche=command.advance_of, asked=str(command.amount), advance=str(left.advance)
        )
    imputed = e.AdvanceImputed(
        **of_step(convention, tranche, command),
        amount=command.amount,
        advance_of=command.advance_of,
    )
    return [imputed]


def record_refund(convention: Convention, command: c.RecordRefund) -> Events:
    tranche = rules.tranche_of(convention, command.tranche)
    if "office" not in command.caller.roles:
        ensure_serves(convention, command.caller, tranche.organisation_id)
    ensure_positive(command.amount)
    if command.amount > tranche.refund_due:
        raise rules.RefundExceedsClaim(
            tranche=tranche.tranche, asked=str(command.amount), due=str(tranche.refund_due)
        )
    bounds.ensure_duty(convention, tranche, Duty.PAY, command.caller)
    bounds.ensure_no_builder(convention, tranche, command.caller)
    ensure_unused(convention, tranche, command.act)
    received = e.RefundReceived(
        **of_tranche(convention, tranche),
        amount=command.amount,
        act=command.act,
        basis=command.basis,
    )
    return [received]
