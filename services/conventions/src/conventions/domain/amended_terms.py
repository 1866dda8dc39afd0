"""The terms as an amendment makes them; what it does not announce stays as it was."""

from dataclasses import replace

from mithaq.money import Money

from conventions.domain.events.amending import YearCostChange
from conventions.domain.state import Action, Operations, Terms


def amended(terms: Terms, operations: Operations) -> Terms:
    contributions = dict(terms.contributions)
    for change in operations.amounts:
        before = contributions[change.contribution]
        contributions[change.contribution] = replace(before, amount=change.amount)
    actions = dict(terms.actions)
    for cost in operations.costs:
        actions[cost.action] = _recosted(actions[cost.action], cost)
    total = Money.sum(c.amount for c in contributions.values())
    return replace(terms, contributions=contributions, actions=actions, total=total)


def _recosted(action: Action, change: YearCostChange) -> Action:
    years = tuple(
        replace(yearly, cost=change.cost) if yearly.year == change.year else yearly
        for yearly in action.years
    )
    return replace(action, years=years, cost=Money.sum(yearly.cost for yearly in years))
