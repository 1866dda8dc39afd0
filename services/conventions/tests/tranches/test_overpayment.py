"""Payments seen from outside, and what went beyond the order (rule 4)."""

from conventions.domain.core.rules import NothingWaits, ReasonMissing
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules

from ..execution.story import REPORT, progress
from ..people import ID, REGION, accountant, office, operator, region
from ..proposal import mad
from ..story import state_of
from .story import overpaid, paid, scheduled, step, stepped


def settled(decision: str, excess: int) -> e.OverpaymentSettled:
    return e.OverpaymentSettled(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        excess=mad(excess),
        decision=decision,
    )


def test_an_external_payment_within_the_order_is_a_payment() -> None:
    ordered = scheduled().when(*paid(100)[:4])
    payment = step(c.ReportExternalPayment, office, 100)
    ordered.then(payment, stepped(e.TranchePaid, payment))
    assert state_of(ordered.when(payment)).tranches["R1"].stage is Stage.PAID


def test_an_external_payment_beyond_the_order_is_an_overpayment() -> None:
    payment = step(c.ReportExternalPayment, office, 130)
    within, beyond = stepped(e.TranchePaid, payment, 100), overpaid(payment, 30)
    scheduled().when(*paid(100)[:4]).then(payment, within, beyond)


def test_an_overpayment_freezes_later_tranches_until_it_is_settled() -> None:
    story = scheduled().when(
        *paid(150),
        step(c.JustifyTranche, operator, 150),
        progress(60),
        REPORT,
        step(c.CallFunds, operator, 50, "R2"),
        step(c.ReportExternalPayment, accountant, 20),
    )
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), rules.ReleaseRefused)
    assert refused.values["conditions"] == "no-overpayment"
    commitment = step(c.CommitTranche, region, 50, "R2")
    frozen = story.refuses(commitment, rules.OverpaymentUnsettled)
    assert (frozen.values["overpaid"], frozen.values["excess"]) == ("R1", "20.00")
    settlement = region(c.SettleOverpayment, tranche="R1", decision="remboursement")
    story.then(settlement, settled("remboursement", 20))
    story.when(settlement).then(commitment, stepped(e.TrancheCommitted, commitment))


def test_an_overpaid_tranche_is_frozen_itself() -> None:
    story = scheduled().when(paid(100)[0], step(c.ReportExternalPayment, office, 5))
    story.refuses(step(c.CommitTranche, region, 1), rules.OverpaymentUnsettled)


def test_settling_needs_an_overpayment_and_a_decision() -> None:
    story = scheduled().when(step(c.ReportExternalPayment, office, 5))
    empty = region(c.SettleOverpayment, tranche="R1", decision=" ")
    story.refuses(empty, ReasonMissing)
    other = region(c.SettleOverpayment, tranche="R2", decision="x")
    story.refuses(other, rules.NoOverpayment)
    scheduled().refuses(other, NothingWaits)
