"""Ledger lines of tranches: each step of their money, cancellations, overpayments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, assert_never, cast

from mithaq.money import ZERO, Money, Total

from audit.domain.ledger.line import CASH, Kind, Line, Undertaking
from audit.heard import tranches as heard

_STEPS: Final[Mapping[type[heard.TrancheStep], Kind]] = {
    heard.FundsCalled: Kind.CALLED,
    heard.TrancheCommitted: Kind.COMMITTED,
    heard.TrancheVisaed: Kind.VISAED,
    heard.PaymentOrdered: Kind.ORDERED,
    heard.TranchePaid: Kind.PAID,
    heard.TrancheJustified: Kind.JUSTIFIED,
}
_ERROR: Final = "error_of_entry"


def tranche_lines(event: heard.TrancheEvent) -> Sequence[Line]:
    match event:
        case heard.TrancheStep() if kind := _STEPS.get(type(event)):  # nearly all of them
            return [_line(event, kind, event.amount, event.act, event.basis)]
        case heard.TrancheCancelled():
            return _cancelled(event)
        case heard.StepReversed():
            return _reversed(event)
        case heard.RefundClaimed():
            return _claimed(event)
        case _:
            return _beyond(cast("heard.BeyondEvent", event))


def _reversed(event: heard.StepReversed) -> Sequence[Line]:
    """An imputation that is taken back leaves what paid it overpaid again."""
    taken = _line(event, Kind(event.stage), -event.amount, event.reason, event.basis)
    taken = replace(taken, covered=True)
    if event.advance_of is None:
        return [taken]
    return [taken, _line(event, Kind.OVERPAID, event.amount, event.reason, event.basis)]


def _claimed(event: heard.RefundClaimed) -> Sequence[Line]:
    """What was not justified is no more paid for anything: it is overpaid until it is back."""
    by_all = event.amendment is not None
    act = f"amendment {event.amendment}" if by_all else f"notice {event.notice}"
    if not event.amount:
        return []
    steps = (Kind.CALLED, Kind.COMMITTED, Kind.VISAED, Kind.ORDERED, Kind.PAID)
    taken = [_line(event, kind, -event.amount, act) for kind in steps]
    return [*taken, _line(event, Kind.OVERPAID, event.amount, act)]


def _beyond(event: heard.BeyondEvent) -> Sequence[Line]:
    """What was paid beyond an order stays overpaid until it pays another, or came back."""
    match event:
        case heard.OverpaymentRecorded():
            return [_line(event, Kind.OVERPAID, event.excess, event.act, event.basis)]
        case heard.OverpaymentSettled():
            never_left = event.amount if event.kind == _ERROR else ZERO
            return [_line(event, Kind.OVERPAID, -never_left, event.decision)]
        case heard.RefundReceived():
            return [_line(event, Kind.OVERPAID, -event.amount, event.act, event.basis)]
        case heard.AdvanceImputed():
            return [
                _line(event, Kind.OVERPAID, -event.amount, event.act, event.basis),
                _line(event, Kind.PAID, event.amount, event.act, event.basis),
            ]
        case _:
            assert_never(event)


def _cancelled(event: heard.TrancheCancelled) -> Sequence[Line]:
    """What was called, committed or visaed and not paid is given up; an order is paid by then."""
    given_up = event.given_up
    steps = (
        (Kind.CALLED, given_up.called),
        (Kind.COMMITTED, given_up.committed),
        (Kind.VISAED, given_up.visaed),
    )
    return [_line(event, kind, -amount, event.reason or "") for kind, amount in steps if amount]


def _line(
    event: heard.TrancheMoney, kind: Kind, amount: Money, act: str, basis: str | None = None
) -> Line:
    undertaking = Undertaking(
        contribution=event.contribution,
        organisation_id=event.organisation_id,
        action=event.action,
        year=event.year,
        nature=CASH,
    )
    return Line(kind=kind, undertaking=undertaking, amount=Total.of([amount]), act=act, basis=basis)
