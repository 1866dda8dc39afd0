"""What an amendment makes of the terms; what it does not announce stays as it was."""

from dataclasses import replace

from mithaq.money import Money

from conventions.domain.amendments.events import ContributionChange, CostChange
from conventions.domain.core.amendment import Operations, YearCostChange
from conventions.domain.core.balance import summed
from conventions.domain.core.terms import Action, Terms


def amended(terms: Terms, operations: Operations) -> Terms:
    """The terms after these operations, which name existing contributions, actions and years.

    Raises AmountsTooLarge where they do not add up any more.
    """
    contributions = dict(terms.contributions)
    for change in operations.amounts:
        before = contributions[change.contribution]
        contributions[change.contribution] = replace(before, amount=change.amount)
    actions = dict(terms.actions)
    for cost in operations.costs:
        actions[cost.action] = recosted(actions[cost.action], cost.year, cost.cost)
    total = summed(c.amount for c in contributions.values())
    summed(action.cost for action in actions.values())
    outline = replace(terms.outline, total=total)
    return replace(terms, outline=outline, contributions=contributions, actions=actions)


def recosted(action: Action, year: int, cost: Money) -> Action:
    years = tuple(
        replace(yearly, cost=cost) if yearly.year == year else yearly for yearly in action.years
    )
    return replace(action, years=years, cost=summed(yearly.cost for yearly in years))


def changed_contributions(before: Terms, after: Terms) -> tuple[ContributionChange, ...]:
    return tuple(
        ContributionChange(before=before.contributions[key], after=new)
        for key, new in sorted(after.contributions.items())
        if new != before.contributions[key]
    )


def changed_costs(terms: Terms, changes: tuple[YearCostChange, ...]) -> tuple[CostChange, ...]:
    """Those that differ from what `terms` planned."""
    costs = (
        CostChange(
            action=change.action,
            year=change.year,
            before=_cost(terms.actions[change.action], change.year),
            after=change.cost,
        )
        for change in changes
    )
    return tuple(cost for cost in costs if cost.before != cost.after)


def _cost(action: Action, year: int) -> Money:
    return next(yearly.cost for yearly in action.years if yearly.year == year)
