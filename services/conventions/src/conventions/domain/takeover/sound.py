"""What a paper record must be in itself, before anything is made of it."""

from collections.abc import Iterable
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.archived import ArchivedConvention, ArchivedParty
from conventions.domain.core.limits import ensure_room
from conventions.domain.core.rules import (
    ensure_named_once,
    ensure_not_negative,
    ensure_positive,
    ensure_reason,
)
from conventions.domain.core.terms import Action, Contribution
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting.rules import ensure_outline
from conventions.domain.takeover import rules
from conventions.domain.tranches.payment_references import ReferenceUsed, folded


def ensure_sound(record: ArchivedConvention) -> None:
    """Each part once, each amount an amount, each bank reference once of a payer."""
    ensure_outline(record.outline)
    ensure_named_once("parties", (str(each.party.organisation_id) for each in record.parties))
    ensure_named_once("actions", (each.action for each in record.actions))
    ensure_named_once("contributions", (each.contribution for each in record.contributions))
    ensure_named_once("payments", (each.payment for each in record.payments))
    ensure_named_once("deliveries", (each.delivery for each in record.deliveries))
    for part, some in (
        (Part.PARTIES, record.parties),
        (Part.ACTIONS, record.actions),
        (Part.CONTRIBUTIONS, record.contributions),
        (Part.AMENDMENTS, record.amendments),
        (Part.TRANCHES, record.payments),
    ):
        ensure_room(part, some, more=0)
    _ensure_plan(record.parties, record.actions, record.contributions, record.outline.total)
    for nth, amendment in enumerate(record.amendments, 1):
        if amendment.number != nth:
            raise rules.ArchivedAmendmentMissing(expected=nth, found=amendment.number)
        ensure_reason(amendment.reason)
        ensure_positive(amendment.total)
    for payment in record.payments:
        ensure_positive(payment.amount)
        ensure_not_negative(payment.justified)
        if payment.justified > payment.amount:
            raise rules.ArchivedMoneyBeyond(
                name=payment.payment,
                promised=str(payment.amount),
                moved=str(payment.justified),
                on=str(payment.paid.last),
            )
    for delivery in record.deliveries:
        ensure_positive(delivery.amount)


def _ensure_plan(
    parties: Iterable[ArchivedParty],
    actions: Iterable[Action],
    contributions: Iterable[Contribution],
    total: Money,
) -> None:
    ensure_plan(
        {each.party.organisation_id for each in parties},
        {each.action for each in actions},
        contributions,
        total,
    )


def ensure_plan(
    parties: set[UUID], actions: set[str], contributions: Iterable[Contribution], total: Money
) -> None:
    """Every promise is of a party and an action there are, and all together of no more than that.

    Less leaves a part of the total open: a gap.
    """
    promised = 0
    for each in contributions:
        ensure_positive(each.amount)
        if each.organisation_id not in parties:
            raise rules.ArchivedPartUnknown(
                of=each.contribution, part="parties", name=str(each.organisation_id)
            )
        if each.action not in actions:
            raise rules.ArchivedPartUnknown(of=each.contribution, part="actions", name=each.action)
        promised += each.amount.centimes
    if promised > total.centimes:
        raise rules.ArchivedTotalExceeded(total=str(total), promised=str(Money(promised)))


def ensure_references(payments: Iterable[tuple[UUID, str]]) -> None:
    """A payer gives a bank reference once. Raises ReferenceUsed, ReferenceUnreadable."""
    seen: set[tuple[UUID, str]] = set()
    for payer, reference in payments:
        key = (payer, folded(reference))
        if key in seen:
            raise ReferenceUsed(reference=reference)
        seen.add(key)
