"""What keeps a text from being agreed: every gap at once, each with its amount."""

from dataclasses import replace

from conventions.domain.core.balance import (
    CostUnknown,
    PeriodUnknown,
    ShareBeyondPlan,
    TotalsDiffer,
    YearPlanDiffers,
    faults_of,
)
from conventions.domain.core.frame import Frame
from conventions.domain.core.terms import Action, Terms
from conventions.domain.drafting.commands import PlanAction, PledgeContribution, ReviseTotal
from conventions.domain.negotiation.commands import AgreeText
from mithaq.errors import RuleBroken

from ..people import COMMUNE, REGION, region
from ..proposal import WORKS, contribution, mad, share, yearly
from ..shares.story import LATER, OF_COMMUNE, promised
from ..story import TO_A_ROUND, TO_CONSENSUS, drafted, state_of

STRICT = Frame()
OPEN = Frame(open_shares=True)


def faults(terms: Terms, frame: Frame) -> list[tuple[str, object]]:
    return [(fault.code, _figure(fault)) for fault in faults_of(terms, frame)]


def _figure(fault: RuleBroken) -> object:
    names = ("contributions_difference", "difference", "excess", "actions", "shares")
    return next((fault.values[name] for name in names if name in fault.values), None)


def test_a_text_that_closes_has_none() -> None:
    terms = state_of(drafted()).terms
    assert faults(terms, STRICT) == []
    assert faults(state_of(promised()).terms, LATER) == []


def test_all_gaps_are_told_at_once() -> None:
    terms = state_of(drafted()).terms
    less = contribution("region-26", REGION, 350)
    more = contribution("region-27", REGION, 310, year=2027)
    broken = replace(
        terms, contributions={**terms.contributions, "region-26": less, "region-27": more}
    )
    assert faults(broken, STRICT) == [
        ("totals-differ", "-40.00"),
        ("year-plan-differs", "-50.00"),
        ("year-plan-differs", "10.00"),
    ]


def test_the_refusal_carries_all_of_them() -> None:
    story = drafted().when(
        region(PledgeContribution, contribution=contribution("region-26", REGION, 350)),
        region(PledgeContribution, contribution=contribution("region-27", REGION, 310, year=2027)),
        *TO_A_ROUND,
        *TO_CONSENSUS,
    )
    refused = story.refuses(region(AgreeText), TotalsDiffer)
    assert [type(each) for each in refused.findings] == [
        TotalsDiffer,
        YearPlanDiffers,
        YearPlanDiffers,
    ]


def test_what_is_unknown_is_known_when_the_text_is_agreed() -> None:
    unknown = Action(action="study", label_fr="Étude", territory="01.511.01.0", cost=None, years=())
    story = drafted().when(
        region(PlanAction, action=unknown),
        region(ReviseTotal, total=mad(1000), first_year=None, last_year=2027, reason="à dater"),
        *TO_A_ROUND,
        *TO_CONSENSUS,
    )
    refused = story.refuses(region(AgreeText), PeriodUnknown)
    assert [type(each) for each in refused.findings] == [PeriodUnknown, CostUnknown]
    assert refused.findings[1].lists["actions"] == ("study",)


def test_a_cost_without_its_years_is_not_known_either() -> None:
    terms = state_of(drafted()).terms
    whole = replace(WORKS, years=())
    found = faults(replace(terms, actions={"works": whole}), STRICT)
    assert ("cost-unknown", "works") in found


def test_shares_count_and_are_split_unless_the_frame_gives_time() -> None:
    terms = state_of(promised()).terms
    assert faults(terms, STRICT) == [
        ("shares-unsplit", "commune-open, region-open"),
        ("year-plan-differs", "-200.00"),
        ("year-plan-differs", "-300.00"),
    ]


def test_a_share_larger_than_what_is_left_of_its_year_or_action_is_named() -> None:
    terms = state_of(promised()).terms
    more = replace(OF_COMMUNE, amount=mad(260))
    less = replace(terms.shares["region-open"], amount=mad(240))
    shares = {"commune-open": more, "region-open": less}
    assert faults(replace(terms, shares=shares), LATER) == [(ShareBeyondPlan.code, "60.00")]


def test_with_open_shares_a_total_is_agreed_that_is_not_wholly_promised() -> None:
    terms = state_of(drafted()).terms
    part = {k: v for k, v in terms.contributions.items() if k != "region-27"}
    fewer = replace(terms, contributions=part)
    assert faults(fewer, OPEN) == []
    assert faults(fewer, STRICT)[0] == ("totals-differ", "-300.00")
    beyond = {**terms.contributions, "more": contribution("more", COMMUNE, 1, year=2027)}
    assert faults(replace(terms, contributions=beyond), OPEN) == [
        ("totals-differ", "1.00"),
        ("year-plan-differs", "1.00"),
    ]
    free = {"open": share("open", COMMUNE, 100)}
    assert faults(replace(fewer, shares=free), replace(OPEN, later_split=True)) == []


def test_the_costs_of_an_open_framework_are_its_total_all_the_same() -> None:
    terms = state_of(drafted()).terms
    dearer = replace(WORKS, cost=mad(1100), years=yearly(y2026=800, y2027=300))
    assert faults(replace(terms, actions={"works": dearer}), OPEN)[0][0] == "totals-differ"
