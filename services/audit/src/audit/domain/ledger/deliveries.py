"""Ledger lines of what is promised in kind or as land: delivered, accepted, rejected."""

from dataclasses import replace
from typing import assert_never

from mithaq.money import Total

from audit.domain.ledger.line import Kind, Line, Undertaking
from audit.heard import deliveries as heard


def delivery_line(event: heard.DeliveryEvent) -> Line:
    amount = Total.of([event.amount])
    match event:
        case heard.ContributionDelivered():
            return _line(event, Kind.DELIVERED, amount)
        case heard.DeliveryAccepted():
            return _line(event, Kind.ACCEPTED, amount)
        case heard.DeliveryRejected():
            return replace(_line(event, Kind.DELIVERED, -amount), covered=True)
        case _:
            assert_never(event)


def _line(event: heard.Delivery, kind: Kind, amount: Total) -> Line:
    undertaking = Undertaking(
        contribution=event.contribution,
        organisation_id=event.organisation_id,
        action=event.action,
        year=event.year,
        nature=event.kind,
    )
    return Line(kind=kind, undertaking=undertaking, amount=amount, act=event.act, basis=event.basis)
