"""What each money step changes in its tranche."""

from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from conventions.domain.events import executing as e
from conventions.domain.evolving.moves import put
from conventions.domain.state import Stage, Tranche

StepEvent = (
    e.FundsCalled
    | e.TrancheCommitted
    | e.TrancheVisaed
    | e.PaymentOrdered
    | e.TranchePaid
    | e.TrancheJustified
)
TrancheEvent = (
    e.TrancheCancelled
    | e.DocumentDeposited
    | e.OverpaymentRecorded
    | e.OverpaymentSettled
    | StepEvent
)


def evolve_tranche(tranche: Tranche, event: TrancheEvent) -> Tranche:
    match event:
        case e.TrancheCancelled():
            return _cancelled(tranche)
        case e.DocumentDeposited():
            return replace(tranche, deposited=put(tranche.deposited, event.kind, event.sha256))
        case e.OverpaymentRecorded():
            return replace(tranche, excess=tranche.excess + event.excess, overpayment_open=True)
        case e.OverpaymentSettled():
            return replace(tranche, overpayment_open=False)
        case _:
            return _step(tranche, event)


def _cancelled(tranche: Tranche) -> Tranche:
    """What was paid stays and bounds the tranche from now on; the rest is given up."""
    if not tranche.paid:
        return replace(tranche, cancelled=True)
    paid = tranche.paid
    return replace(tranche, amount=paid, called=paid, committed=paid, visaed=paid)


def _step(tranche: Tranche, event: StepEvent) -> Tranche:
    match event:
        case e.FundsCalled(called_on=day):
            return _reach(tranche, Stage.CALLED, day, called=tranche.called + event.amount)
        case e.TrancheCommitted(committed_on=day, committed_by=by):
            total = tranche.committed + event.amount
            committers = tranche.committers | ({by} if by else frozenset())
            return _reach(tranche, Stage.COMMITTED, day, committed=total, committers=committers)
        case e.TrancheVisaed(visaed_on=day):
            return _reach(tranche, Stage.VISAED, day, visaed=tranche.visaed + event.amount)
        case e.PaymentOrdered(ordered_on=day, ordered_by=by):
            orderers = tranche.orderers | ({by} if by else frozenset())
            total = tranche.ordered + event.amount
            return _reach(tranche, Stage.ORDERED, day, ordered=total, orderers=orderers)
        case e.TranchePaid(paid_on=day):
            return _reach(tranche, Stage.PAID, day, paid=tranche.paid + event.amount)
        case e.TrancheJustified(justified_on=day):
            return _reach(tranche, Stage.JUSTIFIED, day, justified=tranche.justified + event.amount)
        case _:
            assert_never(event)


def _reach(tranche: Tranche, stage: Stage, day: date, **changes: Any) -> Tranche:  # noqa: ANN401
    """Keep the first day on which each step was reached."""
    first = min(day, tranche.reached_on.get(stage, day))
    return replace(tranche, reached_on=put(tranche.reached_on, stage, first), **changes)
