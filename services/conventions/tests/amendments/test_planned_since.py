"""An effect dated back leaves no day on which more was planned than is promised on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.planned_since import AmendmentBelowPlanned
from conventions.domain.core.amendment import Operations, Reschedule, Termination
from conventions.domain.tranches.commands import CancelTranche, PlanTranche

from ..people import DAY, Say, region
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import tranche
from .story import effect, operations, signed

PLANNED, CANCELLED, TODAY = (DAY + timedelta(days=n) for n in (2, 5, 9))
WITHDRAWN = replace(operations({"commune-26": 600}), withdrawn_contributions=("region-26",))
LOWERED = operations({"region-26": 250, "commune-26": 350})


def plan(name: str, dirhams: int, on: date = PLANNED) -> PlanTranche:
    return replace(tranche(name, "region-26", dirhams), header=region.on_day(on).header)


def between(wanted: Operations, dirhams: int, *before: PlanTranche) -> Story:
    """Signed; then so much is planned, and given up again three days later."""
    cancel = Say(region.caller, CANCELLED)(CancelTranche, tranche="B", reason="report")
    return signed(in_force().when(*before), wanted).when(plan("B", dirhams), cancel)


def took(on: date | None) -> c.PutAmendmentIntoEffect:
    return replace(effect(), header=region.on_day(TODAY).header, effective_on=on)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [(WITHDRAWN, 0), (LOWERED, 250), (Operations(termination=Termination()), 0)],
)
def test_what_was_planned_and_given_up_since_is_held_against_the_effect(
    wanted: Operations, left: int
) -> None:
    """Found by the model campaign: on the three days between, four hundred were planned."""
    story = between(wanted, 400)
    refused = story.refuses(took(None), AmendmentBelowPlanned)
    assert (refused.values["asked"], refused.values["planned"]) == (str(mad(left)), "400.00")
    assert refused.values["fits_from"] == str(CANCELLED)
    story.refuses(took(CANCELLED - timedelta(days=1)), AmendmentBelowPlanned)
    story.accepts(took(CANCELLED))


def test_what_stays_planned_counts_beside_what_was_given_up() -> None:
    """A hundred and fifty stay; a hundred and one beside them are one too many for that time."""
    begun = plan("A", 150, DAY)
    between(LOWERED, 101, begun).refuses(took(None), AmendmentBelowPlanned)
    between(LOWERED, 100, begun).accepts(took(None))


def test_what_the_effect_cancels_itself_is_not_counted() -> None:
    """Of four hundred planned before, none has room in two hundred and fifty."""
    story = between(LOWERED, 100, plan("A", 300, DAY))
    after = story.when(took(None))
    assert state_of(after).tranches["A"].cancelled


def test_a_tranche_that_is_rescheduled_to_more_counts_from_the_effect() -> None:
    """Two hundred and fifty go to four hundred on a day on which another held the rest."""
    more = Reschedule(tranche="A", due_on=date(2026, 7, 1), amount=mad(400))
    story = between(Operations(reschedules=(more,)), 150, plan("A", 250, DAY))
    story.refuses(took(None), AmendmentBelowPlanned)
    story.accepts(took(CANCELLED))


def test_who_must_wait_for_no_day_is_not_told_to() -> None:
    """A promise that grows, or that nothing was planned of since, holds from its signature."""
    between(operations({"region-26": 450}, {2026: 750}), 400).accepts(took(None))
    between(operations({"region-27": 200, "commune-26": 200}, {2027: 200}), 400).accepts(took(None))
