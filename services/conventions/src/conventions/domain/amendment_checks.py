"""What an amendment's operations must be, and what the result must be (rules 1, 3 and 6)."""

from collections import Counter

from mithaq.money import Money

from conventions.domain.amended_terms import amended
from conventions.domain.balance import ensure_balanced
from conventions.domain.checks import ensure_not_negative
from conventions.domain.rules import amending as rules
from conventions.domain.rules.terms import ActionUnknown, ContributionUnknown
from conventions.domain.state import Contribution, Convention, Operations, Stage, Terms


def ensure_operations(convention: Convention, operations: Operations) -> None:
    """Each operation names something that exists, once, and together they change something."""
    _ensure_amounts(convention.terms, operations)
    _ensure_costs(convention.terms, operations)
    ends_on = operations.ends_on
    if ends_on is not None and convention.ends_on is not None and ends_on <= convention.ends_on:
        raise rules.EndNotLater(ends_on=str(ends_on), now=str(convention.ends_on))
    if ends_on is None and _untouched(convention.terms, operations):
        raise rules.AmendmentEmpty()


def _untouched(terms: Terms, operations: Operations) -> bool:
    after = amended(terms, operations)
    return after.contributions == terms.contributions and after.actions == terms.actions


def _ensure_amounts(terms: Terms, operations: Operations) -> None:
    _ensure_once([change.contribution for change in operations.amounts])
    for change in operations.amounts:
        if change.contribution not in terms.contributions:
            raise ContributionUnknown(contribution=change.contribution)
        ensure_not_negative(change.amount)


def _ensure_costs(terms: Terms, operations: Operations) -> None:
    _ensure_once([f"{change.action} {change.year}" for change in operations.costs])
    for change in operations.costs:
        action = terms.actions.get(change.action)
        if action is None:
            raise ActionUnknown(action=change.action)
        if change.year not in {yearly.year for yearly in action.years}:
            raise rules.YearNotPlanned(action=change.action, year=change.year)
        ensure_not_negative(change.cost)


def _ensure_once(named: list[str]) -> None:
    twice = [name for name, times in Counter(named).items() if times > 1]
    if twice:
        raise rules.OperationDuplicated(name=twice[0])


def ensure_result_holds(convention: Convention, operations: Operations) -> Terms:
    """The amended terms, once rules 1, 3 and 6 hold on them."""
    after = amended(convention.terms, operations)
    ensure_balanced(after)
    for contribution in after.contributions.values():
        _ensure_above_money(convention, contribution)
    return after


def _ensure_above_money(convention: Convention, contribution: Contribution) -> None:
    """What was paid counts with any overpayment on which nothing was decided yet."""
    tranches = convention.tranches_of(contribution.contribution)
    undecided = Money.sum(t.excess for t in tranches if t.overpayment_open)
    paid = Money.sum(t.paid for t in tranches) + undecided
    values = {"contribution": contribution.contribution, "asked": str(contribution.amount)}
    if contribution.amount < paid:
        raise rules.AmendmentBelowPaid(paid=str(paid), **values)
    untouched = {Stage.PLANNED, Stage.CANCELLED}
    called = Money.sum(t.amount for t in tranches if t.stage not in untouched)
    if contribution.amount < called:
        raise rules.AmendmentBelowCalled(called=str(called), **values)
