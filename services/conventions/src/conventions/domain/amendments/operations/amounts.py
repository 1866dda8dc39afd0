"""Change an amount: a contribution goes to another sum, and never below what was moved of it.

Rule 6, an amendment (avenant) never takes a contribution below what is paid: `ensure_above_money`;
tested in `tests/amendments/test_below_paid.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mithaq.errors import RuleBroken
from mithaq.money import ZERO, Money
from mithaq.states import put_all

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.flow import EMPTY, Flow, peak, slack, together
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Terms
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage

_UNTOUCHED = frozenset({Stage.PLANNED, Stage.CANCELLED})


class AmendmentBelowPaid(RuleBroken):
    """An amendment never takes a contribution below what is paid of it (rule 6)."""

    code = "amendment-below-paid"


class AmendmentBelowCalled(RuleBroken):
    """A contribution stays above its tranches already called."""

    code = "amendment-below-called"


def _written(setting: Setting) -> None:
    for change in setting.operations.amounts:
        if change.contribution not in setting.convention.terms.contributions:
            raise core.ContributionUnknown(contribution=change.contribution)
        core.ensure_not_negative(change.amount)


def _apply(terms: Terms, operations: Operations) -> Terms:
    known = terms.contributions
    changed = {
        each.contribution: replace(known[each.contribution], amount=each.amount)
        for each in operations.amounts
        if each.contribution in known
    }
    return replace(terms, contributions=put_all(known, changed)) if changed else terms


def _holds(setting: Setting) -> None:
    """Of every contribution: also of those that go down, or away, by another operation."""
    for name in setting.convention.terms.contributions:
        after = setting.after.contributions.get(name)
        amount = after.amount if after else ZERO
        if not _surely_above(setting.convention, name, amount):
            ensure_above_money(setting.convention, name, amount, setting.money_since)


def _surely_above(convention: Convention, name: str, amount: Money) -> bool:
    """Whether it covers all that was ever called or paid of it, even had nothing been taken back.

    Of most of a large plan that is so, and its days need not be looked at one by one.
    """
    planned, called, paid = 0, 0, 0
    for tranche in schedule_of(convention, name):
        if tranche.beyond_on is not None:
            return False
        if len(tranche.flows) > 1:
            planned += tranche.amount.centimes
            called += _ever(tranche.flow(Stage.CALLED))
            paid += _ever(tranche.flow(Stage.PAID))
    delivery = convention.deliveries.get(name)
    if delivery is not None:
        paid += _ever(delivery.delivered)
    return amount.centimes >= max(planned, called, paid)


def _ever(flow: Flow) -> int:
    """All that it ever added, in centimes."""
    return sum(amount.centimes for _, amount in flow.moves if amount.centimes > 0)


def ensure_above_money(convention: Convention, name: str, amount: Money, since: date) -> None:
    """On no day from `since` is it less than was called of it, paid or delivered by then.

    What was paid counts with what went beyond the orders and is not back.
    """
    tranches = schedule_of(convention, name)
    values = {"contribution": name, "asked": str(amount)}
    paid = paid_at_most(convention, name, tranches, since)
    if amount < paid:
        raise AmendmentBelowPaid(paid=str(paid), **values)
    called = max(
        Money.sum(t.amount for t in tranches if t.stage not in _UNTOUCHED),
        peak((tranche.flow(Stage.CALLED) for tranche in tranches), since),
    )
    if amount < called:
        raise AmendmentBelowCalled(called=str(called), **values)


def paid_at_most(
    convention: Convention, name: str, tranches: Sequence[Tranche], since: date
) -> Money:
    """On the fullest day from `since`: paid, or delivered in kind."""
    return peak(_paid(convention, name, tranches), since) + _beyond(tranches)


def paid_at_least(
    convention: Convention, name: str, tranches: Sequence[Tranche], since: date
) -> Money:
    """On the emptiest day from `since`: what was paid, or delivered in kind, and not taken back."""
    paid = together(_paid(convention, name, tranches))
    return slack(paid, EMPTY, since) + _beyond(tranches)


def _paid(convention: Convention, name: str, tranches: Sequence[Tranche]) -> tuple[Flow, ...]:
    delivered = convention.deliveries.get(name, Delivery()).delivered
    return (*(tranche.flow(Stage.PAID) for tranche in tranches), delivered)


def _beyond(tranches: Sequence[Tranche]) -> Money:
    return Money.sum(tranche.beyond for tranche in tranches)


AMOUNTS = Operation(
    fields=("amounts",),
    written=_written,
    apply=_apply,
    holds=_holds,
    writing_rules=(core.ContributionUnknown, core.AmountNegative),
    holding_rules=(AmendmentBelowPaid, AmendmentBelowCalled),
)
