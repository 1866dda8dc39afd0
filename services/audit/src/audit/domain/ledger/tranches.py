"""Ledger lines of tranches: each step of their money, cancellations, overpayments."""

from collections.abc import Mapping, Sequence
from typing import Final

from mithaq.money import ZERO, Money

from audit.domain.ledger.line import Kind, Line, Undertaking
from audit.heard import tranches as heard

_STEPS: Final[Mapping[type[heard.TrancheStep], Kind]] = {
    heard.FundsCalled: Kind.CALLED,
    heard.TrancheCommitted: Kind.COMMITTED,
    heard.TrancheVisaed: Kind.VISAED,
    heard.PaymentOrdered: Kind.ORDERED,
    heard.TranchePaid: Kind.PAID,
    heard.TrancheJustified: Kind.JUSTIFIED,
}
_CASH: Final = "cash"  # contributions of another nature have no tranches


def tranche_lines(event: heard.TrancheEvent) -> Sequence[Line]:
    match event:
        case heard.TrancheCancelled():
            return _cancelled(event)
        case heard.OverpaymentRecorded():
            return [_line(event, Kind.OVERPAID, event.excess, event.act)]
        case heard.OverpaymentSettled():
            return [_line(event, Kind.OVERPAID, ZERO, event.decision)]
        case _:
            return [_line(event, _STEPS[type(event)], event.amount, event.act)]


def _cancelled(event: heard.TrancheCancelled) -> Sequence[Line]:
    """What was called, committed or visaed and not paid is given up; an order is paid by then."""
    given_up = event.given_up
    steps = (
        (Kind.CALLED, given_up.called),
        (Kind.COMMITTED, given_up.committed),
        (Kind.VISAED, given_up.visaed),
    )
    return [_line(event, kind, -amount, event.reason) for kind, amount in steps if amount]


def _line(event: heard.TrancheMoney, kind: Kind, amount: Money, act: str) -> Line:
    undertaking = Undertaking(
        contribution=event.contribution,
        organisation_id=event.organisation_id,
        action=event.action,
        year=event.year,
        nature=_CASH,
    )
    return Line(kind=kind, undertaking=undertaking, amount=amount, act=act)
