"""What the events of tranches change."""

from dataclasses import replace
from typing import assert_never

from mithaq.events import Provenance

from conventions.domain.core.convention import Convention
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import events as e


def evolve(convention: Convention, event: e.TrancheEvent, provenance: Provenance) -> Convention:
    if isinstance(event, e.TranchePlanned):
        planned = event.planned
        tranche = Tranche(planned=planned, amount=planned.amount, rank=len(convention.tranches))
    else:
        tranche = _moved(convention.tranches[event.tranche], event, provenance)
    return replace(convention, tranches={**convention.tranches, tranche.tranche: tranche})


def _moved(tranche: Tranche, event: e.MoneyEvent, provenance: Provenance) -> Tranche:
    match event:
        case e.TrancheCancelled():
            return _cancelled(tranche, event)
        case e.OverpaymentRecorded():
            return replace(tranche, excess=tranche.excess + event.excess, overpayment_open=True)
        case e.OverpaymentSettled():
            return replace(tranche, overpayment_open=False)
        case _:
            return _stepped(tranche, event, provenance)


def _cancelled(tranche: Tranche, event: e.TrancheCancelled) -> Tranche:
    """What was paid stays and bounds the tranche from now on; the rest is given up."""
    kept = event.kept
    if not kept:
        return replace(tranche, cancelled=True)
    return replace(tranche, amount=kept, called=kept, committed=kept, visaed=kept)


def _stepped(tranche: Tranche, event: e.StepEvent, provenance: Provenance) -> Tranche:
    amount = event.amount
    match event:
        case e.FundsCalled():
            moved = replace(tranche, called=tranche.called + amount)
            return _reached(moved, Stage.CALLED, event)
        case e.TrancheCommitted():
            committers = tranche.committers | {provenance.by.id}
            moved = replace(tranche, committed=tranche.committed + amount, committers=committers)
            return _reached(moved, Stage.COMMITTED, event)
        case e.TrancheVisaed():
            moved = replace(tranche, visaed=tranche.visaed + amount)
            return _reached(moved, Stage.VISAED, event)
        case e.PaymentOrdered():
            orderers = tranche.orderers | {provenance.by.id}
            moved = replace(tranche, ordered=tranche.ordered + amount, orderers=orderers)
            return _reached(moved, Stage.ORDERED, event)
        case e.TranchePaid():
            return _reached(replace(tranche, paid=tranche.paid + amount), Stage.PAID, event)
        case e.TrancheJustified():
            moved = replace(tranche, justified=tranche.justified + amount)
            return _reached(moved, Stage.JUSTIFIED, event)
        case _:
            assert_never(event)


def _reached(tranche: Tranche, stage: Stage, event: e.TrancheStep) -> Tranche:
    """Keep the first day on which each step was reached."""
    first = min(event.on, tranche.reached_on.get(stage, event.on))
    return replace(tranche, reached_on={**tranche.reached_on, stage: first})
