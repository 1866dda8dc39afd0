"""A completion typed for a day on which the convention was not in force yet, or still changing."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments.commands import WithdrawAmendment
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.vocabulary import ContributionKind
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.ending.commands import CompleteConvention
from conventions.domain.execution import commands as execution
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce

from ..amendments.story import draft, operations
from ..approvals.story import NEEDED, grants, request
from ..execution.story import provisional
from ..people import COMMUNE, DAY, Say, bookkeeper, commune, operator, region
from ..proposal import DRAFT, OUTLINE, WORKS, contribution, mad, yearly
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, signature, told

ALL_LAND = replace(
    DRAFT,
    outline=replace(OUTLINE, total=mad(100)),
    actions=(replace(WORKS, cost=mad(100), years=yearly(y2026=100)),),
    contributions=(contribution("land", COMMUNE, 100, kind=ContributionKind.LAND),),
)


RAISED_LAND = operations({"land": 200}, {2026: 200})


def later(say: Say, nth: int) -> Say:
    return say.on_day(day(nth), day(20))


def day(nth: int) -> date:
    return DAY + timedelta(days=nth)


def handed_over(nth: int) -> list[ConventionCommand]:
    """The land is given and the works are seen, all on one day."""
    land = {"contribution": "land", "amount": mad(100), "act": "PV 7"}
    seen = {"action": "works", "percent": 100, "observed_on": day(nth)}
    return [
        later(commune, nth)(deliveries.DeliverContribution, **land),
        later(operator, nth)(deliveries.AcceptDelivery, **land),
        later(bookkeeper, nth)(execution.ReportProgress, **seen),
        later(commune, nth)(execution.AcceptProgress, **seen),
    ]


def done(*, in_force: int) -> Story:
    """Signed on the first day, in force from another one, all of it done on the second."""
    story = told().when(ALL_LAND, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))
    story = story.when(request(*NEEDED), *grants(*NEEDED))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    begun = later(region, in_force)(EnterIntoForce, in_force_on=day(in_force))
    taken_over = provisional(later(commune, max(in_force, 1)))
    return story.when(begun, *handed_over(1), taken_over)


def completed(nth: int) -> CompleteConvention:
    return later(region, nth)(CompleteConvention, report="Rapport")


def test_not_before_it_was_in_force() -> None:
    story = done(in_force=10)
    assert story.refuses(completed(9), DateBeforePrevious).values["day"] == str(day(10))
    story.accepts(completed(10))


def test_not_before_the_last_amendment_was_withdrawn() -> None:
    withdrawn = later(region, 8)(WithdrawAmendment, amendment=1, reason="abandon")
    story = done(in_force=1).when(draft(RAISED_LAND, later(region, 7)), withdrawn)
    assert story.refuses(completed(7), DateBeforePrevious).values["day"] == str(day(8))
    story.accepts(completed(8))
