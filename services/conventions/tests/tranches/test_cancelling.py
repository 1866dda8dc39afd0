"""Cancelling what is not paid: what is given up, and what stays."""

from datetime import date

from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.rules import NotTheFunder, ReasonMissing
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules

from ..people import accountant, bookkeeper, commune, controller, office, operator, region
from ..proposal import mad
from ..story import state_of
from .story import R2_TERMS, amounts, cancelled, paid, reverse, scheduled, step, tranche


def test_cancelling_gives_room_back() -> None:
    cancel = region(c.CancelTranche, tranche="R2", reason="report")
    scheduled().then(cancel, cancelled("R2", "report", amounts(250)))
    without = scheduled().when(cancel)
    assert state_of(without).tranches["R2"].stage is Stage.CANCELLED
    again = tranche("R3", "region-26", 250, date(2026, 9, 1), **R2_TERMS)
    assert "R3" in state_of(without.accepts(again)).tranches
    without.refuses(
        region(c.CancelTranche, tranche="R2", reason="encore"), rules.TrancheIsCancelled
    )


def test_its_payer_does_not_give_up_what_is_called() -> None:
    called = scheduled().when(step(c.CallFunds, operator, 10))
    cancel = region(c.CancelTranche, tranche="R1", reason="x")
    called.refuses(cancel, rules.SecondPartyNeeded)
    called.accepts(office(c.CancelTranche, tranche="R1", reason="x"))
    back = reverse(Stage.CALLED, 10, region)
    called.refuses(back, rules.SecondPartyNeeded)


def test_another_funder_does_not_give_up_what_is_not_its_own() -> None:
    scheduled().refuses(commune(c.CancelTranche, tranche="R2", reason="x"), NotTheFunder)


def test_cancelling_holds_from_the_last_day_money_moved() -> None:
    moved = scheduled().when(step(c.CallFunds, operator.on_day(date(2026, 4, 1)), 10))
    early = office.on_day(date(2026, 3, 31))(c.CancelTranche, tranche="R1", reason="x")
    moved.refuses(early, DateBeforePrevious)


def test_a_rejected_order_is_reversed_and_the_tranche_cancelled() -> None:
    ordered = scheduled().when(*paid(150)[:4])
    cancel = office(c.CancelTranche, tranche="R1", reason="x")
    ordered.refuses(cancel, rules.OrderPending)
    rejected = ordered.when(reverse(Stage.ORDERED, 150, accountant))
    assert state_of(rejected.when(cancel)).tranches["R1"].cancelled
    assert state_of(scheduled().when(*paid(150)[:2], cancel)).tranches["R1"].cancelled
    again = step(c.OrderPayment, region, 150)
    pay = step(c.PayTranche, accountant, 150)
    assert state_of(rejected.when(again, pay)).tranches["R1"].paid == mad(150)


def test_cancelling_keeps_what_was_paid() -> None:
    story = scheduled().when(
        step(c.CallFunds, operator, 140),
        step(c.CommitTranche, region, 130),
        step(c.VisaTranche, controller, 120),
        step(c.OrderPayment, region, 100),
        step(c.PayTranche, accountant, 100),
    )
    cancel = office(c.CancelTranche, tranche="R1", reason="solde")
    story.then(cancel, cancelled("R1", "solde", amounts(50, 40, 30, 20), kept=100))
    half = story.when(cancel)
    kept = state_of(half).tranches["R1"]
    assert {kept.amount, kept.called, kept.committed, kept.visaed, kept.paid} == {mad(100)}
    assert not kept.cancelled
    half.then(tranche("R1", "region-26", 100))
    half.refuses(tranche("R1", "region-26", 150), rules.TrancheAlreadyPlanned)
    done = half.when(step(c.JustifyTranche, bookkeeper, 100))
    assert state_of(done).tranches["R1"].settled


def test_an_order_or_a_payment_is_not_cancelled() -> None:
    cancel = office(c.CancelTranche, tranche="R1", reason="x")
    ordered = scheduled().when(*paid(150)[:4])
    assert ordered.refuses(cancel, rules.OrderPending).values["pending"] == "150.00"
    scheduled().when(*paid(150)).refuses(cancel, rules.TrancheFullyPaid)
    scheduled().refuses(region(c.CancelTranche, tranche="R1", reason=""), ReasonMissing)
    scheduled().refuses(region(c.CancelTranche, tranche="X", reason="x"), rules.TrancheUnknown)
