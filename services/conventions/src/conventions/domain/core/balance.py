"""Rules 1 and 3: the money of the text adds up, and stays within what can be added up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from mithaq.errors import Invalid, RuleBroken, ensure_none
from mithaq.money import Money

from conventions.domain.core.frame import Frame
from conventions.domain.core.plan import Plan, plan_of
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


class PeriodUnknown(RuleBroken):
    """A text that is agreed says its first and last year."""

    code = "period-unknown"


class CostUnknown(RuleBroken):
    """A text that is agreed says what each action costs, year by year."""

    code = "cost-unknown"


class TotalsDiffer(RuleBroken):
    """Contributions, costs of actions and the total are one amount (rule 1)."""

    code = "totals-differ"


class YearPlanDiffers(RuleBroken):
    """Per action and year, contributions are the planned cost (rule 3)."""

    code = "year-plan-differs"


class ShareBeyondPlan(RuleBroken):
    """A share fits what is not funded yet of its action, or of its year (rule 3)."""

    code = "share-beyond-plan"


class SharesUnsplit(RuleBroken):
    """All that is promised is split by action and year, unless the frame allows it later."""

    code = "shares-unsplit"


def summed(amounts: Iterable[Money]) -> Money:
    """Their sum. Raises AmountsTooLarge beyond what one convention may be worth."""
    total = sum(amount.centimes for amount in amounts)
    if total > LARGEST.centimes:
        raise AmountsTooLarge(sum=f"{total // 100}.{total % 100:02d}", limit=str(LARGEST))
    return Money(total)


def ensure_summable(terms: Terms) -> None:
    """The total, and all that is promised or planned, stay within the bound."""
    summed([terms.outline.total])
    summed(promise.amount for promise in terms.promises())
    summed(action.cost for action in terms.actions.values() if action.cost is not None)


def ensure_balanced(terms: Terms, frame: Frame) -> None:
    """Rules 1 and 3 on what is known in full. Raises the first fault with all of them."""
    ensure_none(faults_of(terms, frame))


def faults_of(terms: Terms, frame: Frame) -> Iterator[RuleBroken]:
    """Everything for which the text cannot be agreed, each gap with its amount."""
    plan = plan_of(terms)
    yield from _unknown(terms)
    yield from _outside(terms)
    yield from _of_totals(terms, plan, frame)
    if terms.shares and not frame.later_split:
        yield SharesUnsplit(shares=tuple(sorted(terms.shares)))
    yield from _of_cells(plan, frame)
    yield from shares_beyond(plan)


def _unknown(terms: Terms) -> Iterator[RuleBroken]:
    if terms.outline.first_year is None or terms.outline.last_year is None:
        yield PeriodUnknown()
    unknown = (name for name, each in terms.actions.items() if each.cost is None or not each.years)
    if actions := tuple(sorted(unknown)):
        yield CostUnknown(actions=actions)


def _outside(terms: Terms) -> Iterator[YearOutsidePeriod]:
    years = {promise.year for promise in terms.promises() if promise.year is not None}
    years |= {yearly.year for action in terms.actions.values() for yearly in action.years}
    for year in sorted(years):
        if outside := _year_outside(terms, year):
            yield outside


def ensure_year_inside(terms: Terms, year: int) -> None:
    """Within what is known of the period."""
    if outside := _year_outside(terms, year):
        raise outside


def _year_outside(terms: Terms, year: int) -> YearOutsidePeriod | None:
    first, last = terms.outline.first_year, terms.outline.last_year
    if (first is None or first <= year) and (last is None or year <= last):
        return None
    return YearOutsidePeriod(year=year, first=first, last=last)


def _of_totals(terms: Terms, plan: Plan, frame: Frame) -> Iterator[TotalsDiffer]:
    """With `open_shares` less than the total may be promised; the rest is open."""
    total = terms.outline.total.centimes
    costs = [action.cost for action in terms.actions.values()]
    cost = sum(each.centimes for each in costs if each is not None)
    promised = plan.contributions + plan.shares
    planned = None in costs or cost == total
    shared = promised == total or (frame.open_shares and promised < total)
    if not (planned and shared):
        yield TotalsDiffer(
            total=str(Money(total)),
            contributions=str(Money(promised)),
            costs=str(Money(cost)),
            contributions_difference=str(Money(promised - total)),
            costs_difference=str(Money(cost - total)),
        )


def _of_cells(plan: Plan, frame: Frame) -> Iterator[YearPlanDiffers]:
    """Less may be promised than is planned where shares or the frame leave the rest open."""
    may_lack = frame.open_shares or (frame.later_split and plan.shares > 0)
    for (action, year), planned, promised in plan.cells():
        if promised > planned or (promised < planned and not may_lack):
            yield _differs(action, year, planned, promised)


def _differs(action: str, year: int, planned: int, promised: int) -> YearPlanDiffers:
    return YearPlanDiffers(
        action=action,
        year=year,
        planned=str(Money(planned)),
        promised=str(Money(promised)),
        difference=str(Money(promised - planned)),
    )


def cells_beyond(plan: Plan) -> Iterator[YearPlanDiffers]:
    """Cells in which more is promised than planned."""
    for (action, year), planned, promised in plan.cells():
        if promised > planned:
            yield _differs(action, year, planned, promised)


def shares_beyond(plan: Plan) -> Iterator[ShareBeyondPlan]:
    """Actions and years that have not as much left to fund as their shares promise."""
    if not (plan.of_actions or plan.of_years):
        return
    left_of_action: Counter[str] = Counter()
    left_of_year: Counter[int] = Counter()
    for (action, year), planned, promised in plan.cells():
        left_of_action[action] += planned - promised
        left_of_year[year] += planned - promised
    for action, share in sorted(plan.of_actions.items()):
        if share > left_of_action[action]:
            yield _beyond(action, None, share, left_of_action[action])
    for year, share in sorted(plan.of_years.items()):
        if share > left_of_year[year]:
            yield _beyond(None, year, share, left_of_year[year])


def _beyond(action: str | None, year: int | None, share: int, left: int) -> ShareBeyondPlan:
    return ShareBeyondPlan(
        action=action,
        year=year,
        shares=str(Money(share)),
        left=str(Money(left)),
        excess=str(Money(share - left)),
    )
