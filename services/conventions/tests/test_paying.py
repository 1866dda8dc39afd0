"""Release, the steps of money, separation of duties, overpayment (rules 4 and 5)."""

from datetime import date

import pytest
from conventions.domain.commands import executing as c
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events import executing as e
from conventions.domain.rules import access, money, terms
from conventions.domain.state import Stage
from mithaq.commands import Caller

from .story import (
    COMMUNE,
    DAY,
    REGION,
    Say,
    accountant,
    commune,
    controller,
    in_force,
    mad,
    office,
    operator,
    paid,
    region,
    scheduled,
    state_of,
    step,
    tranche,
)

STEPS = (
    (c.CallFunds, operator, money.CallExceedsTranche),
    (c.CommitTranche, region, money.CommitmentExceedsCall),
    (c.VisaTranche, controller, money.VisaExceedsCommitment),
    (c.OrderPayment, region, money.OrderExceedsVisa),
    (c.PayTranche, accountant, money.Overpayment),
    (c.JustifyTranche, operator, money.JustificationExceedsPayment),
)
BEFORE = [step(command, say, 100) for command, say, _ in STEPS]
REPORT = operator(c.DepositDocument, tranche="R2", kind="site-report", sha256="a" * 64)


def progress(percent: int) -> ConventionCommand:
    return operator(c.ReportProgress, action="works", percent=percent, observed_on=DAY)


NARROWING = [step(STEPS[nth][0], STEPS[nth][1], 140 - 10 * nth) for nth in range(6)]


@pytest.mark.parametrize("nth", range(6))
def test_each_step_is_bounded_by_the_one_before(nth: int) -> None:
    command, say, rule = STEPS[nth]
    bound = 150 - 10 * nth
    story = scheduled().when(*NARROWING[:nth])
    refused = story.refuses(step(command, say, bound + 1), rule)
    assert refused.values["left"] == f"{bound}.00"
    for nothing in (0, -5):
        story.refuses(step(command, say, nothing), terms.AmountNotPositive)
    assert story.when(step(command, say, 60), step(command, say, bound - 60))


@pytest.mark.parametrize("nth", range(1, 6))
def test_no_step_happens_before_its_turn(nth: int) -> None:
    command, say, _ = STEPS[nth]
    scheduled().refuses(step(command, say, 1), money.NothingWaits)


def test_every_step_tells_whose_money_for_what() -> None:
    committed = scheduled().when(*BEFORE[:2]).history[-1]
    assert isinstance(committed, e.TrancheCommitted)
    assert (committed.organisation_id, committed.action, committed.year) == (REGION, "works", 2026)
    assert (committed.committed_by, committed.act) == ("region-head", "CommitTranche 100")


def test_only_the_funder_commits_and_orders() -> None:
    called = scheduled().when(*BEFORE[:1])
    called.refuses(step(c.CommitTranche, commune, 1), access.NotTheFunder)
    called.refuses(step(c.CommitTranche, operator, 1), access.CapacityRefused)
    visaed = scheduled().when(*BEFORE[:3])
    visaed.refuses(step(c.OrderPayment, commune, 1), access.NotTheFunder)


def test_treasury_with_an_organisation_serves_that_one_alone() -> None:
    roles = frozenset({"controller", "accountant"})
    stranger = Say(Caller(subject="treasurer", organisation=COMMUNE, roles=roles))
    scheduled().when(*BEFORE[:2]).refuses(step(c.VisaTranche, stranger, 1), access.NotTheFunder)
    own = Say(Caller(subject="treasurer", organisation=REGION, roles=roles))
    assert scheduled().when(*BEFORE[:2], step(c.VisaTranche, own, 1))


def test_who_commits_does_not_visa_and_who_orders_does_not_pay() -> None:
    everything = frozenset({"partner", "controller", "accountant"})
    alone = Say(Caller(subject="alone", organisation=REGION, roles=everything))
    committed = scheduled().when(BEFORE[0], step(c.CommitTranche, alone, 100))
    committed.refuses(step(c.VisaTranche, alone, 1), access.DutiesNotSeparated)
    ordered = scheduled().when(*BEFORE[:3], step(c.OrderPayment, alone, 100))
    refused = ordered.refuses(step(c.PayTranche, alone, 1), access.DutiesNotSeparated)
    assert dict(refused.values) == {"done": "order", "asked": "pay"}
    assert ordered.when(step(c.PayTranche, accountant, 100))


def test_who_orders_does_not_report_it_as_paid_outside_either() -> None:
    both = frozenset({"office", "accountant"})
    alone = Say(Caller(subject="alone", organisation=REGION, roles=both))
    ordered = scheduled().when(*BEFORE[:3], step(c.OrderPayment, alone, 100))
    ordered.refuses(step(c.ReportExternalPayment, alone, 1), access.DutiesNotSeparated)
    assert ordered.when(step(c.ReportExternalPayment, office, 130))


def test_a_step_is_not_dated_before_the_one_it_follows() -> None:
    called = scheduled().when(step(c.CallFunds, operator.on_day(date(2026, 4, 1)), 10))
    early = step(c.CommitTranche, region.on_day(date(2026, 3, 31)), 10)
    called.refuses(early, money.StepBeforePrevious)


def test_a_refused_release_names_every_unmet_condition() -> None:
    story = in_force().when(
        tranche("R1", "region-26", 100),
        tranche(
            "R2",
            "region-26",
            200,
            date(2026, 9, 1),
            justified_before=80,
            progress_at_least=50,
            documents=("a", "b"),
        ),
        region(c.SuspendConvention, reason="contrôle"),
    )
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), money.ReleaseRefused)
    assert refused.values["conditions"] == (
        "not-suspended, fully-planned, previous-justified, progress-reached, documents-deposited"
    )
    assert refused.values["unplanned"] == "100.00"
    assert (refused.values["justified"], refused.values["justified_before"]) == (0, 80)
    assert (refused.values["progress"], refused.values["progress_at_least"]) == (0, 50)
    assert refused.values["documents"] == "a, b"


def test_a_tranche_is_released_exactly_at_its_thresholds() -> None:
    call = step(c.CallFunds, operator, 1, "R2")
    short = scheduled().when(*paid(150), progress(49), REPORT)
    short = short.when(step(c.JustifyTranche, operator, 119))
    refused = short.refuses(call, money.ReleaseRefused)
    assert refused.values["conditions"] == "previous-justified, progress-reached"
    enough = short.when(step(c.JustifyTranche, operator, 1), progress(50))
    assert enough.when(call)


def test_before_force_nothing_is_called() -> None:
    story = scheduled().when(region(c.SuspendConvention, reason="x"))
    refused = story.refuses(step(c.CallFunds, operator, 1), money.ReleaseRefused)
    assert refused.values["conditions"] == "not-suspended"
    resumed = story.when(region(c.ResumeConvention, reason="levée"))
    assert resumed.when(step(c.CallFunds, operator, 1))


def test_no_call_is_dated_before_force() -> None:
    eve = operator.on_day(date(2026, 3, 1))
    refused = scheduled().refuses(step(c.CallFunds, eve, 1), money.ReleaseRefused)
    assert refused.values["conditions"] == "in-force"
    assert refused.values["in_force_on"] == str(DAY)


def test_suspension_freezes_every_step_but_justification() -> None:
    story = scheduled().when(*BEFORE[:5], region(c.SuspendConvention, reason="x"))
    story.refuses(step(c.CommitTranche, region, 1), access.CommandClosed)
    assert story.when(step(c.JustifyTranche, operator, 100))


def test_an_external_payment_within_the_order_is_a_payment() -> None:
    ordered = scheduled().when(*BEFORE[:4])
    seen = ordered.when(step(c.ReportExternalPayment, office, 100))
    assert isinstance(seen.history[-1], e.TranchePaid)
    assert state_of(seen).tranches["R1"].stage is Stage.PAID


def test_an_external_payment_beyond_the_order_is_an_overpayment() -> None:
    seen = scheduled().when(*BEFORE[:4], step(c.ReportExternalPayment, office, 130))
    within, beyond = seen.history[-2:]
    assert isinstance(within, e.TranchePaid)
    assert isinstance(beyond, e.OverpaymentRecorded)
    assert (within.amount, beyond.excess) == (mad(100), mad(30))


def test_an_overpayment_freezes_later_tranches_until_it_is_settled() -> None:
    story = scheduled().when(
        *paid(150),
        step(c.JustifyTranche, operator, 150),
        progress(60),
        REPORT,
        step(c.CallFunds, operator, 50, "R2"),
        step(c.ReportExternalPayment, accountant, 20),
    )
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), money.ReleaseRefused)
    assert refused.values["conditions"] == "no-overpayment"
    frozen = story.refuses(step(c.CommitTranche, region, 50, "R2"), money.OverpaymentUnsettled)
    assert (frozen.values["overpaid"], frozen.values["excess"]) == ("R1", "20.00")
    settled = story.when(region(c.SettleOverpayment, tranche="R1", decision="remboursement"))
    assert settled.when(step(c.CommitTranche, region, 50, "R2"))


def test_an_overpaid_tranche_is_frozen_itself() -> None:
    story = scheduled().when(BEFORE[0], step(c.ReportExternalPayment, office, 5))
    story.refuses(step(c.CommitTranche, region, 1), money.OverpaymentUnsettled)


def test_settling_needs_an_overpayment_and_a_decision() -> None:
    story = scheduled().when(step(c.ReportExternalPayment, office, 5))
    empty = region(c.SettleOverpayment, tranche="R1", decision=" ")
    story.refuses(empty, access.ReasonMissing)
    other = region(c.SettleOverpayment, tranche="R2", decision="x")
    story.refuses(other, money.NoOverpayment)
    scheduled().refuses(other, money.NothingWaits)


def test_progress_is_a_percentage_seen_on_a_day() -> None:
    scheduled().refuses(progress(101), money.PercentMalformed)
    unknown = operator(c.ReportProgress, action="away", percent=1, observed_on=DAY)
    scheduled().refuses(unknown, terms.ActionUnknown)
    ahead = operator(c.ReportProgress, action="works", percent=1, observed_on=date(2026, 4, 1))
    scheduled().refuses(ahead, access.DateInFuture)
    scheduled().when(progress(10)).then(progress(10))
    assert state_of(scheduled().when(progress(30), progress(20))).progress["works"].percent == 20


def test_completion_waits_for_every_tranche_and_a_report() -> None:
    complete = region(c.CompleteConvention, report="Rapport")
    refused = scheduled().refuses(complete, money.TranchesUnsettled)
    assert refused.values["tranches"] == "R1, R2"
    done = scheduled().when(
        *(region(c.CancelTranche, tranche=name, reason="x") for name in ("R1", "R2"))
    )
    done.refuses(region(c.CompleteConvention, report=" "), money.ReportMissing)
    assert done.when(complete)
    over = done.when(step(c.ReportExternalPayment, office, 5))
    over.refuses(complete, money.TranchesUnsettled)
