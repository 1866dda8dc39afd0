"""Planning, cancelling and documenting tranches (rule 2)."""

from datetime import date

import pytest
from conventions.domain.commands import executing as c
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events import executing as e
from conventions.domain.rules import access, money, terms
from conventions.domain.state import Stage
from mithaq.errors import MithaqError
from mithaq.money import Money

from .story import (
    ID,
    REGION,
    accountant,
    agreed,
    commune,
    controller,
    in_force,
    mad,
    operator,
    paid,
    region,
    scheduled,
    signed,
    state_of,
    step,
    tranche,
)

DIGEST = "ab" * 32


def test_a_tranche_shares_a_contribution() -> None:
    planned = e.TranchePlanned(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        amount=mad(150),
        due_on=date(2026, 6, 1),
    )
    signed().then(tranche("R1", "region-26", 150), planned)
    signed().given(planned).then(tranche("R1", "region-26", 150))


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (tranche("R1", "region-26", 149), money.TrancheAlreadyPlanned),
        (tranche("R3", "region-26", 1), money.TranchesExceedContribution),
        (tranche("R3", "gone", 1), terms.ContributionUnknown),
        (tranche("L1", "commune-land", 10), money.InKindNotPayable),
        (tranche("Z", "commune-26", 0), terms.AmountNotPositive),
        (tranche("Z", "commune-26", -3), terms.AmountNotPositive),
        (tranche("Z", "commune-26", 1, justified_before=101), money.PercentMalformed),
        (tranche("Z", "commune-26", 1, progress_at_least=-1), money.PercentMalformed),
    ],
)
def test_a_tranche_is_refused(command: ConventionCommand, rule: type[MithaqError]) -> None:
    scheduled().refuses(command, rule)


def test_planning_beyond_the_contribution_names_what_is_left() -> None:
    story = in_force().when(tranche("R1", "region-26", 150))
    refused = story.refuses(tranche("R2", "region-26", 251), money.TranchesExceedContribution)
    assert refused.values["left"] == "250.00"


def test_a_funder_plans_its_own_money_only() -> None:
    own = {"tranche": "C1", "amount": mad(10), "due_on": date(2026, 6, 1)}
    assert in_force().when(commune(c.PlanTranche, contribution="commune-26", **own))
    theirs = commune(c.PlanTranche, contribution="region-26", **own)
    in_force().refuses(theirs, access.NotTheFunder)
    in_force().refuses(
        operator(c.PlanTranche, contribution="commune-26", **own), access.CapacityRefused
    )


def test_nothing_is_scheduled_before_the_signature() -> None:
    agreed().refuses(tranche("R1", "region-26", 1), access.CommandClosed)


def test_cancelling_gives_room_back() -> None:
    cancelled = scheduled().when(region(c.CancelTranche, tranche="R2", reason="report"))
    assert state_of(cancelled).tranches["R2"].stage is Stage.CANCELLED
    assert cancelled.when(tranche("R3", "region-26", 250))
    cancelled.refuses(
        region(c.CancelTranche, tranche="R2", reason="encore"), money.TrancheIsCancelled
    )


def test_cancelling_keeps_what_was_paid() -> None:
    steps = (
        step(c.CallFunds, operator, 140),
        step(c.CommitTranche, region, 130),
        step(c.VisaTranche, controller, 120),
        step(c.OrderPayment, region, 100),
        step(c.PayTranche, accountant, 100),
    )
    half = scheduled().when(*steps, region(c.CancelTranche, tranche="R1", reason="solde"))
    kept = state_of(half).tranches["R1"]
    assert {kept.amount, kept.called, kept.committed, kept.visaed, kept.paid} == {mad(100)}
    assert not kept.cancelled
    done = half.when(step(c.JustifyTranche, operator, 100))
    assert state_of(done).tranches["R1"].settled


def test_an_order_or_a_payment_is_not_cancelled() -> None:
    cancel = region(c.CancelTranche, tranche="R1", reason="x")
    ordered = scheduled().when(*paid(150)[:4])
    assert ordered.refuses(cancel, money.OrderPending).values["pending"] == "150.00"
    scheduled().when(*paid(150)).refuses(cancel, money.TrancheFullyPaid)
    scheduled().refuses(region(c.CancelTranche, tranche="R1", reason=""), access.ReasonMissing)
    scheduled().refuses(region(c.CancelTranche, tranche="X", reason="x"), money.TrancheUnknown)


def test_a_document_is_known_by_its_digest() -> None:
    deposit = operator(c.DepositDocument, tranche="R2", kind="site-report", sha256=DIGEST)
    fact = e.DocumentDeposited(convention_id=ID, tranche="R2", kind="site-report", sha256=DIGEST)
    scheduled().then(deposit, fact)
    scheduled().given(fact).then(deposit)
    bad = operator(c.DepositDocument, tranche="R2", kind="site-report", sha256="AB")
    scheduled().refuses(bad, money.DigestMalformed)


def test_money_is_exact_to_the_centime() -> None:
    with pytest.raises(MithaqError) as caught:
        Money.of("1.005")
    assert caught.value.code == "money-malformed"
