"""An order is paid once as many persons answer for it as its amount asks for."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.payment_approvals import (
    ASSUMED,
    PaymentApprovals,
    PaymentApprovalsMalformed,
    approvals_from,
)
from conventions.domain.core.standing import PartyInactive
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.payment_orders import events as e
from conventions.domain.payment_orders import rules
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.rules import (
    NotReversible,
    PaymentApprovalsLacking,
    SuspendedThatDay,
    TrancheIsCancelled,
    TrancheUnknown,
)
from conventions.settings import ApprovalSettings
from mithaq.commands import Caller
from mithaq.money import Money

from ..people import (
    COMMUNE,
    DAY,
    ID,
    OPERATOR,
    REGION,
    Say,
    accountant,
    commune,
    controller,
    office,
    operator,
    region,
    treasurer,
)
from ..proposal import mad
from ..story import state_of
from ..tranches.story import reverse, scheduled, settle, tranche
from .story import approve, order, ordered, pay, refuse, visaed


def approved(amount: int, lacking: int) -> e.PaymentApproved:
    return e.PaymentApproved(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        order=1,
        amount=mad(amount),
        lacking=lacking,
    )


def test_a_large_order_takes_three_persons() -> None:
    story = ordered(150)
    lacks = story.refuses(pay(1), PaymentApprovalsLacking)
    assert (lacks.values["order"], lacks.values["lacking"], lacks.values["left"]) == (1, 2, "0.00")
    story.then(approve(), approved(150, 1))
    story = story.when(approve())
    assert story.refuses(pay(1), PaymentApprovalsLacking).values["lacking"] == 1
    story.then(approve(controller), approved(150, 0))
    story.when(approve(controller)).accepts(pay(150))


def test_a_small_order_is_its_giver_s_alone() -> None:
    small = visaed().when(order(49))
    small.accepts(pay(49))
    small.refuses(approve(), core.NothingWaits)
    ordered(50).when(approve()).accepts(pay(50))


def test_each_approval_is_another_person_s() -> None:
    story = ordered(150)
    story.refuses(approve(region), DutiesNotSeparated)  # who ordered it
    again = story.when(approve())
    again.refuses(approve(), rules.PaymentApprovedAlready)
    other_token = Say(replace(treasurer.caller, subject="TREASURER"))
    again.refuses(approve(other_token), rules.PaymentApprovedAlready)
    other_capacity = Say(replace(treasurer.caller, roles=frozenset({"controller"})))
    again.refuses(approve(other_capacity), rules.PaymentApprovedAlready)
    payer = Say(replace(treasurer.caller, roles=frozenset({"accountant", "treasury"})))
    done = again.when(approve(controller))
    done.refuses(pay(150, say=payer), DutiesNotSeparated)
    done.refuses(approve(Say(replace(region.caller, subject="late"))), core.NothingWaits)


def test_who_paid_or_called_a_part_approves_none() -> None:
    paid = visaed().when(order(40), pay(40), order(60))
    clerk_of_region = Say(replace(accountant.caller, organisation=REGION))
    both = frozenset({"partner", "accountant", "treasury"})
    paid.refuses(approve(Say(replace(clerk_of_region.caller, roles=both)), 2), DutiesNotSeparated)
    caller = Say(replace(operator.caller, organisation=REGION))
    paid.refuses(approve(caller, 2), DutiesNotSeparated)


def test_only_the_payer_and_its_controller_answer() -> None:
    story = ordered(150)
    for say in (office, operator, accountant):
        story.refuses(approve(say), core.CapacityRefused)
    story.refuses(approve(commune), core.NotTheFunder)
    stranger = Caller(subject="x", organisation=COMMUNE, roles=frozenset({"controller"}))
    story.refuses(approve(Say(stranger)), core.NotTheFunder)
    story.refuses(refuse(commune), core.NotTheFunder)


def test_orders_in_parts_count_together() -> None:
    """Neither two orders at once nor one after the payment of the other evade the threshold."""
    at_once = visaed().when(order(40), order(40))
    at_once.accepts(pay(40))
    at_once.refuses(pay(41), PaymentApprovalsLacking)
    one_by_one = visaed().when(order(40), pay(40), order(40))
    one_by_one.refuses(pay(1, "VIR 2"), PaymentApprovalsLacking)
    one_by_one.when(approve(number=2)).accepts(pay(40, "VIR 2"))
    third = one_by_one.when(order(40))
    assert third.refuses(pay(1, "VIR 2"), PaymentApprovalsLacking).values["lacking"] == 1
    (one, two, three) = state_of(third).tranches["R1"].orders.values()
    assert (one.lacking, two.lacking, three.lacking) == (0, 1, 2)


def test_money_that_left_without_approval_is_beyond_the_order() -> None:
    outside = order(40), order(60)
    report = replace(pay(90), act="VIR 9")
    seen = accountant(
        tranches.ReportExternalPayment, tranche="R1", amount=report.amount, act=report.act
    )
    told = state_of(visaed().when(*outside, seen)).tranches["R1"]
    assert (told.paid, told.excess) == (mad(40), mad(50))


def test_an_advance_pays_no_order_that_lacks_approvals() -> None:

    seen = accountant(tranches.ReportExternalPayment, tranche="R1", amount=mad(60), act="VIR 9")
    story = visaed().when(seen, settle(Settlement.KEPT_AS_ADVANCE, 60), order(60))
    impute = accountant(
        tranches.ImputeAdvance, tranche="R1", amount=mad(60), act="OR 1", advance_of="R1"
    )
    story.refuses(impute, PaymentApprovalsLacking)
    story.when(approve()).accepts(impute)


def test_an_approval_holds_from_its_day() -> None:
    early, late = DAY.replace(day=1), DAY.replace(day=9)
    story = ordered(50)
    before = Say(treasurer.caller, early, late)
    story.refuses(approve(before), rules.ApprovalBeforeOrder)
    after = story.when(approve(Say(treasurer.caller, late)))
    then = Say(accountant.caller, DAY, late)
    after.refuses(pay(50, say=then), PaymentApprovalsLacking)
    after.accepts(pay(50, say=Say(accountant.caller, late)))


def test_a_refused_order_is_taken_back_and_given_anew() -> None:
    story = ordered(150).when(approve())
    story.refuses(refuse(reason=" "), core.ReasonMissing)
    refused = story.when(refuse(controller))
    refused.refuses(pay(1), PaymentApprovalsLacking)
    assert refused.refuses(
        approve(Say(replace(region.caller, subject="z"))), rules.ApprovalNotAwaited
    )
    again = refused.when(reverse(Stage.ORDERED, 150), order(150))
    again.refuses(approve(number=1), rules.ApprovalNotAwaited)
    again.when(approve(number=2), approve(controller, 2)).accepts(pay(150))


def test_a_reversal_voids_the_approvals_of_what_is_not_paid() -> None:
    story = ordered(150).when(approve(), approve(controller), pay(40))
    less = story.when(reverse(Stage.ORDERED, 10))
    less.refuses(pay(1, "VIR 2"), PaymentApprovalsLacking)
    kept = state_of(less).tranches["R1"].orders[1]
    assert (kept.amount, kept.cleared, kept.lacking) == (mad(140), mad(40), 2)
    again = less.when(approve(), approve(controller))
    again.accepts(pay(100, "VIR 2"))
    less.refuses(reverse(Stage.ORDERED, 101), NotReversible)


def test_an_order_is_taken_back_whole_whether_it_waits_or_not() -> None:
    ordered(150).accepts(reverse(Stage.ORDERED, 150))
    ordered(50).when(approve()).accepts(reverse(Stage.ORDERED, 50))


def test_what_does_not_exist_is_not_approved() -> None:
    story = ordered(150)
    story.refuses(approve(number=2), rules.PaymentOrderUnknown)
    story.refuses(approve(name="X9"), TrancheUnknown)
    scheduled().refuses(approve(), core.NothingWaits)
    gone = story.when(
        tranche("R3", "commune-26", 1),
    )
    gone = gone.when(region(tranches.CancelTranche, tranche="R2", reason="x"))
    gone.refuses(approve(name="R2"), TrancheIsCancelled)


def test_nothing_is_approved_while_money_stands_still() -> None:
    story = ordered(150)
    stopped = story.when(office(SuspendConvention, reason="x"))
    stopped.refuses(approve(), core.CommandClosed)
    later = DAY.replace(day=20)
    resumed = stopped.when(Say(office.caller, later)(ResumeConvention, reason="x"))
    between = Say(treasurer.caller, DAY.replace(day=9), later)
    resumed.refuses(approve(between), SuspendedThatDay)
    story.refuses(approve(treasurer.while_suspended(OPERATOR)), PartyInactive)


@pytest.mark.parametrize(
    "rows",
    [(), ((1, 1),), ((0, 2), (5, 1)), ((0, 1), (5, 4)), ((0, 0),), ((0, 1), (0, 2))],
)
def test_figures_that_do_not_rise_are_refused(rows: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(PaymentApprovalsMalformed):
        approvals_from(rows)


def test_a_deployment_sets_its_own_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ApprovalSettings().payments() == ASSUMED
    monkeypatch.setenv("MITHAQ_PAYMENT_APPROVALS", "[[0, 1], [1000, 2]]")
    assert ApprovalSettings().payments() == PaymentApprovals(
        ((Money(0), 1), (Money.dirhams(1000), 2))
    )
