"""What becomes of the money when a convention is terminated, by all who signed or by one side.

Rule 9: of each who paid, due = justified - paid. The plan that is left is what was justified, or
delivered in kind, so that it adds up as before (rules 1 to 3).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.settlement import PartySettlement
from conventions.domain.core.terms import Action, Contribution, Terms, YearlyCost
from conventions.domain.core.tranche import Tranche
from conventions.domain.tranches.correcting import cancelled
from conventions.domain.tranches.decide import of_tranche
from conventions.domain.tranches.events import RefundClaimed
from conventions.domain.tranches.rules import OrderPending, OverpaymentUnsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What ends it: an amendment that all signed, or a notice with the reason given for it."""

    amendment: int | None = None
    notice: int | None = None
    reason: str | None = None
    refund_by: date | None = None


def ensure_arrived(convention: Convention) -> None:
    """What is on its way at the Treasury arrives, or is taken back, first."""
    for tranche in convention.tranches.values():
        if tranche.ordered > tranche.paid:
            pending = str(tranche.ordered - tranche.paid)
            raise OrderPending(tranche=tranche.tranche, pending=pending)
        if tranche.overpayment_open:
            raise OverpaymentUnsettled(
                tranche=tranche.tranche, overpaid=tranche.tranche, excess=str(tranche.excess)
            )


def what_is_left(convention: Convention) -> Terms:
    """The terms of a convention that is terminated: each promise as far as it was honoured.

    Of a share nothing was: it ends.
    """
    terms = convention.terms
    kept = {
        name: replace(pledge, amount=_honoured(convention, pledge))
        for name, pledge in terms.contributions.items()
    }
    costs: Counter[tuple[str, int]] = Counter()
    for pledge in kept.values():
        costs[pledge.action, pledge.year] += pledge.amount.centimes
    actions = {name: _recosted(action, costs) for name, action in terms.actions.items()}
    total = Money.sum(pledge.amount for pledge in kept.values())
    outline = replace(terms.outline, total=total)
    return replace(terms, outline=outline, contributions=kept, actions=actions, shares={})


def _honoured(convention: Convention, pledge: Contribution) -> Money:
    if not pledge.payable:
        return convention.deliveries.get(pledge.contribution, Delivery()).delivered.total
    return Money.sum(t.justified for t in schedule_of(convention, pledge.contribution))


def _recosted(action: Action, costs: Mapping[tuple[str, int], int]) -> Action:
    """In each of its years, what is left of its funding there."""
    years = {yearly.year for yearly in action.years}
    years |= {year for name, year in costs if name == action.action and costs[name, year]}
    left = tuple(
        YearlyCost(year=year, cost=Money(costs.get((action.action, year), 0)))
        for year in sorted(years)
    )
    return replace(action, years=left, cost=Money.sum(yearly.cost for yearly in left))


def settlements_of(convention: Convention) -> tuple[PartySettlement, ...]:
    """Of each who paid, in order of their ids."""
    paid: Counter[UUID] = Counter()
    justified: Counter[UUID] = Counter()
    for tranche in convention.tranches.values():
        paid[tranche.organisation_id] += (tranche.paid + tranche.beyond).centimes
        justified[tranche.organisation_id] += tranche.justified.centimes
    return tuple(
        PartySettlement(
            organisation_id=party,
            paid=Money(paid[party]),
            justified=Money(justified[party]),
            due=Money(justified[party] - paid[party]),
        )
        for party in sorted(paid, key=str)
        if paid[party]
    )


def settled(convention: Convention, cause: Cause) -> Iterator[ConventionEvent]:
    """What becomes of its tranches: each open one ends, each claim is told."""
    for tranche in convention.tranches.values():
        if tranche.amount > tranche.paid:
            yield cancelled(convention, tranche, cause.reason, amendment=cause.amendment)
        if _claim_of(tranche) or tranche.advance:
            yield RefundClaimed(
                **of_tranche(convention, tranche),
                amendment=cause.amendment,
                notice=cause.notice,
                amount=_claim_of(tranche),
                advance=tranche.advance,
                refund_by=cause.refund_by,
            )


def _claim_of(tranche: Tranche) -> Money:
    return tranche.paid - tranche.justified
