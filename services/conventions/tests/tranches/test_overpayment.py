"""Payments seen from outside, what went beyond the order (rule 4), and what becomes of it."""

from datetime import date

import pytest
from conventions.domain.amendments.operations.amounts import AmendmentBelowPaid
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.rules import AmountNotPositive, NothingWaits, ReasonMissing
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from mithaq.commands import Caller
from mithaq.money import MAX_CENTIMES, Money

from ..amendments.story import accept, agree, draft, operations
from ..execution.story import REPORT, built
from ..people import (
    ID,
    REGION,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    controller,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, in_force, state_of
from .story import overpaid, paid, scheduled, settle, step, stepped, tranche

KEPT, CLAIMED, ERROR = Settlement


def settled(kind: Settlement, dirhams: int, reference: str | None = None) -> e.OverpaymentSettled:
    return e.OverpaymentSettled(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        kind=kind,
        amount=mad(dirhams),
        decision="décision 4",
        reference=reference,
    )


def beyond(dirhams: int) -> Story:
    """Paid from outside before anything was called."""
    return scheduled().when(step(c.ReportExternalPayment, office, dirhams))


def test_an_external_payment_within_the_order_is_a_payment() -> None:
    ordered = scheduled().when(*paid(100)[:4])
    payment = step(c.ReportExternalPayment, office, 100)
    ordered.then(payment, stepped(e.TranchePaid, payment))
    assert state_of(ordered.when(payment)).tranches["R1"].stage is Stage.PAID


def test_an_external_payment_beyond_the_order_is_an_overpayment() -> None:
    payment = step(c.ReportExternalPayment, office, 130)
    within, rest = stepped(e.TranchePaid, payment, 100), overpaid(payment, 30)
    scheduled().when(*paid(100)[:4]).then(payment, within, rest)


def test_an_order_of_a_later_day_does_not_cover_an_earlier_payment() -> None:
    late = date(2026, 4, 1)
    ordered = scheduled().when(*paid(100)[:3], step(c.OrderPayment, region.on_day(late), 100))
    early = step(c.ReportExternalPayment, office, 100)
    ordered.then(early, overpaid(early, 100))


def test_an_overpayment_freezes_its_contribution_until_it_is_settled() -> None:
    story = scheduled().when(
        *paid(150),
        step(c.JustifyTranche, bookkeeper, 150),
        *built(60),
        REPORT,
        step(c.CallFunds, operator, 50, "R2"),
        step(c.ReportExternalPayment, office, 20, "R2"),
    )
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), rules.ReleaseRefused)
    assert refused.values["conditions"] == "no-overpayment"
    commitment = step(c.CommitTranche, region, 50, "R2")
    frozen = story.refuses(commitment, rules.OverpaymentUnsettled)
    assert (frozen.values["overpaid"], frozen.values["excess"]) == ("R2", "20.00")
    story.when(settle(CLAIMED, 20, "R2")).then(commitment, stepped(e.TrancheCommitted, commitment))


def test_an_earlier_tranche_is_frozen_too() -> None:
    story = scheduled().when(paid(100)[0], step(c.ReportExternalPayment, office, 5, "R2"))
    story.refuses(step(c.CommitTranche, region, 1), rules.OverpaymentUnsettled)


def test_an_overpayment_is_settled_by_kind_and_amount() -> None:
    story = beyond(50)
    story.then(settle(CLAIMED, 50), settled(CLAIMED, 50))
    part = story.when(settle(KEPT, 20))
    tranches = state_of(part).tranches
    assert (tranches["R1"].excess, tranches["R1"].advance) == (mad(30), mad(20))
    part.refuses(settle(KEPT, 31), rules.SettlementExceedsExcess)
    part.refuses(settle(KEPT, 0), AmountNotPositive)
    empty = clerk(c.SettleOverpayment, tranche="R1", kind=KEPT, amount=mad(1), decision=" ")
    story.refuses(empty, ReasonMissing)
    story.refuses(settle(KEPT, 1, "R2"), rules.NoOverpayment)
    scheduled().refuses(settle(KEPT, 1), NothingWaits)


def test_neither_payer_nor_payee_nor_who_recorded_it_settles_it() -> None:
    story = beyond(50)
    story.refuses(settle(KEPT, 50, say=office), DutiesNotSeparated)
    story.refuses(settle(KEPT, 50, say=region), rules.SecondPartyNeeded)
    story.accepts(settle(KEPT, 50, say=commune))
    twin = Say(Caller(subject="OFFICE", organisation=None, roles=frozenset({"office"})))
    story.refuses(settle(KEPT, 50, say=twin), DutiesNotSeparated)
    payers_office = Say(Caller(subject="x", organisation=REGION, roles=frozenset({"office"})))
    story.accepts(settle(KEPT, 50, say=payers_office))
    hand = scheduled().when(
        step(c.CallFunds, payers_office, 10), step(c.ReportExternalPayment, office, 50)
    )
    hand.refuses(settle(KEPT, 50, say=payers_office), DutiesNotSeparated)


def test_no_decision_on_it_precedes_what_led_to_it() -> None:
    eve, may = date(2026, 3, 1), date(2026, 5, 1)
    early = settle(KEPT, 50, say=clerk.on_day(eve))
    late = beyond(50).when(settle(CLAIMED, 50, say=clerk.on_day(may)))
    decisions = (
        (beyond(50), early),
        (late, step(c.RecordRefund, accountant.on_day(date(2026, 4, 1)), 50)),
    )
    for story, command in decisions:
        refused = story.refuses(command, DateBeforePrevious)
        assert refused.values["fact"] == "beyond"
        assert refused.values["day"] in {"2026-03-02", "2026-05-01"}


def test_what_is_kept_is_imputed_and_never_paid_twice() -> None:
    story = in_force().when(
        tranche("R1", "region-26", 400),
        step(c.ReportExternalPayment, office, 400),
        settle(KEPT, 400),
        *paid(400)[:4],
    )
    pay = step(c.PayTranche, accountant, 400)
    refused = story.refuses(pay, rules.PaidOutExceedsPromise)
    assert (refused.values["beyond"], refused.values["promised"]) == ("400.00", "400.00")
    again = accountant(c.ReportExternalPayment, tranche="R1", amount=mad(1), act="VIR-9")
    story.then(again, overpaid(again, 1))
    imputed = accountant(
        c.ImputeAdvance, tranche="R1", amount=mad(400), act="OR 1", advance_of="R1"
    )
    done = state_of(story.when(imputed)).tranches["R1"]
    assert (done.paid, done.beyond, done.stage) == (mad(400), mad(0), Stage.PAID)
    story.when(imputed).refuses(imputed, NothingWaits)


def test_an_advance_pays_orders_of_its_own_contribution() -> None:
    story = in_force().when(
        tranche("C1", "commune-26", 200),
        tranche("R1", "region-26", 400),
        *paid(100)[:4],
        step(c.ReportExternalPayment, office, 30, "C1"),
        settle(KEPT, 30, "C1"),
    )
    imputed = accountant(c.ImputeAdvance, tranche="R1", amount=mad(30), act="OR 1", advance_of="C1")
    story.refuses(imputed, rules.AdvanceExceeded)


def test_a_refund_is_followed_until_nothing_is_due() -> None:
    story = beyond(50).when(settle(CLAIMED, 50))
    first = step(c.RecordRefund, accountant, 30)
    part = story.when(first)
    assert state_of(part).tranches["R1"].refund_due == mad(20)
    part.refuses(step(c.RecordRefund, accountant, 21), rules.RefundExceedsClaim)
    whole = part.when(step(c.RecordRefund, accountant, 20))
    assert not state_of(whole).tranches["R1"].beyond
    whole.refuses(step(c.RecordRefund, accountant, 1), NothingWaits)


def test_what_is_due_back_counts_against_what_may_be_called() -> None:
    story = in_force().when(
        tranche("R1", "region-26", 400),
        step(c.ReportExternalPayment, office, 150),
        settle(CLAIMED, 150),
    )
    story.refuses(step(c.CallFunds, operator, 251), rules.PaidOutExceedsPromise)
    story.when(step(c.RecordRefund, accountant, 150)).accepts(step(c.CallFunds, operator, 400))


def test_an_error_of_entry_names_the_payment_that_was_none() -> None:
    act = step(c.ReportExternalPayment, office, 50).act
    story = beyond(50)
    story.refuses(settle(ERROR, 50), rules.PaymentUnknown)
    story.refuses(settle(ERROR, 50, reference="VIR-other"), rules.PaymentUnknown)
    story.then(settle(ERROR, 50, reference=act), settled(ERROR, 50, act))
    gone = story.when(settle(ERROR, 50, reference=act))
    assert not state_of(gone).tranches["R1"].beyond
    gone.accepts(step(c.ReportExternalPayment, office, 50))


@pytest.mark.parametrize("kind", [None, KEPT, CLAIMED])
def test_no_amendment_goes_below_what_left_the_payer(kind: Settlement | None) -> None:
    lowered = operations({"region-26": 40, "commune-26": 560})
    story = beyond(50).when(*([settle(kind, 50)] if kind else []))
    story = story.when(draft(lowered), *accept(region, commune, operator))
    assert story.refuses(agree(), AmendmentBelowPaid).values["paid"] == "50.00"


def test_payments_that_cannot_be_summed_are_refused() -> None:
    most = Money(MAX_CENTIMES)
    first = office(c.ReportExternalPayment, tranche="R1", amount=most, act="VIR-1")
    more = office(c.ReportExternalPayment, tranche="R2", amount=Money(1), act="VIR-2")
    scheduled().when(first).refuses(more, rules.PaymentsTooLarge)
    cash = commune(
        c.PlanTranche,
        tranche="C1",
        contribution="commune-26",
        amount=mad(200),
        due_on=date(2026, 6, 1),
    )
    steps = (operator, commune, controller, commune, accountant)
    moved: list[c.MoneyCommand] = [
        step(command, say, 200, "C1")
        for command, say in zip(
            (c.CallFunds, c.CommitTranche, c.VisaTranche, c.OrderPayment, c.PayTranche),
            steps,
            strict=True,
        )
    ]
    *before, payment = moved
    scheduled().when(cash, *before, first).refuses(payment, rules.PaymentsTooLarge)


def test_who_sees_a_payment_outside_did_nothing_it_checks() -> None:
    both = Say(Caller(subject="x", organisation=None, roles=frozenset({"office", "treasury"})))
    prepared = in_force().when(
        both(
            c.PlanTranche,
            tranche="R1",
            contribution="region-26",
            amount=mad(400),
            due_on=date(2026, 6, 1),
        )
    )
    prepared.refuses(step(c.ReportExternalPayment, both, 1), DutiesNotSeparated)


def test_what_may_not_be_paid_is_not_paid_from_outside_either() -> None:
    """On a day of suspension, while frozen, or for a suspended party: all of it is decided on."""
    ordered = scheduled().when(*paid(100)[:4])
    april, may = date(2026, 4, 1), date(2026, 5, 1)
    suspended = ordered.when(
        region.on_day(april, may)(SuspendConvention, reason="contrôle"),
        region.on_day(may)(ResumeConvention, reason="levée"),
    )
    in_between = step(c.ReportExternalPayment, office.on_day(date(2026, 4, 15), may), 100)
    suspended.then(in_between, overpaid(in_between, 100))
    seen = step(c.ReportExternalPayment, office, 100)
    suspended.then(seen, stepped(e.TranchePaid, seen))
    while_suspended = step(c.ReportExternalPayment, office.while_suspended(REGION), 100)
    ordered.then(while_suspended, overpaid(while_suspended, 100))
    frozen = ordered.when(step(c.ReportExternalPayment, accountant, 5, "R2"))
    frozen.then(seen, overpaid(seen, 100))
