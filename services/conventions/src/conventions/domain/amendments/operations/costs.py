"""Change a cost: what an action is planned to cost in a year."""

from dataclasses import replace

from mithaq.errors import RuleBroken
from mithaq.money import Money

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.balance import summed
from conventions.domain.core.terms import Action, Terms


class YearNotPlanned(RuleBroken):
    """A cost is changed where one is planned."""

    code = "year-not-planned"


def _written(setting: Setting) -> None:
    actions = setting.convention.terms.actions
    for change in setting.operations.costs:
        action = actions.get(change.action)
        if action is None:
            raise core.ActionUnknown(action=change.action)
        if change.year not in {yearly.year for yearly in action.years}:
            raise YearNotPlanned(action=change.action, year=change.year)
        core.ensure_not_negative(change.cost)


def _apply(terms: Terms, operations: Operations) -> Terms:
    if not operations.costs:
        return terms
    actions = dict(terms.actions)
    for change in operations.costs:
        if change.action in actions:
            actions[change.action] = recosted(actions[change.action], change.year, change.cost)
    return replace(terms, actions=actions)


def recosted(action: Action, year: int, cost: Money) -> Action:
    years = tuple(
        replace(yearly, cost=cost) if yearly.year == year else yearly for yearly in action.years
    )
    return replace(action, years=years, cost=summed(yearly.cost for yearly in years))


COSTS = Operation(
    fields=("costs",),
    written=_written,
    apply=_apply,
    writing_rules=(core.ActionUnknown, YearNotPlanned, core.AmountNegative),
)
