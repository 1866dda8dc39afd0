"""The plan as an amendment would make it, told before it is: in a trial, and of one under way."""

from dataclasses import replace

from conventions.domain.amendments import commands as c
from conventions.domain.amendments.outlook import outlook_of
from conventions.domain.core.amendment import (
    Operations,
)
from conventions.domain.core.balance import TotalsDiffer
from conventions.domain.figures import figures
from mithaq.trials import changes

from ..people import COMMUNE, DAY, REGION, region
from ..proposal import WORKS, contribution, mad, yearly
from ..story import in_force, state_of
from .story import draft, effect, operations, signed

GARDEN = replace(WORKS, action="garden", label_fr="Jardin", cost=mad(50), years=yearly(y2027=50))
FOR_GARDEN = replace(contribution("garden-27", COMMUNE, 50, year=2027), action="garden")
ADDED = Operations(actions=(GARDEN,), contributions=(FOR_GARDEN,))


def test_a_trial_of_a_draft_tells_the_plan_as_amended_party_by_party() -> None:
    before, after = state_of(in_force()), state_of(in_force().when(draft(ADDED)))
    told = {
        each.figure: (each.before, each.after) for each in changes(figures(before), figures(after))
    }
    assert _centimes(told[f"parties.{COMMUNE}.as_amended"]) == (300_00, 350_00)
    assert _centimes(told["total_as_amended"]) == (1000_00, 1050_00)
    assert f"parties.{REGION}.as_amended" not in told
    done = state_of(signed(in_force(), ADDED).when(effect()))
    last = {each.figure: each for each in changes(figures(before), figures(done))}
    assert _centimes((last[f"parties.{COMMUNE}.promised"].after,)) == (350_00,)


def _centimes(told: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(getattr(each, "centimes", each) for each in told)


def test_the_outlook_tells_the_rule_that_stands_against_it() -> None:
    story = in_force().when(draft(Operations(contributions=(contribution("more", REGION, 5),))))
    state = state_of(story)
    told = outlook_of(state, state.amendments[1], DAY)
    assert (told.total_before, told.total_after) == (mad(1000), mad(1005))
    assert told.refused_by == TotalsDiffer.code
    (region_,) = (each for each in told.parties if each.organisation_id == REGION)
    assert (region_.before, region_.after, region_.signs) == (mad(700), mad(705), True)


def test_revising_writes_all_anew() -> None:
    story = in_force().when(draft(ADDED))
    revise = region(c.ReviseAmendment, amendment=1, reason="moins", operations=LESS)
    assert state_of(story.when(revise)).amendments[1].operations == LESS


LESS = operations({"region-26": 350}, {2026: 650})
