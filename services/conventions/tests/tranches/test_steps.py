"""The steps of money, each within the one before (rule 4), and who may not do two of them."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.ending.commands import SuspendConvention
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from mithaq.commands import Caller

from ..people import (
    COMMUNE,
    REGION,
    Say,
    accountant,
    bookkeeper,
    commune,
    controller,
    office,
    operator,
    region,
)
from .story import overpaid, scheduled, step, stepped

STEPS: tuple[
    tuple[type[c.MoneyCommand], type[e.TrancheStep], Say, type[rules.StepExceeded]], ...
] = (
    (c.CallFunds, e.FundsCalled, operator, rules.CallExceedsTranche),
    (c.CommitTranche, e.TrancheCommitted, region, rules.CommitmentExceedsCall),
    (c.VisaTranche, e.TrancheVisaed, controller, rules.VisaExceedsCommitment),
    (c.OrderPayment, e.PaymentOrdered, region, rules.OrderExceedsVisa),
    (c.PayTranche, e.TranchePaid, accountant, rules.Overpayment),
    (c.JustifyTranche, e.TrancheJustified, bookkeeper, rules.JustificationExceedsPayment),
)
BEFORE = [step(command, say, 100) for command, _, say, _ in STEPS]
NARROWING = [step(command, say, 140 - 10 * nth) for nth, (command, _, say, _) in enumerate(STEPS)]


@pytest.mark.parametrize("nth", range(6))
def test_each_step_is_bounded_by_the_one_before(nth: int) -> None:
    command, event, say, rule = STEPS[nth]
    bound = 150 - 10 * nth
    story = scheduled().when(*NARROWING[:nth])
    refused = story.refuses(step(command, say, bound + 1), rule)
    assert refused.values["left"] == f"{bound}.00"
    for nothing in (0, -5):
        story.refuses(step(command, say, nothing), core.AmountNotPositive)
    part, rest = step(command, say, 60), step(command, say, bound - 60)
    story.then(part, numbered(stepped(event, part), 1))
    story.when(part).then(rest, numbered(stepped(event, rest), 2))


def numbered(told: e.TrancheStep, nth: int) -> e.TrancheStep:
    """Orders alone have a number."""
    return replace(told, order=nth) if isinstance(told, e.PaymentOrdered) else told


@pytest.mark.parametrize("nth", range(1, 6))
def test_no_step_happens_before_its_turn(nth: int) -> None:
    command, _, say, _ = STEPS[nth]
    scheduled().refuses(step(command, say, 1), core.NothingWaits)


def test_every_step_tells_whose_money_for_what() -> None:
    committed = scheduled().when(*BEFORE[:2]).history[-1]
    assert isinstance(committed, e.TrancheCommitted)
    assert (committed.organisation_id, committed.action, committed.year) == (REGION, "works", 2026)
    assert (committed.contribution, committed.act) == ("region-26", "CommitTranche R1 100")


def test_only_the_funder_commits_and_orders() -> None:
    called = scheduled().when(*BEFORE[:1])
    called.refuses(step(c.CommitTranche, commune, 1), core.NotTheFunder)
    called.refuses(step(c.CommitTranche, operator, 1), core.CapacityRefused)
    visaed = scheduled().when(*BEFORE[:3])
    visaed.refuses(step(c.OrderPayment, commune, 1), core.NotTheFunder)


def test_treasury_with_an_organisation_serves_that_one_alone() -> None:
    roles = frozenset({"controller", "accountant"})
    committed = scheduled().when(*BEFORE[:2])
    stranger = Say(Caller(subject="treasurer", organisation=COMMUNE, roles=roles))
    committed.refuses(step(c.VisaTranche, stranger, 1), core.NotTheFunder)
    own = Say(Caller(subject="treasurer", organisation=REGION, roles=roles))
    visa = step(c.VisaTranche, own, 1)
    committed.then(visa, stepped(e.TrancheVisaed, visa))


def test_who_commits_does_not_visa_and_who_orders_does_not_pay() -> None:
    everything = frozenset({"partner", "controller", "accountant"})
    alone = Say(Caller(subject="alone", organisation=REGION, roles=everything))
    committed = scheduled().when(BEFORE[0], step(c.CommitTranche, alone, 100))
    committed.refuses(step(c.VisaTranche, alone, 1), DutiesNotSeparated)
    ordered = scheduled().when(*BEFORE[:3], step(c.OrderPayment, alone, 100))
    refused = ordered.refuses(step(c.PayTranche, alone, 1), DutiesNotSeparated)
    assert dict(refused.values) == {"done": "order", "asked": "pay"}
    payment = step(c.PayTranche, accountant, 100)
    ordered.then(payment, stepped(e.TranchePaid, payment))


def test_who_orders_does_not_report_it_as_paid_outside_either() -> None:
    both = frozenset({"office", "accountant"})
    alone = Say(Caller(subject="alone", organisation=REGION, roles=both))
    ordered = scheduled().when(*BEFORE[:3], step(c.OrderPayment, alone, 100))
    ordered.refuses(step(c.ReportExternalPayment, alone, 1), DutiesNotSeparated)
    seen = step(c.ReportExternalPayment, office, 130)
    ordered.then(seen, stepped(e.TranchePaid, seen, 100), overpaid(seen, 30))


def test_a_step_is_not_dated_before_the_one_it_follows() -> None:
    called = scheduled().when(step(c.CallFunds, operator.on_day(date(2026, 4, 1)), 10))
    early = step(c.CommitTranche, region.on_day(date(2026, 3, 31)), 10)
    called.refuses(early, rules.StepBeforePrevious)


def test_suspension_freezes_every_step_but_justification() -> None:
    story = scheduled().when(*BEFORE[:5], region(SuspendConvention, reason="x"))
    story.refuses(step(c.CommitTranche, region, 1), core.CommandClosed)
    justified = step(c.JustifyTranche, bookkeeper, 100)
    story.then(justified, stepped(e.TrancheJustified, justified))
