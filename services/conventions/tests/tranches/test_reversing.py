"""Each step can be taken back, by another person, as far as nothing rests on it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from mithaq.commands import Caller

from ..people import (
    COMMUNE,
    DAY,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    controller,
    office,
    operator,
    region,
    registrar,
)
from ..proposal import mad
from ..story import Story, state_of
from .story import paid, reverse, scheduled, settle, step

STAGES = (Stage.CALLED, Stage.COMMITTED, Stage.VISAED, Stage.ORDERED, Stage.PAID, Stage.JUSTIFIED)
BY = dict(zip(STAGES, (operator, region, controller, region, accountant, registrar), strict=True))
PAYMENT = "PayTranche R1 150"


def done() -> Story:
    return scheduled().when(*paid(150), step(c.JustifyTranche, bookkeeper, 150))


def taken_back(stage: Stage, dirhams: int, say: Say = clerk) -> c.ReverseStep:
    return reverse(stage, dirhams, say, reference=PAYMENT if stage is Stage.PAID else None)


def test_a_whole_tranche_is_taken_back_step_by_step_from_the_last() -> None:
    story = done()
    for stage in reversed(STAGES):
        story.refuses(taken_back(stage, 151), rules.NotReversible)
        for nothing in (0, -1):
            story.refuses(taken_back(stage, nothing), core.AmountNotPositive)
        story = story.when(taken_back(stage, 150))
        assert not state_of(story).tranches["R1"].flow(stage).total
    assert state_of(story).tranches["R1"].stage is Stage.PLANNED


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_what_the_next_step_rests_on_stays(stage: Stage) -> None:
    refused = done().refuses(taken_back(stage, 1), rules.NotReversible)
    assert refused.values["left"] == "0.00"


@pytest.mark.parametrize("stage", STAGES)
def test_nobody_takes_back_its_own_step(stage: Stage) -> None:
    own = BY[stage].caller
    folded = Say(replace(own, subject=own.subject.upper(), roles=own.roles | {"office"}))
    done().refuses(taken_back(stage, 1, folded), rules.SecondPersonNeeded)


def test_a_reversal_says_what_and_why() -> None:
    ordered = scheduled().when(*paid(100)[:4])
    rejected = reverse(Stage.ORDERED, 100, accountant)
    (event,) = ordered.when(rejected).history[-1:]
    assert isinstance(event, e.StepReversed)
    assert (event.stage, event.amount, event.reason, event.act, event.on) == (
        Stage.ORDERED,
        mad(100),
        "rejet",
        "note 1",
        DAY,
    )
    silent = replace(rejected, reason=" ")
    ordered.refuses(silent, core.ReasonMissing)
    ordered.refuses(reverse(Stage.PLANNED, 1), rules.StageNotReversible)
    ordered.refuses(reverse(Stage.CANCELLED, 1), rules.StageNotReversible)


def test_whose_money_it_is_or_the_treasury_takes_back() -> None:
    ordered = scheduled().when(*paid(100)[:4])
    ordered.refuses(reverse(Stage.ORDERED, 1, commune), core.NotTheFunder)
    roles = frozenset({"accountant"})
    theirs = Say(Caller(subject="payer", organisation=COMMUNE, roles=roles))
    ordered.refuses(reverse(Stage.ORDERED, 1, theirs), core.NotTheFunder)
    colleague = Say(replace(region.caller, subject="region-clerk"))
    ordered.accepts(reverse(Stage.ORDERED, 1, colleague))


def test_a_justification_is_refused_by_who_paid() -> None:
    refused = done().when(reverse(Stage.JUSTIFIED, 150, region))
    assert state_of(refused).tranches["R1"].justified == mad(0)
    refused.accepts(step(c.JustifyTranche, bookkeeper, 150))


def test_a_payment_is_taken_back_by_its_reference() -> None:
    story = scheduled().when(*paid(150))
    story.refuses(reverse(Stage.PAID, 150), rules.PaymentUnknown)
    story.refuses(reverse(Stage.PAID, 150, reference="VIR 99"), rules.PaymentUnknown)
    back = story.when(taken_back(Stage.PAID, 50))
    back.refuses(taken_back(Stage.PAID, 101), rules.NotReversible)
    assert list(state_of(back).tranches["R1"].references.values()) == [mad(100)]


def test_a_call_is_taken_back_by_who_called_and_not_by_who_owes() -> None:
    called = scheduled().when(step(c.CallFunds, operator, 100))
    called.refuses(reverse(Stage.CALLED, 100, region), rules.SecondPartyNeeded)
    called.accepts(reverse(Stage.CALLED, 100, bookkeeper))
    called.accepts(reverse(Stage.CALLED, 100, office))


@pytest.mark.parametrize(
    ("stage", "say"),
    [
        (Stage.CALLED, accountant),
        (Stage.CALLED, commune),
        (Stage.COMMITTED, bookkeeper),
        (Stage.VISAED, region),
        (Stage.PAID, region),
        (Stage.PAID, bookkeeper),
        (Stage.JUSTIFIED, controller),
    ],
)
def test_a_step_is_taken_back_by_those_it_concerns(stage: Stage, say: Say) -> None:
    done().refuses(taken_back(stage, 1, say), core.CapacityRefused)


def test_another_funder_takes_back_no_justification_of_this_money() -> None:
    done().refuses(reverse(Stage.JUSTIFIED, 1, commune), core.NotTheFunder)


def test_an_imputation_is_taken_back_and_leaves_its_advance_again() -> None:
    story = scheduled().when(
        *paid(100)[:4],
        step(c.ReportExternalPayment, office, 130),
        settle(Settlement.KEPT_AS_ADVANCE, 30),
        *paid(30)[:4],
        accountant(c.ImputeAdvance, tranche="R1", amount=mad(30), act="OR 1", advance_of="R1"),
    )
    back = clerk(
        c.ReverseStep,
        tranche="R1",
        stage=Stage.PAID,
        amount=mad(30),
        act="note 2",
        reason="erreur",
        advance_of="R1",
    )
    undone = state_of(story.when(back)).tranches["R1"]
    assert (undone.paid, undone.advance, undone.beyond) == (mad(100), mad(30), mad(30))
    story.refuses(replace(back, amount=mad(31)), rules.AdvanceExceeded)
    story.refuses(replace(back, advance_of="R2"), rules.AdvanceExceeded)
    story.when(back).refuses(back, rules.AdvanceExceeded)


def test_a_payment_is_taken_back_from_no_day_before_it_was_made() -> None:
    """Nor is an imputation: what another payment had paid by then is not what is taken back."""
    days = [DAY + timedelta(days=n) for n in range(4)]

    def on(say: Say, nth: int) -> Say:
        return say.on_day(days[nth], days[3])

    story = scheduled().when(
        *paid(100)[:4],
        step(c.ReportExternalPayment, office, 130),
        settle(Settlement.KEPT_AS_ADVANCE, 30),
        *paid(50)[:4],
        accountant.on_day(days[2])(
            c.ImputeAdvance, tranche="R1", amount=mad(30), act="OR 1", advance_of="R1"
        ),
        replace(step(c.PayTranche, on(accountant, 2), 20), act="VIR 2"),
    )
    payment = reverse(Stage.PAID, 20, on(clerk, 1), reference="VIR 2")
    assert story.refuses(payment, rules.PaymentUnknown).values["paid"] == "0.00"
    advance = replace(reverse(Stage.PAID, 30, on(clerk, 1)), advance_of="R1")
    assert story.refuses(advance, rules.AdvanceExceeded).values["advance"] == "0.00"
    later = story.when(reverse(Stage.PAID, 20, on(clerk, 3), reference="VIR 2"))
    later.refuses(reverse(Stage.PAID, 1, on(clerk, 2), reference="VIR 2"), rules.PaymentUnknown)
    for command in (payment, advance):
        back = replace(command, header=on(clerk, 2).header)
        story.accepts(back)
