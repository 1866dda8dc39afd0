"""Decisions that take back: a tranche given up, a step reversed, each by somebody else."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from mithaq.commands import Caller
from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import Events
from conventions.domain.core.flow import EMPTY, Flow, slack
from conventions.domain.core.payment_order import reversible
from conventions.domain.core.policy import (
    MANAGERS,
    Capacity,
    capacities_of,
    ensure_own_money,
    ensure_own_money_or_lead,
    ensure_serves,
)
from conventions.domain.core.rules import CapacityRefused, ensure_positive, ensure_reason
from conventions.domain.core.sides import sides_of
from conventions.domain.core.tranche import AFTER, Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import bounds, rules
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches.decide import of_step, of_tranche
from conventions.domain.tranches.payment_references import folded


def cancel_tranche(convention: Convention, command: c.CancelTranche) -> Events:
    """Give up what is not ordered. What was paid stays, to be justified.

    What is called is owed: its payer does not give it up by itself.
    """
    tranche = rules.live_tranche_of(convention, command.tranche)
    ensure_own_money_or_lead(convention, command.caller, tranche.organisation_id)
    ensure_reason(command.reason)
    bounds.ensure_duty(convention, tranche, Duty.PREPARE, command.caller)
    ensure_cancellable(tranche)
    if tranche.called:
        _ensure_not_own(tranche, Stage.CALLED, command.caller)
        bounds.ensure_second_party(convention, tranche, command.caller)
    return [cancelled(convention, tranche, command.reason)]


def ensure_cancellable(tranche: Tranche) -> None:
    """Nothing is ordered and unpaid, and not all of it is paid."""
    if tranche.ordered > tranche.paid:
        pending = str(tranche.ordered - tranche.paid)
        raise rules.OrderPending(tranche=tranche.tranche, pending=pending)
    if tranche.stage is Stage.JUSTIFIED or tranche.paid == tranche.amount:
        raise rules.TrancheFullyPaid(tranche=tranche.tranche, paid=str(tranche.paid))


def cancelled(
    convention: Convention,
    tranche: Tranche,
    reason: str | None = None,
    *,
    amendment: int | None = None,
) -> e.TrancheCancelled:
    kept = tranche.paid
    given_up = e.TrancheAmounts(
        amount=tranche.amount - kept,
        called=tranche.called - kept,
        committed=tranche.committed - kept,
        visaed=tranche.visaed - kept,
    )
    return e.TrancheCancelled(
        **of_tranche(convention, tranche),
        reason=reason,
        amendment=amendment,
        given_up=given_up,
        kept=kept,
    )


_DUTY: Final = {
    Stage.CALLED: Duty.CALL,
    Stage.COMMITTED: Duty.COMMIT,
    Stage.VISAED: Duty.VISA,
    Stage.ORDERED: Duty.ORDER,
    Stage.PAID: Duty.PAY,
    Stage.JUSTIFIED: Duty.JUSTIFY,
}
_TREASURY: Final = frozenset({Capacity.CONTROLLER, Capacity.ACCOUNTANT})
_MAY: Final = {
    Stage.CALLED: frozenset({Capacity.OFFICE, Capacity.LEAD, Capacity.OWNER}),
    Stage.COMMITTED: _TREASURY | {Capacity.OFFICE, Capacity.FUNDER},
    Stage.VISAED: _TREASURY | {Capacity.OFFICE},
    Stage.ORDERED: _TREASURY | {Capacity.OFFICE, Capacity.FUNDER},
    Stage.PAID: frozenset({Capacity.OFFICE, Capacity.ACCOUNTANT}),
    Stage.JUSTIFIED: frozenset({*MANAGERS, Capacity.FUNDER, Capacity.OWNER}),
}


def reverse_step(convention: Convention, command: c.ReverseStep) -> Events:
    """A step typed wrongly, rejected or refused is taken back by another person than who made it.

    As much of it as the next step does not rest on, on any day from the one named.
    """
    tranche = rules.live_tranche_of(convention, command.tranche)
    if command.stage not in _DUTY:
        raise rules.StageNotReversible(stage=str(command.stage))
    ensure_positive(command.amount)
    ensure_reason(command.reason)
    _ensure_other_person(convention, tranche, command)
    _ensure_unconsumed(tranche, command)
    paid = command.stage is Stage.PAID
    if paid and command.advance_of is None:
        ensure_known(tranche, _standing(tranche.paid_under, command.on), command)
    elif paid:
        _ensure_imputed(tranche, command)
    reversal = e.StepReversed(
        **of_step(convention, tranche, command),
        amount=command.amount,
        stage=command.stage,
        reason=command.reason,
        reference=command.reference if paid and command.advance_of is None else None,
        advance_of=command.advance_of if paid else None,
    )
    return [reversal]


def _ensure_other_person(convention: Convention, tranche: Tranche, command: c.ReverseStep) -> None:
    """Whoever may take the step may take it back, and the Treasury rejects what reaches it.

    A call is not taken back by its payer, which would owe less by its own word.
    """
    caller, payer = command.caller, tranche.organisation_id
    held = capacities_of(convention, caller) & _MAY[command.stage]
    if not held:
        raise CapacityRefused(command="ReverseStep", needed=tuple(sorted(_MAY[command.stage])))
    _ensure_not_own(tranche, command.stage, caller)
    if command.stage is Stage.CALLED and payer in sides_of(convention, caller):
        bounds.ensure_second_party(convention, tranche, caller)
    if held == {Capacity.FUNDER}:
        ensure_own_money(convention, caller, payer)
    elif held <= _TREASURY:
        ensure_serves(convention, caller, payer)


def _ensure_not_own(tranche: Tranche, stage: Stage, caller: Caller) -> None:
    done = tranche.done_by.get(_DUTY[stage], frozenset())
    if stage is Stage.JUSTIFIED:  # by who accepted it as little as by who handed it in
        done = done.union(*(each.accepted_by for each in tranche.submissions.values()))
    if caller.person in done:
        raise rules.SecondPersonNeeded(tranche=tranche.tranche, stage=str(stage))


def _ensure_unconsumed(tranche: Tranche, command: c.ReverseStep) -> None:
    this = tranche.flow(command.stage)
    next_stage = AFTER.get(command.stage)
    rests = tranche.flow(next_stage) if next_stage else EMPTY
    left = max(slack(this, rests, command.on), ZERO)
    if command.stage is Stage.ORDERED:
        unpaid = slack(tranche.cleared, rests, command.on)
        uncleared = slack(this, tranche.cleared, command.on)
        orders = tranche.orders.values()
        left = min(left, reversible(orders, command.on, uncleared=uncleared, unpaid=unpaid))
    if command.amount > left:
        raise rules.NotReversible(
            tranche=tranche.tranche,
            stage=str(command.stage),
            asked=str(command.amount),
            left=str(left),
        )


def _ensure_imputed(tranche: Tranche, command: c.ReverseStep) -> None:
    name = command.advance_of or ""
    imputed = _standing(tranche.imputed, command.on).get(name, ZERO)
    if command.amount > imputed:
        raise rules.AdvanceExceeded(tranche=name, asked=str(command.amount), advance=str(imputed))


def _standing(under: Mapping[str, Flow], on: date) -> dict[str, Money]:
    """What of each may be taken back from that day: as much as stands on it and ever since."""
    return {key: max(slack(flow, EMPTY, on), ZERO) for key, flow in under.items()}


def ensure_known(
    tranche: Tranche, under: Mapping[str, Money], command: c.ReverseStep | c.SettleOverpayment
) -> None:
    """As much stands under the payment that is named: what paid an order is no overpayment."""
    reference = command.reference
    held = under.get(folded(reference), ZERO) if reference else ZERO
    if command.amount > held:
        raise rules.PaymentUnknown(
            tranche=tranche.tranche,
            reference=reference,
            asked=str(command.amount),
            paid=str(held),
        )
