"""Conditions of release belong to the agreed text, and nobody sheds them by planning again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conventions.domain.core.rules import PercentMalformed
from conventions.domain.core.terms import ReleaseTerms
from conventions.domain.core.text import canonical_text, text_sha256
from conventions.domain.drafting.commands import PledgeContribution
from conventions.domain.lifecycle import decide, evolve
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.rules import ReleaseRefused, ReleaseWeakened
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.errors import MithaqError

from ..execution.story import REPORT, built
from ..people import ID, bookkeeper, operator, region
from ..proposal import PLEDGES, mad
from ..story import drafted, in_force, origin_of, state_of
from .story import R2_TERMS, paid, scheduled, step, tranche

ASKED = ReleaseTerms(justified_before=50, progress_at_least=30, documents=("pv",))
PLEDGE = region(PledgeContribution, contribution=replace(PLEDGES[0], release=ASKED))
CANCEL = region(c.CancelTranche, tranche="R2", reason="report")
SEPTEMBER = date(2026, 9, 1)


def test_the_text_tells_its_conditions_only_where_it_has_some() -> None:
    plain, bound = drafted(), drafted().when(PLEDGE)
    assert text_sha256(state_of(plain)) != text_sha256(state_of(bound))
    told = canonical_text(ID, state_of(bound).terms)["contributions"]
    assert [each.get("release") for each in told] == [  # type: ignore[attr-defined]
        None,
        None,
        {"justified_before": 50, "progress_at_least": 30, "documents": ["pv"]},
        None,
    ]
    wrong = replace(PLEDGES[0], release=ReleaseTerms(justified_before=101))
    plain.refuses(region(PledgeContribution, contribution=wrong), PercentMalformed)


@pytest.mark.parametrize(
    "less",
    [
        {"justified_before": 49, "progress_at_least": 30, "documents": ("pv",)},
        {"justified_before": 50, "progress_at_least": 29, "documents": ("pv",)},
        {"justified_before": 50, "progress_at_least": 30, "documents": ("other",)},
        {},
    ],
)
def test_a_tranche_asks_for_what_the_text_asks(less: dict[str, Any]) -> None:
    state = state_of(in_force())
    contributions = {**state.terms.contributions, "region-26": PLEDGE.contribution}
    bound = replace(state, terms=replace(state.terms, contributions=contributions))
    with pytest.raises(ReleaseWeakened):
        decide(bound, tranche("R1", "region-26", 400, **less))
    enough: dict[str, Any] = {
        "justified_before": 50,
        "progress_at_least": 31,
        "documents": ("x", "pv"),
    }
    assert decide(bound, tranche("R1", "region-26", 400, **enough))


@pytest.mark.parametrize("part", [250, 1, 249])
def test_planning_again_keeps_the_conditions_and_the_day(part: int) -> None:
    story = scheduled().when(CANCEL)
    refused = story.refuses(tranche("R3", "region-26", part, SEPTEMBER), ReleaseWeakened)
    assert (refused.values["justified_before"], refused.values["documents"]) == (80, "site-report")
    early = tranche("R3", "region-26", part, date(2026, 8, 31), **R2_TERMS)
    story.refuses(early, ReleaseWeakened)
    story.accepts(tranche("R3", "region-26", part, SEPTEMBER, **R2_TERMS))


def test_no_part_of_what_was_given_up_is_shed() -> None:
    parts = [tranche(f"P{n}", "region-26", 50, SEPTEMBER, **R2_TERMS) for n in range(4)]
    story = scheduled().when(CANCEL, *parts)
    story.refuses(tranche("R9", "region-26", 50, SEPTEMBER), ReleaseWeakened)
    again = story.when(region(c.CancelTranche, tranche="P0", reason="encore"))
    again.refuses(tranche("R9", "region-26", 100, SEPTEMBER), ReleaseWeakened)
    again.accepts(tranche("R9", "region-26", 100, SEPTEMBER, **R2_TERMS))


def test_money_that_nothing_bound_is_planned_freely() -> None:
    story = scheduled().when(region(c.CancelTranche, tranche="R1", reason="x"))
    story.accepts(tranche("R3", "region-26", 150))


def test_a_small_tranche_in_between_opens_nothing() -> None:
    terms = {"justified_before": 80}
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R2", "region-26", 1, date(2026, 7, 1)),
        tranche("R3", "region-26", 249, SEPTEMBER, **terms),
        *paid(150),
        *paid(1, "R2"),
        step(c.JustifyTranche, bookkeeper, 1, "R2"),
    )
    refused = story.refuses(step(c.CallFunds, operator, 1, "R3"), ReleaseRefused)
    assert (refused.values["conditions"], refused.values["justified"]) == ("previous-justified", 0)
    story.when(step(c.JustifyTranche, bookkeeper, 120)).accepts(
        step(c.CallFunds, operator, 1, "R3")
    )


def test_an_earlier_due_day_does_not_escape_what_was_called_already() -> None:
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R0", "region-26", 250, date(2026, 5, 1), justified_before=80),
    )
    call = step(c.CallFunds, operator, 1, "R0")
    story.accepts(call)
    called = story.when(*paid(150))
    refused = called.refuses(call, ReleaseRefused)
    assert (refused.values["previous"], refused.values["justified"]) == ("R1", 0)


def test_what_came_first_stays_first_when_it_is_planned_for_a_later_day() -> None:
    later = tranche("R9", "region-26", 150, date(2026, 12, 1))
    story = scheduled().when(region(c.CancelTranche, tranche="R1", reason="x"), later)
    story = story.when(*built(50), REPORT)
    refused = story.refuses(step(c.CallFunds, operator, 1, "R2"), ReleaseRefused)
    assert refused.values["previous"] == "R9"
    story.accepts(step(c.CallFunds, operator, 1, "R9"))


def test_what_follows_a_justification_is_not_planned_together_with_what_it_follows() -> None:
    story = scheduled().when(region(c.CancelTranche, tranche="R1", reason="x"), CANCEL)
    together = tranche("R9", "region-26", 400, SEPTEMBER, **R2_TERMS)
    assert story.refuses(together, ReleaseWeakened).values["amount"] == "150.00"
    apart = story.when(tranche("R8", "region-26", 150))
    apart.accepts(tranche("R9", "region-26", 250, SEPTEMBER, **R2_TERMS))


def test_the_conditions_of_a_replanned_tranche_are_met_like_those_of_the_first() -> None:
    again = tranche("R3", "region-26", 250, SEPTEMBER, **R2_TERMS)
    story = scheduled().when(CANCEL, again, *paid(150))
    call = step(c.CallFunds, operator, 1, "R3")
    story.refuses(call, ReleaseRefused)
    done = story.when(
        step(c.JustifyTranche, bookkeeper, 120), *built(50), replace(REPORT, tranche="R3")
    )
    done.accepts(call)


@settings(deadline=None)
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from(["R1", "R2", "R3", "R4", "R5"]),
            st.integers(1, 400),
            st.sampled_from([{}, {"justified_before": 50}, R2_TERMS]),
            st.sampled_from([date(2026, 4, 1), SEPTEMBER]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_property_what_was_bound_stays_bound(
    moves: list[tuple[str, int, dict[str, object], date, bool]],
) -> None:
    """However it is cancelled and planned again, as much is bound as is planned of the 250."""
    state = state_of(scheduled())
    for name, dirhams, terms, due, cancels in moves:
        command = (
            region(c.CancelTranche, tranche=name, reason="x")
            if cancels
            else tranche(name, "region-26", dirhams, due, **terms)
        )
        try:
            events = decide(state, command)
        except MithaqError:
            continue
        for event in events:
            state = evolve(state, event, origin_of(command))
    live = [t for t in state.tranches.values() if not t.cancelled]
    loose = sum(
        t.amount.centimes for t in live if not t.planned.release.covers(ReleaseTerms(**R2_TERMS))
    )
    assert loose <= mad(150).centimes
