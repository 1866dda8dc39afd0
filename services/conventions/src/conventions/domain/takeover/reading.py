"""A paper record as it goes on here: its days, what each amendment changed, whose each payment is.

Nothing is judged by the rules of our own steps; but the file must agree with itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from mithaq.money import ZERO

from conventions.domain.core.archived import (
    ArchivedConvention,
    ArchivedDelivery,
    ArchivedPayment,
    PaperState,
)
from conventions.domain.core.terms import Contribution
from conventions.domain.takeover import events as e
from conventions.domain.takeover import rules
from conventions.domain.takeover.days import days_of
from conventions.domain.takeover.gaps import gaps_of
from conventions.domain.takeover.promised import ensure_promised
from conventions.domain.takeover.sound import ensure_references, ensure_sound
from conventions.domain.takeover.texts import TextSince, amended, as_signed, contribution_in


def taken_over(
    convention_id: UUID, record: ArchivedConvention, entered_by: str, today: date
) -> e.ConventionTakenOver:
    """The event that begins the convention's stream. Raises what does not agree in the record."""
    ensure_sound(record)
    days = days_of(record, today)
    texts = [as_signed(record, days)]
    amendments = []
    for amendment in record.amendments:
        text, told = amended(texts[-1], amendment, today)
        texts.append(text)
        amendments.append(told)
    payments = tuple(_payments(record, texts, today))
    deliveries = tuple(_deliveries(record, texts, today))
    ensure_promised(texts, payments, deliveries)
    ensure_references((each.organisation_id, each.act) for each in payments)
    unplaced = tuple(each for each in record.payments if each.contribution is None)
    _ensure_settled(record, unplaced)
    return e.ConventionTakenOver(
        convention_id=convention_id,
        outline=texts[0].terms.outline,
        drafted_by=record.drafted_by,
        entered_by=entered_by,
        source=record.source,
        parties=record.parties,
        actions=record.actions,
        contributions=record.contributions,
        signed_on=days.signed_on,
        precision=days.precision,
        in_force_on=days.in_force_on,
        ends_on=texts[0].ends_on,
        amendments=tuple(amendments),
        payments=payments,
        unplaced=unplaced,
        deliveries=deliveries,
        state=record.state,
        since=days.since,
        gaps=gaps_of(record, texts[-1].terms),
        in_force=record.in_force,
        ends=record.ends,
    )


def _ensure_settled(record: ArchivedConvention, unplaced: Sequence[ArchivedPayment]) -> None:
    """What ended is settled as it is taken over: its file is read no further."""
    if record.state in (PaperState.COMPLETED, PaperState.TERMINATED):
        for each in unplaced:
            raise rules.ArchivedPartUnknown(of=each.payment, part="contributions", name="")


def placed(
    payment: ArchivedPayment, pledge: Contribution, today: date
) -> e.ArchivedPaymentTakenOver:
    """A payment of this contribution. Raises ArchivedKindMixed."""
    if not pledge.payable:
        raise rules.ArchivedKindMixed(name=payment.payment, contribution=pledge.contribution)
    return e.ArchivedPaymentTakenOver(
        tranche=payment.payment,
        contribution=pledge.contribution,
        organisation_id=pledge.organisation_id,
        action=pledge.action,
        year=pledge.year,
        amount=payment.amount,
        justified=payment.justified,
        refund_due=ZERO,
        on=payment.paid.stands_as(today),
        precision=payment.paid.precision,
        act=payment.reference,
        source=payment.source,
    )


def _payments(
    record: ArchivedConvention, texts: Sequence[TextSince], today: date
) -> Iterator[e.ArchivedPaymentTakenOver]:
    """In the order of their days, as the tranches of a contribution are paid."""
    for payment in sorted(record.payments, key=lambda each: each.paid.stands_as(today)):
        if payment.contribution is not None:
            pledge = contribution_in(texts, payment.contribution, payment.payment)
            told = placed(payment, pledge, today)
            if record.state == PaperState.TERMINATED:  # rule 9
                told = replace(told, refund_due=payment.amount - payment.justified)
            yield told


def _deliveries(
    record: ArchivedConvention, texts: Sequence[TextSince], today: date
) -> Iterator[e.ArchivedDeliveryTakenOver]:
    for delivery in record.deliveries:
        pledge = contribution_in(texts, delivery.contribution, delivery.delivery)
        yield _delivered(delivery, pledge, today)


def _delivered(
    delivery: ArchivedDelivery, pledge: Contribution, today: date
) -> e.ArchivedDeliveryTakenOver:
    if pledge.payable:
        raise rules.ArchivedKindMixed(name=delivery.delivery, contribution=pledge.contribution)
    return e.ArchivedDeliveryTakenOver(
        contribution=pledge.contribution,
        organisation_id=pledge.organisation_id,
        action=pledge.action,
        year=pledge.year,
        kind=pledge.kind,
        amount=delivery.amount,
        accepted=delivery.accepted,
        act=delivery.source.reference,
        on=delivery.delivered.stands_as(today),
        precision=delivery.delivered.precision,
        source=delivery.source,
    )
