"""Ledger lines of what was taken over from paper files: each says so, with its paper and date.

A payment stands for all its steps on its own day, as no paper tells them apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from mithaq.money import Money, Total

from audit.domain.ledger.line import CASH, Archived, Kind, Line, Undertaking
from audit.domain.ledger.promises import amended, promised
from audit.heard import archive as heard
from audit.heard.terms import Contribution

_STEPS: Final = (Kind.CALLED, Kind.COMMITTED, Kind.VISAED, Kind.ORDERED, Kind.PAID)


def archive_lines(event: heard.ArchiveEvent) -> Sequence[Line]:
    if isinstance(event, heard.ArchivedFactCompleted):
        return list(_completed(event))
    return list(_taken_over(event))


def _taken_over(event: heard.ConventionTakenOver) -> Iterator[Line]:
    for pledge in event.contributions:
        yield _promised(pledge, event.source, event.precision, event.signed_on)
    for effect in event.amendments:
        mark = _mark(effect.source, effect.precision)
        for change in effect.contributions:
            for line in amended(f"amendment {effect.amendment}", change):
                yield replace(line, archived=mark, on=effect.effective_on)
    for paid in event.payments:
        yield from _paid(paid)
        if event.since is not None:
            yield from _refunded(paid, event.source, event.since)
    for given in event.deliveries:
        yield from _delivered(given)


def _completed(event: heard.ArchivedFactCompleted) -> Iterator[Line]:
    if event.pledged is not None and event.promised_on is not None:
        yield _promised(event.pledged, event.fact.source, "day", event.promised_on)
    if event.payment is not None:
        yield from _paid(event.payment)


def _promised(pledge: Contribution, source: heard.Source, precision: str, on: date) -> Line:
    line = promised(pledge, source.reference)
    return replace(line, archived=_mark(source, precision), on=on)


def _paid(paid: heard.ArchivedPaymentTakenOver) -> Iterator[Line]:
    for kind in _STEPS:
        yield _of_payment(paid, kind, paid.amount)
    if paid.justified:
        yield _of_payment(paid, Kind.JUSTIFIED, paid.justified)


def _refunded(
    paid: heard.ArchivedPaymentTakenOver, source: heard.Source, since: date
) -> Iterator[Line]:
    """Terminated: what was not justified is overpaid until it is back."""
    if not paid.refund_due:
        return
    mark = _mark(source, "day")
    for kind in _STEPS:
        taken = _of_payment(paid, kind, -paid.refund_due)
        yield replace(taken, archived=mark, on=since, covered=True)
    yield replace(_of_payment(paid, Kind.OVERPAID, paid.refund_due), archived=mark, on=since)


def _of_payment(paid: heard.ArchivedPaymentTakenOver, kind: Kind, amount: Money) -> Line:
    undertaking = Undertaking(
        contribution=paid.contribution,
        organisation_id=paid.organisation_id,
        action=paid.action,
        year=paid.year,
        nature=CASH,
    )
    return Line(
        kind=kind,
        undertaking=undertaking,
        amount=Total.of([amount]),
        act=paid.act,
        archived=_mark(paid.source, paid.precision),
        on=paid.on,
    )


def _delivered(given: heard.ArchivedDeliveryTakenOver) -> Iterator[Line]:
    undertaking = Undertaking(
        contribution=given.contribution,
        organisation_id=given.organisation_id,
        action=given.action,
        year=given.year,
        nature=given.kind,
    )
    kinds = (Kind.DELIVERED, Kind.ACCEPTED) if given.accepted else (Kind.DELIVERED,)
    for kind in kinds:
        yield Line(
            kind=kind,
            undertaking=undertaking,
            amount=Total.of([given.amount]),
            act=given.act,
            archived=_mark(given.source, given.precision),
            on=given.on,
        )


def _mark(source: heard.Source, precision: str) -> Archived:
    return Archived(source=source.reference, sha256=source.sha256, precision=precision)
