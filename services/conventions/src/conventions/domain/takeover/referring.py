"""The references that a paper file takes: its own of its drafter, and the bank's of its payers."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from conventions.domain.core.archived import ArchivedConvention, FactKind
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.drafting import reference
from conventions.domain.drafting.events import ReferenceReserved
from conventions.domain.drafting.reference import Holder
from conventions.domain.takeover import commands as c
from conventions.domain.takeover.days import days_of
from conventions.domain.takeover.events import ConventionTakenOver
from conventions.domain.tranches.payment_references import (
    Held,
    PaymentReferenceReserved,
    ReferenceEvent,
    reserve,
    stream_of,
)

Paid = tuple[str, Callable[[Held | None], Sequence[ReferenceEvent]]]
Named = tuple[str, Callable[[Holder], Sequence[ReferenceReserved]]]


def named_by(convention_id: UUID, record: ArchivedConvention, today: date) -> Named:
    """The paper's reference, of its drafter in the year of the signature: as a draft's."""
    year = days_of(record, today).signed_on.year
    drafter, named = record.drafted_by, record.outline.reference
    claim = partial(
        reference.claim,
        convention_id=convention_id,
        drafter=drafter,
        year=year,
        reference=named,
    )
    return reference.stream_of(drafter, year, named), claim


def paid_by(event: ConventionTakenOver) -> Iterator[Paid]:
    """Of each payment whose payer is known."""
    for payment in event.payments:
        wanted = PaymentReferenceReserved(
            convention_id=event.convention_id,
            organisation_id=payment.organisation_id,
            tranche=payment.tranche,
            reference=payment.act,
            amount=payment.amount,
        )
        yield stream_of(payment.organisation_id, payment.act), partial(reserve, wanted=wanted)


def placed_by(state: Absent | Convention, command: ConventionCommand) -> Paid | None:
    """Of a payment that is placed by this command; whether it may be is decided first."""
    if not isinstance(command, c.ConfirmArchivedFact) or not isinstance(state, Convention):
        return None
    archive = state.archive
    proposed = archive.proposed.get(command.fact_number) if archive else None
    if archive is None or proposed is None or proposed.fact.kind != FactKind.PAYMENT:
        return None
    fact = proposed.fact
    payment = archive.unplaced.get(fact.part or "")
    pledge = state.terms.contributions.get(fact.to or "")
    if payment is None or pledge is None:
        return None
    wanted = PaymentReferenceReserved(
        convention_id=state.convention_id,
        organisation_id=pledge.organisation_id,
        tranche=payment.payment,
        reference=payment.reference,
        amount=payment.amount,
    )
    return stream_of(pledge.organisation_id, payment.reference), partial(reserve, wanted=wanted)
