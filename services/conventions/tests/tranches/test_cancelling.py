"""Cancelling what is not paid: what is given up, and what stays."""

from conventions.domain.core.rules import ReasonMissing
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules

from ..people import accountant, controller, operator, region
from ..proposal import mad
from ..story import state_of
from .story import amounts, cancelled, paid, scheduled, step, tranche


def test_cancelling_gives_room_back() -> None:
    cancel = region(c.CancelTranche, tranche="R2", reason="report")
    scheduled().then(cancel, cancelled("R2", "report", amounts(250)))
    without = scheduled().when(cancel)
    assert state_of(without).tranches["R2"].stage is Stage.CANCELLED
    assert "R3" in state_of(without.accepts(tranche("R3", "region-26", 250))).tranches
    without.refuses(
        region(c.CancelTranche, tranche="R2", reason="encore"), rules.TrancheIsCancelled
    )


def test_cancelling_keeps_what_was_paid() -> None:
    story = scheduled().when(
        step(c.CallFunds, operator, 140),
        step(c.CommitTranche, region, 130),
        step(c.VisaTranche, controller, 120),
        step(c.OrderPayment, region, 100),
        step(c.PayTranche, accountant, 100),
    )
    cancel = region(c.CancelTranche, tranche="R1", reason="solde")
    story.then(cancel, cancelled("R1", "solde", amounts(50, 40, 30, 20), kept=100))
    half = story.when(cancel)
    kept = state_of(half).tranches["R1"]
    assert {kept.amount, kept.called, kept.committed, kept.visaed, kept.paid} == {mad(100)}
    assert not kept.cancelled
    half.then(tranche("R1", "region-26", 100))
    half.refuses(tranche("R1", "region-26", 150), rules.TrancheAlreadyPlanned)
    done = half.when(step(c.JustifyTranche, operator, 100))
    assert state_of(done).tranches["R1"].settled


def test_an_order_or_a_payment_is_not_cancelled() -> None:
    cancel = region(c.CancelTranche, tranche="R1", reason="x")
    ordered = scheduled().when(*paid(150)[:4])
    assert ordered.refuses(cancel, rules.OrderPending).values["pending"] == "150.00"
    scheduled().when(*paid(150)).refuses(cancel, rules.TrancheFullyPaid)
    scheduled().refuses(region(c.CancelTranche, tranche="R1", reason=""), ReasonMissing)
    scheduled().refuses(region(c.CancelTranche, tranche="X", reason="x"), rules.TrancheUnknown)
