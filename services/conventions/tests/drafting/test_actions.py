"""Actions and their yearly costs: planned, planned again, removed."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.terms import Action
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from conventions.domain.drafting import rules
from mithaq.errors import MithaqError

from ..people import ID, region
from ..proposal import DRAFT, WORKS, mad, yearly
from ..story import drafted, state_of


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        (replace(WORKS, cost=mad(900)), rules.YearlyCostsDiffer),
        (replace(WORKS, cost=mad(0)), core.AmountNotPositive),
        (replace(WORKS, years=yearly(y2030=1000)), YearOutsidePeriod),
        (replace(WORKS, years=yearly(y2026=500) * 2), core.NameDuplicated),
        (replace(WORKS, years=yearly(y2026=1100, y2027=-100)), core.AmountNegative),
    ],
)
def test_an_action_is_refused(action: Action, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.PlanAction, action=action), rule)


def test_planning_the_same_action_again_changes_nothing() -> None:
    drafted().then(region(c.PlanAction, action=WORKS))


def test_an_action_planned_again_tells_what_it_replaces() -> None:
    dearer = replace(WORKS, cost=mad(1100), years=yearly(y2026=800, y2027=300))
    planned = e.ActionPlanned(convention_id=ID, action=dearer, replaced=WORKS)
    drafted().then(region(c.PlanAction, action=dearer), planned)
    assert state_of(drafted().given(planned)).terms.actions == {"works": dearer}


def test_an_action_goes_once_its_money_is_gone() -> None:
    drafted().refuses(region(c.RemoveAction, action="works"), rules.ActionHasContributions)
    drafted().refuses(region(c.RemoveAction, action="away"), core.ActionUnknown)
    names = [p.contribution for p in DRAFT.contributions]
    emptied = drafted().when(*(region(c.WithdrawContribution, contribution=n) for n in names))
    removed = e.ActionRemoved(convention_id=ID, action=WORKS)
    emptied.then(region(c.RemoveAction, action="works"), removed)


def test_a_cost_may_be_unknown_or_known_before_its_years() -> None:
    unknown = replace(WORKS, action="study", cost=None, years=())
    story = drafted().when(region(c.PlanAction, action=unknown))
    assert state_of(story).terms.actions["study"].cost is None
    known = replace(unknown, cost=mad(50))
    story = story.when(region(c.PlanAction, action=known))
    assert state_of(story).terms.actions["study"] == known


def test_years_are_split_of_a_cost_that_is_known() -> None:
    split = replace(WORKS, cost=None)
    refused = drafted().refuses(region(c.PlanAction, action=split), rules.CostBehindYears)
    assert refused.values["years"] == "1000.00"


def test_a_year_may_be_unknown_and_what_is_known_of_the_period_binds() -> None:
    story = drafted().when(
        region(c.ReviseTotal, total=mad(1000), first_year=None, last_year=2027, reason="à dater")
    )
    early = replace(WORKS, years=yearly(y2019=700, y2027=300))
    assert state_of(story.when(region(c.PlanAction, action=early)))
    late = replace(WORKS, years=yearly(y2028=700, y2027=300))
    story.refuses(region(c.PlanAction, action=late), YearOutsidePeriod)
