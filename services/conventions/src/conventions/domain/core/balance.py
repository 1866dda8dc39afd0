"""Rules 1 and 3: the money of the text adds up, and stays within what can be added up."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from mithaq.errors import Invalid, RuleBroken
from mithaq.money import Money

from conventions.domain.core.terms import Terms

# Of one convention: a million million dirhams. Each of its amounts and sums stays far below what
# Money holds, and 90,000 conventions at the bound still add up within 64 bits.
LARGEST: Final = Money.dirhams(10**12)


class AmountsTooLarge(Invalid):
    """The amounts of one convention add up to no more than a bound."""

    code = "amounts-too-large"


class YearOutsidePeriod(Invalid):
    """Costs and contributions fall in the years of the convention."""

    code = "year-outside-period"


class TotalsDiffer(RuleBroken):
    """Contributions, costs of actions and the total are one amount (rule 1)."""

    code = "totals-differ"


class YearPlanDiffers(RuleBroken):
    """Per action and year, contributions are the planned cost (rule 3)."""

    code = "year-plan-differs"


def summed(amounts: Iterable[Money]) -> Money:
    """Their sum. Raises AmountsTooLarge beyond what one convention may be worth."""
    total = sum(amount.centimes for amount in amounts)
    if total > LARGEST.centimes:
        raise AmountsTooLarge(sum=f"{total // 100}.{total % 100:02d}", limit=str(LARGEST))
    return Money(total)


def ensure_summable(terms: Terms) -> None:
    """The total, and all that is promised or planned, stay within the bound."""
    summed([terms.outline.total])
    summed(contribution.amount for contribution in terms.contributions.values())
    summed(action.cost for action in terms.actions.values())


def ensure_balanced(terms: Terms) -> None:
    """Rule 1 on the whole, then rule 3 on each action and year."""
    ensure_years_inside(terms)
    ensure_totals_agree(terms)
    ensure_year_plan_funded(terms)


def ensure_years_inside(terms: Terms) -> None:
    years = {c.year for c in terms.contributions.values()}
    years |= {yearly.year for action in terms.actions.values() for yearly in action.years}
    for year in sorted(years):
        ensure_year_inside(terms, year)


def ensure_year_inside(terms: Terms, year: int) -> None:
    first, last = terms.outline.first_year, terms.outline.last_year
    if not first <= year <= last:
        raise YearOutsidePeriod(year=year, first=first, last=last)


def ensure_totals_agree(terms: Terms) -> None:
    contributions = Money.sum(c.amount for c in terms.contributions.values())
    costs = Money.sum(action.cost for action in terms.actions.values())
    total = terms.outline.total
    if contributions != costs or costs != total:
        raise TotalsDiffer(
            total=str(total),
            contributions=str(contributions),
            costs=str(costs),
            contributions_difference=str(contributions - total),
            costs_difference=str(costs - total),
        )


def ensure_year_plan_funded(terms: Terms) -> None:
    promised: Counter[tuple[str, int]] = Counter()
    for contribution in terms.contributions.values():
        promised[contribution.action, contribution.year] += contribution.amount.centimes
    planned: Counter[tuple[str, int]] = Counter()
    for action in terms.actions.values():
        for yearly in action.years:
            planned[action.action, yearly.year] += yearly.cost.centimes
    for action_id, year in sorted(promised.keys() | planned.keys()):
        cost, funded = planned[action_id, year], promised[action_id, year]
        if cost != funded:
            raise YearPlanDiffers(
                action=action_id,
                year=year,
                planned=str(Money(cost)),
                promised=str(Money(funded)),
                difference=str(Money(funded - cost)),
            )
