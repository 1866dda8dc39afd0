"""Conditions of release are shed by no cancelling, planning again, splitting or amending."""

from datetime import date

import pytest
from conventions.domain.amendments import commands as amendments
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.rules import ReleaseRefused, ReleaseWeakened

from ..amendments.story import effect, operations
from ..amendments.story import signed as amended
from ..people import clerk, office, operator
from ..story import Story
from ..tranches.story import R2_TERMS, paid, scheduled, step, tranche

DUE = date(2026, 9, 1)
BARE = {"justified_before": 0, "progress_at_least": 0, "documents": ()}


def without(name: str) -> Story:
    return scheduled().when(clerk(c.CancelTranche, tranche=name, reason="x"))


@pytest.mark.parametrize("dirhams", [250, 249, 1])
@pytest.mark.parametrize(
    "changes",
    [
        BARE,
        {**R2_TERMS, "justified_before": 79},
        {**R2_TERMS, "progress_at_least": 49},
        {**R2_TERMS, "documents": ()},
        {**R2_TERMS, "documents": ("Site-Report",)},
    ],
)
def test_money_planned_again_keeps_its_conditions(dirhams: int, changes: dict[str, object]) -> None:
    again = tranche("R3", "region-26", dirhams, DUE, **changes)
    without("R2").refuses(again, ReleaseWeakened)


def test_nor_is_it_due_earlier() -> None:
    again = tranche("R3", "region-26", 250, date(2026, 8, 31), **R2_TERMS)
    without("R2").refuses(again, ReleaseWeakened)


def test_due_later_it_keeps_its_place() -> None:
    """What comes after it in the schedule waits for it as before."""
    story = without("R2").when(tranche("R3", "region-26", 250, date(2027, 9, 1), **R2_TERMS))
    refused = story.refuses(step(c.CallFunds, operator, 1, "R3"), ReleaseRefused)
    assert "previous-justified" in str(refused.values["conditions"])


def test_cancelling_what_goes_before_opens_nothing() -> None:
    """Without R1 there is nothing to justify; but its money has to be planned, in its place."""
    story = without("R1")
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), ReleaseRefused)
    assert "fully-planned" in str(refused.values["conditions"])
    behind = story.when(tranche("R3", "region-26", 150, date(2027, 1, 1)))
    refused = behind.refuses(step(c.CallFunds, operator, 1, "R2"), ReleaseRefused)
    assert "previous-justified" in str(refused.values["conditions"])


def test_two_tranches_planned_again_in_one_keep_the_stricter() -> None:
    story = without("R1").when(clerk(c.CancelTranche, tranche="R2", reason="x"))
    for terms in (BARE, R2_TERMS):
        one = tranche("R3", "region-26", 400, DUE, **terms)
        story.refuses(one, ReleaseWeakened)


def test_lowering_and_raising_by_amendments_brings_the_conditions_back() -> None:
    lowered = operations({"region-26": 150, "commune-26": 450})
    story = amended(scheduled(), lowered).when(effect())
    raised = operations({"region-26": 400, "commune-26": 200})
    story = story.when(
        office(amendments.DraftAmendment, reason="x", operations=raised),
    )
    story.refuses(tranche("R3", "region-26", 250, DUE), ReleaseWeakened)


def test_a_small_call_first_makes_no_later_tranche_the_first() -> None:
    story = scheduled().when(*paid(1))
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), ReleaseRefused)
    assert "previous-justified" in str(refused.values["conditions"])
