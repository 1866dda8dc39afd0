"""A payment of the archive as the steps of a tranche of its own, and what a termination leaves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from mithaq.money import ZERO, Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.settlement import PartySettlement
from conventions.domain.core.tranche import PlannedTranche
from conventions.domain.takeover.events import ArchivedPaymentTakenOver
from conventions.domain.tranches import events as e

# All that a payment went through, on whatever days: by that of the payment it had.
_STEPS: Final = (
    e.FundsCalled,
    e.TrancheCommitted,
    e.TrancheVisaed,
    e.PaymentOrdered,
    e.TranchePaid,
    e.TrancheJustified,
)


def payment(
    convention_id: UUID, paid: ArchivedPaymentTakenOver
) -> Iterator[tuple[ConventionEvent, date]]:
    planned = PlannedTranche(
        tranche=paid.tranche,
        contribution=paid.contribution,
        organisation_id=paid.organisation_id,
        action=paid.action,
        year=paid.year,
        amount=paid.amount,
        due_on=paid.on,
    )
    yield e.TranchePlanned(convention_id=convention_id, planned=planned), paid.on
    for step in _STEPS:
        amount = paid.justified if step is e.TrancheJustified else paid.amount
        if amount:
            told = step(
                convention_id=convention_id,
                tranche=paid.tranche,
                contribution=paid.contribution,
                organisation_id=paid.organisation_id,
                action=paid.action,
                year=paid.year,
                amount=amount,
                act=paid.act,
                on=paid.on,
            )
            yield told, paid.on


def refunds(
    convention_id: UUID, payments: Iterable[ArchivedPaymentTakenOver], amendment: int
) -> Iterator[e.RefundClaimed]:
    """Rule 9: what was paid and not justified is to come back."""
    for paid in payments:
        if paid.refund_due:
            yield e.RefundClaimed(
                convention_id=convention_id,
                tranche=paid.tranche,
                contribution=paid.contribution,
                organisation_id=paid.organisation_id,
                action=paid.action,
                year=paid.year,
                amendment=amendment,
                amount=paid.refund_due,
                advance=ZERO,
            )


def settlements(payments: Iterable[ArchivedPaymentTakenOver]) -> tuple[PartySettlement, ...]:
    paid: defaultdict[UUID, Money] = defaultdict(lambda: ZERO)
    proved: defaultdict[UUID, Money] = defaultdict(lambda: ZERO)
    for each in payments:
        paid[each.organisation_id] += each.amount
        proved[each.organisation_id] += each.justified
    return tuple(
        PartySettlement(
            organisation_id=payer,
            paid=paid[payer],
            justified=proved[payer],
            due=proved[payer] - paid[payer],
        )
        for payer in sorted(paid, key=str)
    )
