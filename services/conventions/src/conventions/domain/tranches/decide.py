"""Decisions on a tranche's money: each step within the one before, on every day."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from conventions.domain.core.convention import Convention
from conventions.domain.core.duration import ensure_within_duration
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import Events
from conventions.domain.core.policy import ensure_own_money, ensure_serves
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import bounds, rules
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches.payment_references import ReferenceUsed, folded
from conventions.domain.tranches.release import ensure_released


class OfTranche(TypedDict):
    """What every event of a tranche's money says of it."""

    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int


def of_tranche(convention: Convention, tranche: Tranche) -> OfTranche:
    return {
        "convention_id": convention.convention_id,
        "tranche": tranche.tranche,
        "contribution": tranche.contribution,
        "organisation_id": tranche.organisation_id,
        "action": tranche.planned.action,
        "year": tranche.planned.year,
    }


class OfStep(OfTranche):
    """And what every event of a step says."""

    act: str
    on: date
    basis: str | None


def of_step(convention: Convention, tranche: Tranche, command: c.MoneyCommand) -> OfStep:
    return {
        **of_tranche(convention, tranche),
        "act": command.act,
        "on": command.on,
        "basis": command.basis,
    }


def call_funds(convention: Convention, command: c.CallFunds) -> Events:
    """Every call, even of a part, meets the conditions of release."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    bounds.ensure_duty(convention, tranche, Duty.CALL, command.caller)
    ensure_within_duration(convention, command.header.dating, command.caller)
    ensure_released(convention, tranche, command.on)
    bounds.ensure_flows(convention, tranche, command)
    bounds.ensure_room(tranche, Stage.CALLED, command, rules.CallExceedsTranche)
    bounds.ensure_promised(convention, tranche, Stage.CALLED, command.amount)
    return [e.FundsCalled(**of_step(convention, tranche, command), amount=command.amount)]


def commit_tranche(convention: Convention, command: c.CommitTranche) -> Events:
    tranche = _moving(convention, command, Duty.COMMIT)
    ensure_within_duration(convention, command.header.dating, command.caller)
    ensure_own_money(convention, command.caller, tranche.organisation_id)
    bounds.ensure_room(tranche, Stage.COMMITTED, command, rules.CommitmentExceedsCall)
    return [e.TrancheCommitted(**of_step(convention, tranche, command), amount=command.amount)]


def visa_tranche(convention: Convention, command: c.VisaTranche) -> Events:
    tranche = _moving(convention, command, Duty.VISA)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    bounds.ensure_room(tranche, Stage.VISAED, command, rules.VisaExceedsCommitment)
    return [e.TrancheVisaed(**of_step(convention, tranche, command), amount=command.amount)]


def order_payment(convention: Convention, command: c.OrderPayment) -> Events:
    """Counted with all that is ordered of the tranche, paid or not: parts evade no threshold."""
    tranche = _moving(convention, command, Duty.ORDER)
    ensure_own_money(convention, command.caller, tranche.organisation_id)
    bounds.ensure_room(tranche, Stage.ORDERED, command, rules.OrderExceedsVisa)
    bounds.ensure_promised(convention, tranche, Stage.ORDERED, command.amount)
    ordered = e.PaymentOrdered(
        **of_step(convention, tranche, command),
        amount=command.amount,
        persons=command.approvals.persons(tranche.ordered + command.amount),
        order=len(tranche.orders) + 1,
    )
    return [ordered]


def pay_tranche(convention: Convention, command: c.PayTranche) -> Events:
    tranche = _moving(convention, command, Duty.PAY)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    bounds.ensure_room(tranche, Stage.PAID, command, rules.Overpayment)
    bounds.ensure_cleared(tranche, command)
    bounds.ensure_promised(convention, tranche, Stage.PAID, command.amount)
    bounds.ensure_summable(convention, command.amount)
    ensure_unused(convention, tranche, command.act)
    return [e.TranchePaid(**of_step(convention, tranche, command), amount=command.amount)]


def _moving(convention: Convention, command: c.MoneyCommand, duty: Duty) -> Tranche:
    """The tranche, if its money may move now, on that day, by this person."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    bounds.ensure_duty(convention, tranche, duty, command.caller)
    bounds.ensure_flows(convention, tranche, command)
    bounds.ensure_unfrozen(convention, tranche)
    return tranche


def ensure_unused(convention: Convention, tranche: Tranche, reference: str) -> None:
    """No tranche of the same payer holds this reference."""
    if folded(reference) in convention.lookups.held.get(tranche.organisation_id, {}):
        raise ReferenceUsed(reference=reference)
