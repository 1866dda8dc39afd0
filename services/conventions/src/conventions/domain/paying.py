"""Decisions on money, step by step, no step beyond the one before it (rule 4)."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import Money

from conventions.domain.checks import ensure_own_money, ensure_positive, ensure_serves
from conventions.domain.commands import executing as c
from conventions.domain.drafting import Events
from conventions.domain.events import executing as e
from conventions.domain.release import ensure_released, freezing
from conventions.domain.rules import money as rules
from conventions.domain.rules.access import DutiesNotSeparated
from conventions.domain.scheduling import live_tranche_of
from conventions.domain.state import Convention, Stage, Tranche


class StepFacts(TypedDict):
    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    act: str


def facts_of(tranche: Tranche, command: c.MoneyCommand, amount: Money) -> StepFacts:
    return StepFacts(
        convention_id=command.convention_id,
        tranche=tranche.tranche,
        contribution=tranche.contribution,
        organisation_id=tranche.organisation_id,
        action=tranche.action,
        year=tranche.year,
        amount=amount,
        act=command.act,
    )


def _ensure_room(
    command: c.MoneyCommand, before: Money, after: Money, rule: type[rules.StepExceeded]
) -> None:
    """`before` bounds the running total that `after` would become with this amount."""
    ensure_positive(command.amount)
    if after + command.amount > before:
        raise rule(
            tranche=command.tranche,
            asked=str(command.amount),
            done=str(after),
            bound=str(before),
            left=str(before - after),
        )


def _ensure_after(tranche: Tranche, stage: Stage, on: date) -> None:
    first = tranche.reached_on.get(stage)
    if first is not None and on < first:
        raise rules.StepBeforePrevious(
            tranche=tranche.tranche, previous=str(stage), previous_on=str(first), on=str(on)
        )


def _ensure_unfrozen(convention: Convention, tranche: Tranche) -> None:
    frozen_by = freezing(convention, tranche)
    if frozen_by is not None:
        raise rules.OverpaymentUnsettled(
            tranche=tranche.tranche, overpaid=frozen_by.tranche, excess=str(frozen_by.excess)
        )


def call_funds(convention: Convention, command: c.CallFunds) -> Events:
    """Every call, even of a part, meets the conditions of release."""
    tranche = live_tranche_of(convention, command.tranche)
    ensure_released(convention, tranche, command.on)
    _ensure_room(command, tranche.amount, tranche.called, rules.CallExceedsTranche)
    facts = facts_of(tranche, command, command.amount)
    return [e.FundsCalled(**facts, called_on=command.on)]


def commit_tranche(convention: Convention, command: c.CommitTranche) -> Events:
    tranche = live_tranche_of(convention, command.tranche)
    ensure_own_money(convention, command.caller, tranche.organisation_id)
    _ensure_unfrozen(convention, tranche)
    _ensure_room(command, tranche.called, tranche.committed, rules.CommitmentExceedsCall)
    _ensure_after(tranche, Stage.CALLED, command.on)
    facts = facts_of(tranche, command, command.amount)
    by = command.caller.subject
    return [e.TrancheCommitted(**facts, committed_on=command.on, committed_by=by)]


def visa_tranche(convention: Convention, command: c.VisaTranche) -> Events:
    tranche = live_tranche_of(convention, command.tranche)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    if command.caller.subject in tranche.committers:
        raise DutiesNotSeparated(done="commit", asked="visa")
    _ensure_unfrozen(convention, tranche)
    _ensure_room(command, tranche.committed, tranche.visaed, rules.VisaExceedsCommitment)
    _ensure_after(tranche, Stage.COMMITTED, command.on)
    facts = facts_of(tranche, command, command.amount)
    return [e.TrancheVisaed(**facts, visaed_on=command.on)]


def order_payment(convention: Convention, command: c.OrderPayment) -> Events:
    tranche = live_tranche_of(convention, command.tranche)
    ensure_own_money(convention, command.caller, tranche.organisation_id)
    _ensure_unfrozen(convention, tranche)
    _ensure_room(command, tranche.visaed, tranche.ordered, rules.OrderExceedsVisa)
    _ensure_after(tranche, Stage.VISAED, command.on)
    facts = facts_of(tranche, command, command.amount)
    by = command.caller.subject
    return [e.PaymentOrdered(**facts, ordered_on=command.on, ordered_by=by)]


def pay_tranche(convention: Convention, command: c.PayTranche) -> Events:
    """Who ordered any of it does not pay any of it."""
    tranche = live_tranche_of(convention, command.tranche)
    ensure_serves(convention, command.caller, tranche.organisation_id)
    ensure_did_not_order(tranche, command.caller)
    _ensure_unfrozen(convention, tranche)
    _ensure_room(command, tranche.ordered, tranche.paid, rules.Overpayment)
    _ensure_after(tranche, Stage.ORDERED, command.on)
    facts = facts_of(tranche, command, command.amount)
    return [e.TranchePaid(**facts, paid_on=command.on)]


def ensure_did_not_order(tranche: Tranche, caller: Caller) -> None:
    """Whoever ordered any of it neither pays it nor reports it as paid."""
    if caller.subject in tranche.orderers:
        raise DutiesNotSeparated(done="order", asked="pay")


def justify_tranche(convention: Convention, command: c.JustifyTranche) -> Events:
    tranche = live_tranche_of(convention, command.tranche)
    _ensure_room(command, tranche.paid, tranche.justified, rules.JustificationExceedsPayment)
    _ensure_after(tranche, Stage.PAID, command.on)
    facts = facts_of(tranche, command, command.amount)
    return [e.TrancheJustified(**facts, justified_on=command.on)]
