"""Duties stay apart as persons over a tranche's whole chain, whatever command does them."""

from dataclasses import replace

import pytest
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.duties import APART, DutiesNotSeparated, Duty
from conventions.domain.core.vocabulary import Settlement
from conventions.domain.execution import commands as execution
from conventions.domain.payment_orders.commands import ApprovePayment
from conventions.domain.tranches import commands as c
from mithaq.commands import Caller

from ..execution.story import accepted, progress
from ..people import DAY, REGION, Say, accountant, bookkeeper, controller, office, operator, region
from ..story import Story, in_force
from .story import STRICT, settle, step, tranche

ALL = frozenset({"office", "partner", "controller", "accountant", "treasury"})
AMINA = Say(Caller(subject="Amina", organisation=REGION, roles=ALL))
SAME = Say(Caller(subject="\uff21MINA", organisation=REGION, roles=ALL))  # a wide A, all capitals
CHAIN = [pair for pair in APART if Duty.APPROVE not in pair]
BOTH_WAYS = [*CHAIN, *((after, before) for before, after in CHAIN)]


def doing(duty: Duty, say: Say) -> list[ConventionCommand]:
    """Each command that does this duty, on a tranche that has room for all of them."""
    steps: dict[Duty, list[ConventionCommand]] = {
        Duty.PREPARE: [say(c.CancelTranche, tranche="R1", reason="x")],
        Duty.CALL: [step(c.CallFunds, say, 5)],
        Duty.COMMIT: [step(c.CommitTranche, say, 5)],
        Duty.VISA: [step(c.VisaTranche, say, 5)],
        Duty.ORDER: [step(c.OrderPayment, say, 5)],
        Duty.AUTHORISE: [say(ApprovePayment, tranche="R1", order=3)],
        Duty.PAY: [step(c.PayTranche, say, 5), step(c.ReportExternalPayment, say, 5)],
        Duty.JUSTIFY: [step(c.JustifyTranche, say, 5)],
        Duty.REPORT: [
            say(execution.ReportProgress, action="works", percent=7, observed_on=DAY),
            say(execution.DepositDocument, tranche="R1", kind="pv", sha256="a" * 64),
        ],
        Duty.ACCEPT: [accepted(10, say=say)],
    }
    return steps[duty]


def under_way(planner: Say = region) -> Story:
    """Each step went less far than the one before; nothing that is planned is ordered in full."""
    plan = replace(tranche("R1", "region-26", 400), header=planner.header)
    return in_force().when(
        plan,
        step(c.CallFunds, operator, 100),
        step(c.CommitTranche, region, 80),
        step(c.VisaTranche, controller, 60),
        step(c.OrderPayment, region, 40),
        step(c.PayTranche, accountant, 40),
        step(c.OrderPayment, region, 7),
        replace(step(c.OrderPayment, region, 8), approvals=STRICT),
        step(c.JustifyTranche, bookkeeper, 10),
        progress(10),
    )


def after(duty: Duty) -> list[Story]:
    if duty is Duty.PREPARE:
        return [under_way(AMINA)]
    return [under_way().when(command) for command in doing(duty, AMINA)]


@pytest.mark.parametrize(("done", "asked"), BOTH_WAYS)
def test_whoever_did_one_duty_does_not_do_the_other(done: Duty, asked: Duty) -> None:
    for story in after(done):
        for command in doing(asked, SAME):
            refused = story.refuses(command, DutiesNotSeparated)
            assert (refused.values["done"], refused.values["asked"]) == (done, asked)


@pytest.mark.parametrize(
    "duty", [d for d in Duty if d not in {Duty.APPROVE, Duty.SIGN, Duty.PREPARE}]
)
def test_each_duty_can_be_done_by_somebody_else(duty: Duty) -> None:
    for command in doing(duty, AMINA):
        under_way().accepts(command)


def test_who_wrote_the_text_does_not_pay_it() -> None:
    writer = Say(replace(region.caller, roles=ALL))
    plan = replace(tranche("R1", "region-26", 400), header=office.header)
    story = in_force().when(plan, step(c.CallFunds, operator, 100))
    story.refuses(step(c.ReportExternalPayment, writer, 1), DutiesNotSeparated)


def test_who_recorded_a_refund_does_not_settle_what_is_left() -> None:
    """Found by the model campaign: a refund that came in is a payment like any other."""
    claimed = settle(Settlement.REFUND_CLAIMED, 20)
    story = in_force().when(
        tranche("R1", "region-26", 400),
        step(c.ReportExternalPayment, accountant, 50),
        claimed,
        step(c.RecordRefund, office, 20),
    )
    rest = settle(Settlement.REFUND_CLAIMED, 30, say=office)
    assert story.refuses(rest, DutiesNotSeparated).values["done"] == Duty.PAY
    story.accepts(settle(Settlement.REFUND_CLAIMED, 30))


def test_the_chain_takes_four_persons() -> None:
    """No three of them move money from its call to its payment."""
    steps = (Duty.CALL, Duty.COMMIT, Duty.VISA, Duty.ORDER, Duty.PAY)
    apart = {frozenset(pair) for pair in APART}
    together = [{a, b} for a in steps for b in steps if a < b and frozenset({a, b}) not in apart]
    assert together == [{Duty.COMMIT, Duty.ORDER}]
