"""Decisions on a tranche: planned, cancelled, then each step of its money, within the one before.

Payments seen from outside are recorded for what they are, and what went beyond is decided on.
"""

from typing import TypeVar

from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.policy import (
    ensure_own_money,
    ensure_own_money_or_lead,
    ensure_serves,
)
from conventions.domain.core.rules import ensure_positive, ensure_reason
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from conventions.domain.tranches.release import ensure_released

S = TypeVar("S", bound=e.TrancheStep)


def cancel_tranche(convention: Convention, command: c.CancelTranche) -> Events:
    """Give up what is not ordered. What was paid stays, to be justified."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_own_money_or_lead(convention, command.caller, tranche.organisation_id)
    ensure_reason(command.reason)
    rules.ensure_cancellable(tranche)
    return [cancelled(convention, tranche, command.reason)]


def cancelled(convention: Convention, tranche: Tranche, reason: str) -> e.TrancheCancelled:
    kept = tranche.paid
    given_up = e.TrancheAmounts(
        amount=tranche.amount - kept,
        called=tranche.called - kept,
        committed=tranche.committed - kept,
        visaed=tranche.visaed - kept,
    )
    return e.TrancheCancelled(
        convention_id=convention.convention_id,
        tranche=tranche.tranche,
        contribution=tranche.contribution,
        organisation_id=tranche.organisation_id,
        action=tranche.planned.action,
        year=tranche.planned.year,
        reason=reason,
        given_up=given_up,
        kept=kept,
    )


def _step(kind: type[S], tranche: Tranche, command: c.MoneyCommand, amount: Money) -> S:
    return kind(
        convention_id=command.convention_id,
        tranche=tranche.tranche,
        contribution=tranche.contribution,
        organisation_id=tranche.organisation_id,
        action=tranche.planned.action,
        year=tranche.planned.year,
        amount=amount,
        act=command.act,
        on=command.on,
    )


def call_funds(convention: Convention, command: c.CallFunds) -> Events:
    """Every call, even of a part, meets the conditions of release."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_released(convention, tranche, command.on)
    rules.ensure_room(command, tranche.amount, tranche.called, rules.CallExceedsTranche)
    return [_step(e.FundsCalled, tranche, command, command.amount)]


def commit_tranche(convention: Convention, command: c.CommitTranche) -> Events:
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_own_money(convention, command.caller, tranche.organisation_id)
    rules.ensure_unfrozen(convention, tranche)
    rules.ensure_room(command, tranche.called, tranche.committed, rules.CommitmentExceedsCall)
    rules.ensure_not_before(tranche, Stage.CALLED, command.on)
    return [_step(e.TrancheCommitted, tranche, command, command.amount)]


def visa_tranche(convention: Convention, command: c.VisaTranche) -> Events:
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    rules.ensure_did_not_commit(tranche, command.caller)
    rules.ensure_unfrozen(convention, tranche)
    rules.ensure_room(command, tranche.committed, tranche.visaed, rules.VisaExceedsCommitment)
    rules.ensure_not_before(tranche, Stage.COMMITTED, command.on)
    return [_step(e.TrancheVisaed, tranche, command, command.amount)]


def order_payment(convention: Convention, command: c.OrderPayment) -> Events:
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_own_money(convention, command.caller, tranche.organisation_id)
    rules.ensure_unfrozen(convention, tranche)
    rules.ensure_room(command, tranche.visaed, tranche.ordered, rules.OrderExceedsVisa)
    rules.ensure_not_before(tranche, Stage.VISAED, command.on)
    return [_step(e.PaymentOrdered, tranche, command, command.amount)]


def pay_tranche(convention: Convention, command: c.PayTranche) -> Events:
    """Who ordered any of it does not pay any of it."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    rules.ensure_did_not_order(tranche, command.caller)
    rules.ensure_unfrozen(convention, tranche)
    rules.ensure_room(command, tranche.ordered, tranche.paid, rules.Overpayment)
    rules.ensure_not_before(tranche, Stage.ORDERED, command.on)
    return [_step(e.TranchePaid, tranche, command, command.amount)]


def justify_tranche(convention: Convention, command: c.JustifyTranche) -> Events:
    tranche = rules.live_tranche_of(convention, command.tranche)
    rules.ensure_room(command, tranche.paid, tranche.justified, rules.JustificationExceedsPayment)
    rules.ensure_not_before(tranche, Stage.PAID, command.on)
    return [_step(e.TrancheJustified, tranche, command, command.amount)]


def report_external_payment(convention: Convention, command: c.ReportExternalPayment) -> Events:
    """What was ordered and unpaid is paid by it; what goes beyond is an overpayment."""
    tranche = rules.tranche_of(convention, command.tranche)
    if "office" not in command.caller.roles:
        ensure_serves(convention, command.caller, tranche.organisation_id)
    ensure_positive(command.amount)
    due = ZERO if tranche.cancelled else tranche.ordered - tranche.paid
    within = min(command.amount, due)
    events: list[ConventionEvent] = []
    if within:
        rules.ensure_did_not_order(tranche, command.caller)
        events.append(_step(e.TranchePaid, tranche, command, within))
    if command.amount > within:
        events.append(_overpaid(tranche, command, command.amount - within))
    return events


def _overpaid(
    tranche: Tranche, command: c.ReportExternalPayment, excess: Money
) -> e.OverpaymentRecorded:
    return e.OverpaymentRecorded(
        convention_id=command.convention_id,
        tranche=tranche.tranche,
        contribution=tranche.contribution,
        organisation_id=tranche.organisation_id,
        action=tranche.planned.action,
        year=tranche.planned.year,
        excess=excess,
        act=command.act,
    )


def settle_overpayment(convention: Convention, command: c.SettleOverpayment) -> Events:
    tranche = rules.tranche_of(convention, command.tranche)
    ensure_reason(command.decision)
    if not tranche.overpayment_open:
        raise rules.NoOverpayment(tranche=tranche.tranche)
    return [
        e.OverpaymentSettled(
            convention_id=convention.convention_id,
            tranche=tranche.tranche,
            contribution=tranche.contribution,
            organisation_id=tranche.organisation_id,
            action=tranche.planned.action,
            year=tranche.planned.year,
            excess=tranche.excess,
            decision=command.decision,
        )
    ]
