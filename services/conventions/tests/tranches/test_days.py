"""The days of money: first in, first out, and never on a day on which it could not move."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.flow import EMPTY, slack
from conventions.domain.core.standing import PartyInactive
from conventions.domain.ending import commands as ending
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from hypothesis import given
from hypothesis import strategies as st
from mithaq.money import Money

from ..execution.story import REPORT, accepted, built, progress
from ..people import (
    DAY,
    OPERATOR,
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
from ..story import Story, in_force
from .story import overpaid, paid, scheduled, step, stepped, tranche

APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in (4, 5, 6, 7))
STEPS = (
    (c.CallFunds, operator),
    (c.CommitTranche, region),
    (c.VisaTranche, controller),
    (c.OrderPayment, region),
    (c.PayTranche, accountant),
    (c.JustifyTranche, bookkeeper),
)


def on(say: Say, day: date) -> Say:
    """Effective on a day, recorded in July."""
    return say.on_day(day, JULY)


@pytest.mark.parametrize("nth", range(1, 6))
def test_a_step_follows_the_one_before_amount_by_amount(nth: int) -> None:
    """Ten by April, ninety more in June: a hundred is not there in May."""
    story = scheduled()
    for command, say in STEPS[:nth]:
        story = story.when(step(command, on(say, APRIL), 10), step(command, on(say, JUNE), 90))
    command, say = STEPS[nth]
    refused = story.refuses(step(command, on(say, MAY), 11), rules.StepBeforePrevious)
    assert refused.values["covered"] == "10.00"
    story.refuses(step(command, on(say, DAY), 1), rules.StepBeforePrevious)
    story.when(step(command, on(say, MAY), 10)).accepts(step(command, on(say, JUNE), 90))


def test_what_a_later_day_consumed_is_not_free_on_an_earlier_one() -> None:
    called = scheduled().when(step(c.CallFunds, on(operator, APRIL), 50))
    called = called.when(step(c.CallFunds, on(operator, JULY), 50))
    committed = called.when(step(c.CommitTranche, on(region, JUNE), 50))
    committed.refuses(step(c.CommitTranche, on(region, MAY), 1), rules.StepBeforePrevious)


def test_an_external_payment_is_within_what_was_ordered_by_its_day() -> None:
    story = scheduled()
    for command, say in STEPS[:4]:
        story = story.when(step(command, on(say, APRIL), 60), step(command, on(say, JUNE), 40))
    seen = step(c.ReportExternalPayment, on(office, MAY), 100)
    within = replace(stepped(e.TranchePaid, seen, 60), on=MAY)
    story.then(seen, within, overpaid(seen, 40))
    before = step(c.ReportExternalPayment, on(office, DAY), 100)
    story.then(before, overpaid(before, 100))
    unplanned = step(c.ReportExternalPayment, on(office, date(1990, 1, 1)), 100)
    story.refuses(unplanned, DateBeforePrevious)


def test_no_money_moves_on_a_day_of_suspension_even_once_it_is_over() -> None:
    story = scheduled().when(
        step(c.CallFunds, operator, 100),
        on(region, APRIL)(ending.SuspendConvention, reason="contrôle"),
        region.on_day(JUNE)(ending.ResumeConvention, reason="levée"),
    )
    for day in (APRIL, MAY):
        refused = story.refuses(step(c.CallFunds, on(operator, day), 1), rules.ReleaseRefused)
        assert refused.values["conditions"] == "not-suspended"
        story.refuses(step(c.CommitTranche, on(region, day), 1), rules.SuspendedThatDay)
    for day in (date(2026, 3, 31), JUNE):
        story.accepts(step(c.CommitTranche, on(region, day), 1))


def test_a_suspension_follows_the_force_the_money_and_the_last_resumption() -> None:
    def suspend(day: date) -> ending.SuspendConvention:
        return on(region, day)(ending.SuspendConvention, reason="x")

    def resume(day: date) -> ending.ResumeConvention:
        return region.on_day(day)(ending.ResumeConvention, reason="x")

    in_force().refuses(suspend(date(2026, 3, 1)), DateBeforePrevious)
    moved = scheduled().when(step(c.CallFunds, on(operator, MAY), 10))
    moved.refuses(suspend(APRIL), DateBeforePrevious)
    moved.accepts(suspend(MAY))
    suspended = in_force().when(suspend(MAY))
    suspended.refuses(resume(APRIL), DateBeforePrevious)
    suspended.when(resume(JUNE)).refuses(suspend(MAY), DateBeforePrevious)


def test_a_call_follows_the_planning_it_rests_on() -> None:
    story = in_force().when(replace(tranche("R1", "region-26", 400), header=on(region, MAY).header))
    early = story.refuses(step(c.CallFunds, on(operator, APRIL), 1), rules.ReleaseRefused)
    assert early.values["conditions"] == "fully-planned"
    story.accepts(step(c.CallFunds, on(operator, MAY), 1))


def test_a_call_follows_the_look_at_the_works_and_its_acceptance() -> None:
    seen = replace(progress(60, APRIL), header=on(bookkeeper, APRIL).header)
    story = _justified().when(seen, accepted(60, APRIL, on(commune, MAY)), REPORT)
    for day in (date(2026, 3, 31), APRIL):
        refused = story.refuses(step(c.CallFunds, on(operator, day), 1, "R2"), rules.ReleaseRefused)
        assert refused.values["conditions"] == "progress-reached"
    story.accepts(step(c.CallFunds, on(operator, MAY), 1, "R2"))


def test_an_older_look_told_late_releases_nothing() -> None:
    low = replace(progress(30, MAY), header=on(bookkeeper, MAY).header)
    old = replace(progress(60, APRIL), header=on(bookkeeper, MAY).header)
    story = _justified().when(REPORT, low, accepted(30, MAY, on(commune, MAY)))
    story = story.when(old, accepted(60, APRIL, on(commune, MAY)))
    refused = story.refuses(step(c.CallFunds, on(operator, JUNE), 1, "R2"), rules.ReleaseRefused)
    assert refused.values["conditions"] == "progress-reached"


def test_a_call_follows_the_document_it_rests_on() -> None:
    story = _justified().when(*built(60), replace(REPORT, header=on(bookkeeper, MAY).header))
    refused = story.refuses(step(c.CallFunds, on(operator, APRIL), 1, "R2"), rules.ReleaseRefused)
    assert refused.values["documents"] == "site-report"
    story.accepts(step(c.CallFunds, on(operator, MAY), 1, "R2"))


def test_a_call_follows_the_justification_it_rests_on() -> None:
    late = step(c.JustifyTranche, on(bookkeeper, MAY), 150)
    story = scheduled().when(*paid(150), late, *built(60), REPORT)
    refused = story.refuses(step(c.CallFunds, on(operator, APRIL), 1, "R2"), rules.ReleaseRefused)
    assert refused.values["conditions"] == "previous-justified"


def _justified() -> Story:
    return scheduled().when(*paid(150), step(c.JustifyTranche, bookkeeper, 150))


def test_a_tranche_is_planned_from_the_day_all_had_signed() -> None:
    early = replace(tranche("R1", "region-26", 1), header=on(region, date(2026, 3, 1)).header)
    in_force().refuses(early, DateBeforePrevious)


def test_what_a_later_cancellation_gives_back_is_not_planned_before_it() -> None:
    given_up = scheduled().when(on(region, JUNE)(c.CancelTranche, tranche="R2", reason="x"))
    again = tranche(
        "R3",
        "region-26",
        250,
        date(2026, 9, 1),
        justified_before=80,
        progress_at_least=50,
        documents=("site-report",),
    )
    early = replace(again, header=on(region, MAY).header)
    given_up.refuses(early, rules.TranchesExceedContribution)
    given_up.accepts(replace(again, header=on(region, JUNE).header))


@pytest.mark.parametrize("suspended", [REGION, OPERATOR])
@pytest.mark.parametrize("nth", range(5))
def test_no_money_moves_from_or_to_a_suspended_organisation(suspended: UUID, nth: int) -> None:
    story = scheduled()
    for command, say in STEPS[:nth]:
        story = story.when(step(command, say, 10))
    command, say = STEPS[nth]
    story.refuses(step(command, say.while_suspended(suspended), 1), PartyInactive)
    story.accepts(step(command, say, 1))


moves = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 50)), max_size=6)


@given(before=moves, after=moves, since=st.integers(1, 9))
def test_property_what_is_free_is_free_on_every_later_day(
    before: list[tuple[int, int]], after: list[tuple[int, int]], since: int
) -> None:
    flows = []
    for each in (before, after):
        flow = EMPTY
        for day, amount in each:
            flow = flow.move(date(2026, 1, day), Money(amount))
        flows.append(flow)
    days = [date(2026, 1, day) for day in range(since, 11)]
    left = min(flows[0].until(day).centimes - flows[1].until(day).centimes for day in days)
    assert slack(flows[0], flows[1], days[0]).centimes == left
