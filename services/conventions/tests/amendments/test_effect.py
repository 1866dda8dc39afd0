"""An amendment in effect: what it rewrites, what it tells, and the tranches it displaces."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.events import ContributionChange, CostChange
from conventions.domain.amendments.operations.amounts import AmendmentBelowCalled
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.events import FundsCalled, TranchePaid
from conventions.domain.tranches.rules import ReleaseRefused
from mithaq.dating import DateInFuture
from mithaq.errors import RuleBroken

from ..execution.story import REPORT, built
from ..people import COMMUNE, DAY, ID, REGION, Say, bookkeeper, clerk, operator, region
from ..proposal import contribution, mad
from ..story import in_force, state_of
from ..tranches.story import (
    R2_TERMS,
    amounts,
    cancelled,
    paid,
    reverse,
    scheduled,
    step,
    stepped,
    tranche,
)
from .story import RAISED, SHIFTED, effect, operations, signed

END = date(2028, 3, 2)


def change(name: str, who: UUID, before: int, after: int) -> ContributionChange:
    return ContributionChange(
        before=contribution(name, who, before),
        after=contribution(name, who, after),
    )


def test_its_effect_rewrites_what_it_announced_and_nothing_else() -> None:
    before = state_of(in_force())
    after = state_of(signed(in_force(), SHIFTED).when(effect()))
    changed = {"region-26": mad(350), "commune-26": mad(250)}
    for name, promise in after.terms.contributions.items():
        assert promise.amount == changed.get(name, before.terms.contributions[name].amount)
    assert replace(after.terms, contributions={}) == replace(before.terms, contributions={})
    assert after.ends_on == before.ends_on


def test_its_effect_tells_each_change() -> None:
    took_effect = e.AmendmentTookEffect(
        convention_id=ID,
        amendment=1,
        effective_on=DAY,
        contributions=(
            change("commune-26", COMMUNE, 200, 250),
            change("region-26", REGION, 400, 350),
        ),
        costs=(),
        total=mad(1000),
        ends_on=END,
    )
    signed(in_force(), SHIFTED).then(effect(), took_effect)


def test_its_effect_tells_each_cost_that_changes() -> None:
    took_effect = e.AmendmentTookEffect(
        convention_id=ID,
        amendment=1,
        effective_on=DAY,
        contributions=(change("region-26", REGION, 400, 450),),
        costs=(CostChange(action="works", year=2026, before=mad(700), after=mad(750)),),
        total=mad(1050),
        ends_on=END,
    )
    story = signed(in_force(), RAISED)
    story.then(effect(), took_effect)
    works = state_of(story.when(effect())).terms.actions["works"]
    assert (works.cost, works.years[0].cost) == (mad(1050), mad(750))


def test_a_longer_duration_moves_the_end() -> None:
    wanted = operations(ends_on=date(2029, 1, 1))
    assert state_of(signed(in_force(), wanted).when(effect())).ends_on == date(2029, 1, 1)


def test_exactly_what_is_paid_is_enough_and_the_rest_is_cancelled() -> None:
    exactly = operations({"region-26": 150, "commune-26": 450})
    took_effect = e.AmendmentTookEffect(
        convention_id=ID,
        amendment=1,
        effective_on=DAY,
        contributions=(
            change("commune-26", COMMUNE, 200, 450),
            change("region-26", REGION, 400, 150),
        ),
        costs=(),
        total=mad(1000),
        ends_on=END,
    )
    story = signed(scheduled().when(*paid(150)), exactly)
    story.then(effect(), took_effect, cancelled("R2", None, amounts(250), amendment=1))


def test_money_that_moved_since_is_checked_again_at_the_effect() -> None:
    story = signed(scheduled(), operations({"region-26": 150, "commune-26": 450}))
    since = story.when(
        *paid(150),
        step(tranches.JustifyTranche, bookkeeper, 150),
        *built(50),
        REPORT,
        step(tranches.CallFunds, operator, 1, "R2"),
    )
    since.refuses(effect(), AmendmentBelowCalled)


def test_uncalled_tranches_without_room_are_cancelled_and_replanned() -> None:
    wanted = operations({"region-26": 300, "commune-26": 300})
    story = signed(scheduled(), wanted).when(effect())
    after = state_of(story).tranches
    assert (after["R1"].cancelled, after["R2"].cancelled) == (False, True)
    *steps, payment = paid(150)
    again = tranche("R3", "region-26", 150, date(2026, 9, 1), **R2_TERMS)
    replanned = story.when(again, *steps)
    replanned.then(payment, stepped(TranchePaid, payment))


def test_a_raised_contribution_is_replanned_before_the_next_call() -> None:
    story = signed(scheduled(), RAISED).when(effect())
    call = step(tranches.CallFunds, operator, 1)
    refused = story.refuses(call, ReleaseRefused)
    assert refused.values["unplanned"] == "50.00"
    replanned = story.when(tranche("R3", "region-26", 50))
    replanned.then(call, stepped(FundsCalled, call))


def test_dates_of_the_effect() -> None:
    story = signed(in_force(), RAISED)
    early = region(c.PutAmendmentIntoEffect, amendment=1, effective_on=date(2026, 3, 1))
    story.refuses(early, rules.EffectBeforeSignature)
    ahead = region(c.PutAmendmentIntoEffect, amendment=1, effective_on=date(2026, 4, 1))
    story.refuses(ahead, DateInFuture)


def test_no_tranche_is_planned_before_the_day_on_which_its_money_was_promised() -> None:
    """Found by the model campaign: fifty more from the effect on, planned from before it."""
    later = DAY + timedelta(days=10)
    took = Say(region.caller, later)(c.PutAmendmentIntoEffect, amendment=1, effective_on=later)
    story = signed(in_force(), RAISED).when(took)
    plan = tranche("R1", "region-26", 450)
    early = replace(plan, header=region.on_day(DAY, later).header)
    refused = story.refuses(early, DateBeforePrevious)
    assert (refused.values["fact"], refused.values["part"]) == ("contribution", "region-26")
    story.accepts(replace(plan, header=region.on_day(later).header))


@pytest.mark.parametrize(
    ("outside", "rule"), [(False, AmendmentBelowCalled), (True, DateBeforePrevious)]
)
def test_what_moved_since_is_not_left_in_a_smaller_promise(
    outside: bool,
    rule: type[RuleBroken],
) -> None:
    """Found by the model campaign: a call of all of it that was taken back, a payment outside."""
    later = DAY + timedelta(days=2)
    story = signed(in_force(), SHIFTED).when(tranche("R1", "region-26", 400))
    if outside:
        story = story.when(step(tranches.ReportExternalPayment, clerk.on_day(later), 1))
    else:
        taken_back = replace(reverse(Stage.CALLED, 400), header=clerk.on_day(later).header)
        story = story.when(step(tranches.CallFunds, operator, 400), taken_back)
    effective = {"amendment": 1, "effective_on": later}
    early = region.on_day(DAY, later)(c.PutAmendmentIntoEffect, amendment=1)
    story.refuses(early, rule)
    after = story.when(region.on_day(later)(c.PutAmendmentIntoEffect, **effective))
    assert state_of(after).tranches["R1"].cancelled


def test_a_tranche_is_not_displaced_before_the_last_of_its_calls() -> None:
    later = DAY + timedelta(days=2)
    story = signed(in_force(), SHIFTED).when(
        tranche("R1", "region-26", 400),
        step(tranches.CallFunds, operator, 300),
        replace(reverse(Stage.CALLED, 300), header=clerk.on_day(later).header),
    )
    early = region.on_day(DAY, later)(c.PutAmendmentIntoEffect, amendment=1)
    assert story.refuses(early, DateBeforePrevious).values["day"] == str(later)
