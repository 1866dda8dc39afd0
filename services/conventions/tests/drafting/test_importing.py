"""A plan handed in whole becomes the plan of the text, or every fault of it is told."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import AmountsTooLarge, YearOutsidePeriod
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.terms import Action, Contribution, ReleaseTerms, Share
from conventions.domain.drafting import events as e
from conventions.domain.drafting.commands import ImportPlan, Placed, PledgeContribution
from conventions.domain.shares.events import SharePromised, ShareWithdrawn
from hypothesis import given
from hypothesis import strategies as st
from mithaq.errors import MithaqError

from ..campaigns import campaign
from ..people import COMMUNE, ID, REGION, STRANGER, commune, region
from ..proposal import PLEDGES, WORKS, contribution, mad, share, yearly
from ..shares.story import OF_COMMUNE, promised
from ..story import drafted, in_a_round, state_of

ROAD = Action(
    action="road",
    label_fr="Voirie",
    territory="01.511.01.0",
    cost=mad(100),
    years=yearly(y2026=100),
)


def handed_in(
    actions: tuple[Action, ...] = (WORKS,),
    contributions: tuple[Contribution, ...] = PLEDGES,
    shares: tuple[Share, ...] = (),
) -> ImportPlan:
    rows = iter(range(2, 10_000))
    return region(
        ImportPlan,
        actions=tuple(Placed(next(rows), each) for each in actions),
        contributions=tuple(Placed(next(rows), each) for each in contributions),
        shares=tuple(Placed(next(rows), each) for each in shares),
    )


def test_the_same_plan_again_changes_nothing() -> None:
    drafted().then(handed_in())


def test_what_is_not_in_it_goes_and_what_is_new_comes() -> None:
    theirs = replace(contribution("road-26", COMMUNE, 100), action="road")
    other = share("open", COMMUNE, 7)
    told = handed_in((ROAD,), (theirs,), (other,))
    gone = [e.ContributionWithdrawn(convention_id=ID, contribution=each) for each in PLEDGES]
    promised().when(handed_in())
    drafted().then(
        told,
        *gone,
        e.ActionPlanned(convention_id=ID, action=ROAD),
        e.ContributionPledged(convention_id=ID, contribution=theirs),
        SharePromised(convention_id=ID, share=other),
        e.ActionRemoved(convention_id=ID, action=WORKS),
    )


def test_shares_are_part_of_it() -> None:
    before = state_of(promised()).terms
    kept = tuple(before.contributions.values())
    less = replace(OF_COMMUNE, amount=mad(150))
    promised().then(
        handed_in(contributions=kept, shares=(less,)),
        ShareWithdrawn(convention_id=ID, share=before.shares["region-open"]),
        SharePromised(convention_id=ID, share=less, replaced=OF_COMMUNE),
    )


def test_what_the_text_asks_before_funds_are_called_stays() -> None:
    asked = replace(PLEDGES[0], release=ReleaseTerms(progress_at_least=40))
    story = drafted().when(region(PledgeContribution, contribution=asked))
    story.then(handed_in())


def test_every_fault_is_told_with_its_row_and_nothing_changes() -> None:
    late = replace(ROAD, years=yearly(y2031=100))
    wrong = (
        contribution("a", STRANGER, 5),
        contribution("b", COMMUNE, 0),
        replace(contribution("c", COMMUNE, 5), action="away"),
        PLEDGES[0],
    )
    refused = drafted().refuses(handed_in((WORKS, late), wrong), YearOutsidePeriod)
    assert [(each.code, each.at["row"], each.at["field"]) for each in refused.findings] == [
        ("year-outside-period", 3, "year"),
        ("party-unknown", 4, "party"),
        ("amount-not-positive", 5, "amount"),
        ("action-unknown", 6, "action"),
    ]


def test_it_is_for_who_edits_while_no_round_is_open() -> None:
    command: ConventionCommand = handed_in()
    in_a_round().refuses(command, RoundStillOpen)
    drafted().refuses(replace(command, header=commune.header), core.CapacityRefused)
    largest = contribution("x", COMMUNE, 10**12)
    drafted().refuses(handed_in(contributions=(*PLEDGES, largest)), AmountsTooLarge)


@campaign
@given(st.lists(st.tuples(st.integers(-1, 300), st.sampled_from([2025, 2026, 2027])), max_size=6))
def test_property_an_import_is_whole_or_nothing(rows: list[tuple[int, int]]) -> None:
    pledges = tuple(
        contribution(f"p{nth}", REGION, amount, year=year)
        for nth, (amount, year) in enumerate(rows)
    )
    story = drafted()
    before: Convention = state_of(story)
    wrong = [nth for nth, (amount, year) in enumerate(rows) if amount <= 0 or year < 2026]
    if wrong:
        with pytest.raises(MithaqError) as refused:
            story.when(handed_in(contributions=pledges))
        assert [each.at["row"] for each in refused.value.findings] == [3 + nth for nth in wrong]
        assert state_of(story) == before
    else:
        after = state_of(story.when(handed_in(contributions=pledges)))
        assert dict(after.terms.contributions) == {each.contribution: each for each in pledges}
